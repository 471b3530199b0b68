package dev.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidegate.api.Client;
import dev.tidegate.telemetry.MeterName;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** The meters of a running service. */
@SpringBootTest(
    classes = TidegateService.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "tidegate.access.token=" + Client.TOKEN)
@ActiveProfiles("dev")
class MetersIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** They come with the first event of a policy. */
  private static final Set<MeterName> OF_POLICIES =
      EnumSet.of(MeterName.SHADOW_DIFFERENCES, MeterName.POLICY_FAILURES);

  @LocalServerPort private int port;
  private Client client;

  @BeforeEach
  void connect() {
    client = new Client(port);
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  private static String sample(MeterName name) {
    String base = name.id().replace('.', '_');
    String unit = name.unit().orElse("");
    String united = unit.isEmpty() || base.endsWith("_" + unit) ? base : base + "_" + unit;
    return switch (name.type()) {
      case COUNTER -> united + "_total";
      case GAUGE -> united;
      case TIMER -> base + "_seconds_count";
      case SUMMARY -> united + "_count";
    };
  }

  @Test
  void every_meter_is_there_once_a_script_has_talked_to_a_peer() {
    try (EchoPeer peer = EchoPeer.listen("127.0.0.1", 0, null)) {
      assertThat(
              client
                  .runLua(
                      "",
                      """
                      local c = assert(websocket.connect("URL"))
                      c:send("hello")
                      local heard = c:channel():receive().data
                      c:close()
                      return heard
                      """
                          .replace("URL", peer.uri() + "/echo"))
                  .body()
                  .path("result")
                  .asString())
          .isEqualTo("hello");
    }
    await()
        .atMost(PATIENCE)
        .until(() -> client.metric("tidegate_websocket_session_duration_seconds_count") >= 1);

    assertThat(client.get("/actuator/prometheus").response().body().lines())
        .extracting(line -> line.split("[ {]", 2)[0])
        .contains(
            Arrays.stream(MeterName.values())
                .filter(name -> !OF_POLICIES.contains(name))
                .map(MetersIT::sample)
                .toArray(String[]::new));
  }

  @Test
  void the_pools_of_the_database_show() {
    assertThat(client.get("/actuator/prometheus").response().body())
        .contains("hikaricp_connections_active{pool=\"writer\"")
        .contains("hikaricp_connections_active{pool=\"readers\"");
  }

  @Test
  void event_loops_of_both_kinds_are_tried() {
    for (String loops : new String[] {"http", "websocket"}) {
      String tag = "{loops=\"" + loops + "\"}";
      await()
          .atMost(PATIENCE)
          .until(() -> client.metric("tidegate_eventloop_delay_seconds_count" + tag) >= 1);
      assertThat(client.metric("tidegate_eventloop_stalled_seconds" + tag))
          .as(loops)
          .isLessThan(30);
    }
  }

  @Test
  void the_queue_and_the_room_of_the_node_show() {
    await()
        .atMost(PATIENCE)
        .until(() ->
            client
                .get("/actuator/prometheus")
                .response()
                .body()
                .contains("tidegate_jobs{state=\"queued\"} 0.0"));
    assertThat(client.metric("tidegate_queue_age_seconds")).isZero();
    assertThat(client.metric("tidegate_runs_memory_capacity_bytes")).isPositive();
    for (String kind : new String[] {"run", "job"}) {
      assertThat(client.metric("tidegate_admission_places{kind=\"" + kind + "\"}")).isPositive();
    }
  }
}
