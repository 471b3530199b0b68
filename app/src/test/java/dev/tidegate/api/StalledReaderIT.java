package dev.tidegate.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidegate.cli.TidegateService;
import dev.tidegate.job.JobStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** Readers of streams that leave what there is for them where it is. */
@SpringBootTest(
    classes = TidegateService.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"tidegate.api.stall-limit=1s", "tidegate.jobs.max-running=0"})
class StalledReaderIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private static Path directory;

  @LocalServerPort private int port;
  @Autowired private JobStore store;
  @Autowired private OpenRequests open;
  @Autowired private MeterRegistry meters;
  @Autowired private JsonMapper json;

  @DynamicPropertySource
  static void actors(DynamicPropertyRegistry properties) throws IOException {
    ThreeActors.settle(properties, directory);
  }

  @Test
  void are_cut_off_and_counted_and_who_has_nothing_to_read_is_not() throws IOException {
    try (Client alice = new Client(port, ThreeActors.ALICE);
        IdleReader idle = new IdleReader(port, ThreeActors.ALICE)) {
      NodeByHand node = new NodeByHand(store, json);
      String quiet = submitted(alice);
      String loud = submitted(alice);
      int pages = 300;
      for (int page = 0; page < pages / 10; page++) {
        node.log(loud, 10 * LogPages.PAGE, 1000);
      }
      var waiting = alice.stream(alice.request("/v1/jobs/" + quiet + "/logs?follow").GET());
      await().atMost(PATIENCE).until(() -> open.count() == 1);

      idle.get("/v1/jobs/" + loud + "/logs");

      await().atMost(PATIENCE).until(() -> ended("stalled") == 1);
      assertThat(idle.rest()).isBetween(1L, 1_000L * pages * LogPages.PAGE);
      assertThat(isOpen()).isEqualTo(1);
      node.log(quiet, 1, 20);
      node.succeed(quiet, "1");
      try (var body = waiting.body()) {
        assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).contains("\"seq\":1,");
      }
      await().atMost(PATIENCE).until(() -> ended("complete") == 1 && isOpen() == 0);
    }
  }

  private static String submitted(Client client) {
    return client
        .send(
            client
                .request("/v1/jobs")
                .header("Content-Type", "text/x-lua")
                .POST(BodyPublishers.ofString("return 1")))
        .body()
        .path("id")
        .asString();
  }

  private double ended(String how) {
    return meters
        .get("tidegate.requests.ended")
        .tag("kind", "log")
        .tag("how", how)
        .counter()
        .count();
  }

  private double isOpen() {
    return meters.get("tidegate.requests.open").tag("kind", "log").gauge().value();
  }
}
