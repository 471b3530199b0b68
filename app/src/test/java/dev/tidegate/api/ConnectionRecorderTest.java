package dev.tidegate.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.egress.TargetUrl;
import dev.tidegate.job.AttemptEvents;
import dev.tidegate.job.JobEvent;
import dev.tidegate.job.JobId;
import dev.tidegate.policy.Actor;
import dev.tidegate.policy.Metadata;
import dev.tidegate.websocket.CloseCode;
import dev.tidegate.websocket.Closure;
import dev.tidegate.websocket.ConnectionEvents;
import dev.tidegate.websocket.ConnectionIdentity;
import dev.tidegate.websocket.Dialer;
import dev.tidegate.websocket.Volume;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ConnectionRecorderTest {

  private static final Instant NOW = Instant.parse("2026-11-28T14:00:00.123456Z");
  private static final JobId JOB = JobId.at(NOW, new Random(1));
  private static final TargetUrl URL =
      new TargetUrl(TargetUrl.Scheme.WSS, "feed.test", 443, "/v1", "token=secret");

  private final AttemptEvents attempts = new AttemptEvents();
  private final List<JobEvent.Fresh> heard = new ArrayList<>();
  private final ConnectionRecorder recorder =
      new ConnectionRecorder(attempts, InstantSource.fixed(NOW), new JsonMapper());

  @Test
  void an_attempt_hears_of_a_connection_from_its_opening_to_its_end() {
    attempts.open(JOB, heard::add);
    ConnectionIdentity connection = connection(7);

    open(connection);
    close(connection);

    assertThat(heard)
        .allMatch(event -> event.kind() == JobEvent.Kind.CONNECTION && event.logSeq() == 0)
        .allMatch(event -> event.time().equals(Instant.parse("2026-11-28T14:00:00.123Z")));
    assertThat(heard)
        .extracting(event -> event.data().toString())
        .containsExactly(
            "{\"time\":\"2026-11-28T14:00:00.123Z\","
                + "\"connection\":\"00000000-0000-0001-0000-000000000007\",\"change\":\"opened\","
                + "\"url\":\"wss://feed.test/v1\",\"compressed\":true,\"connect_ms\":10}",
            "{\"time\":\"2026-11-28T14:00:00.123Z\","
                + "\"connection\":\"00000000-0000-0001-0000-000000000007\",\"change\":\"closed\","
                + "\"url\":\"wss://feed.test/v1\",\"code\":1001,\"by\":\"remote\","
                + "\"open_ms\":5000,\"received\":{\"messages\":3,\"bytes\":30},"
                + "\"sent\":{\"messages\":4,\"bytes\":40}}");
  }

  @Test
  void what_the_peer_says_when_it_closes_is_not_told() {
    attempts.open(JOB, heard::add);
    open(connection(1));
    close(connection(1));

    assertThat(heard.toString()).doesNotContain("peer's own words", "secret");
  }

  @Test
  void a_connection_of_no_attempt_here_is_told_nobody() {
    open(connection(1));
    attempts.open(JOB, heard::add);
    close(connection(1));

    assertThat(heard).isEmpty();
  }

  @Test
  void of_more_connections_than_there_is_room_for_the_first_ones_are_told_with_their_ends() {
    attempts.open(JOB, heard::add);
    int many = AttemptEvents.MOST;
    for (int i = 0; i < many; i++) {
      open(connection(i));
    }
    assertThat(heard).hasSize(AttemptEvents.MOST / 2);
    for (int i = 0; i < many; i++) {
      close(connection(i));
    }

    assertThat(heard).hasSize(AttemptEvents.MOST);
  }

  @Test
  void the_end_of_a_connection_is_not_told_to_a_later_attempt() {
    AttemptEvents.Attempt first = attempts.open(JOB, heard::add);
    open(connection(1));
    first.close();
    List<JobEvent.Fresh> later = new ArrayList<>();
    attempts.open(JOB, later::add);

    close(connection(1));

    assertThat(heard).hasSize(1);
    assertThat(later).isEmpty();
  }

  private void open(ConnectionIdentity connection) {
    recorder.opened(
        new ConnectionEvents.Opened(
            connection,
            true,
            Duration.ofMillis(1),
            new Dialer.Timings(Duration.ofMillis(2), Duration.ofMillis(3), Duration.ofMillis(4))));
  }

  private void close(ConnectionIdentity connection) {
    recorder.closed(
        new ConnectionEvents.Closed(
            connection,
            new Closure(CloseCode.GOING_AWAY, "the peer's own words", Closure.Initiator.PEER),
            Duration.ofSeconds(5),
            new Volume(3, 30),
            new Volume(4, 40)));
  }

  private static ConnectionIdentity connection(long number) {
    return new ConnectionIdentity(
        new UUID(1, number),
        JOB.toString(),
        new Actor("alice", Set.of()),
        URL,
        Metadata.EMPTY,
        List.of());
  }
}
