package dev.tidegate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.egress.TargetUrl;
import dev.tidegate.policy.Actor;
import dev.tidegate.policy.Metadata;
import dev.tidegate.websocket.CloseCode;
import dev.tidegate.websocket.Closure;
import dev.tidegate.websocket.ConnectFailure;
import dev.tidegate.websocket.ConnectionEvents;
import dev.tidegate.websocket.ConnectionIdentity;
import dev.tidegate.websocket.ConnectionLimit;
import dev.tidegate.websocket.ConnectionRegistry;
import dev.tidegate.websocket.Dialer;
import dev.tidegate.websocket.MessageType;
import dev.tidegate.websocket.Volume;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConnectionMetricsTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ConnectionEvents metrics =
      new ConnectionMetrics(
          meters, new ConnectionRegistry(new ConnectionRegistry.Limits(1, 1), Clock.systemUTC()));

  private static ConnectionIdentity connection(TargetUrl.Scheme scheme) {
    return new ConnectionIdentity(
        new UUID(1, 2),
        "job",
        new Actor("actor", Set.of()),
        new TargetUrl(scheme, "example.com", 443, "/", null),
        Metadata.EMPTY,
        List.of());
  }

  private void open(TargetUrl.Scheme scheme, Duration tls) {
    metrics.opened(
        new ConnectionEvents.Opened(
            connection(scheme),
            false,
            Duration.ofMillis(1),
            new Dialer.Timings(Duration.ofMillis(20), tls, Duration.ofMillis(4000))));
  }

  private void close(CloseCode code, Closure.Initiator initiator) {
    metrics.closed(
        new ConnectionEvents.Closed(
            connection(TargetUrl.Scheme.WS),
            new Closure(code, "", initiator),
            Duration.ZERO,
            new Volume(0, 0),
            new Volume(0, 0)));
  }

  private double count(String name, String... tags) {
    return meters.get(name).tags(tags).counter().count();
  }

  private double millis(String name, String... tags) {
    return meters.get(name).tags(tags).timer().totalTime(TimeUnit.MILLISECONDS);
  }

  @Test
  void a_connect_is_timed_as_a_whole_and_by_its_phases() {
    open(TargetUrl.Scheme.WSS, Duration.ofMillis(300));

    assertThat(millis("tidegate.websocket.connect.duration")).isEqualTo(4321);
    assertThat(millis("tidegate.websocket.connect.phase", "phase", "dns")).isEqualTo(1);
    assertThat(millis("tidegate.websocket.connect.phase", "phase", "tcp")).isEqualTo(20);
    assertThat(millis("tidegate.websocket.connect.phase", "phase", "tls")).isEqualTo(300);
    assertThat(millis("tidegate.websocket.connect.phase", "phase", "upgrade")).isEqualTo(4000);
  }

  @Test
  void without_tls_there_is_no_such_phase() {
    open(TargetUrl.Scheme.WS, Duration.ZERO);

    assertThat(meters.get("tidegate.websocket.connect.phase").tags("phase", "tls").timer().count())
        .isZero();
  }

  @Test
  void what_is_open_is_counted_until_it_closes() {
    open(TargetUrl.Scheme.WS, Duration.ZERO);
    open(TargetUrl.Scheme.WS, Duration.ZERO);
    close(CloseCode.NORMAL, Closure.Initiator.PEER);

    assertThat(meters.get("tidegate.websocket.connections.active").gauge().value()).isEqualTo(1);
    assertThat(meters.get("tidegate.websocket.connections.pending").gauge().value()).isZero();
  }

  @Test
  void each_outcome_of_an_attempt_is_counted() {
    ConnectionIdentity connection = connection(TargetUrl.Scheme.WS);
    open(TargetUrl.Scheme.WS, Duration.ZERO);
    metrics.limited(new ConnectionEvents.Limited(connection, ConnectionLimit.ACTOR));
    metrics.failed(
        new ConnectionEvents.Failed(
            "job",
            "actor",
            connection.url(),
            ConnectFailure.TLS,
            "TLS handshake failed",
            "TLS handshake failed: why",
            Duration.ZERO,
            1));

    for (String outcome : new String[] {"ok", "limited", "tls"}) {
      assertThat(count("tidegate.websocket.connects", "outcome", outcome)).as(outcome).isEqualTo(1);
    }
    for (String outcome : new String[] {"denied", "dns", "tcp", "handshake", "timeout"}) {
      assertThat(count("tidegate.websocket.connects", "outcome", outcome)).as(outcome).isZero();
    }
    assertThat(count("tidegate.websocket.limited", "limit", "actor")).isEqualTo(1);
  }

  @Test
  void a_session_is_timed_from_the_handshake_to_the_end() {
    metrics.closed(
        new ConnectionEvents.Closed(
            connection(TargetUrl.Scheme.WS),
            new Closure(CloseCode.NORMAL, "", Closure.Initiator.PEER),
            Duration.ofSeconds(90),
            new Volume(0, 0),
            new Volume(0, 0)));

    assertThat(millis("tidegate.websocket.session.duration")).isEqualTo(90_000);
  }

  @Test
  void messages_and_answers_to_pings_are_counted() {
    metrics.sent(MessageType.TEXT, 5);
    metrics.received(MessageType.BINARY, 7);
    metrics.received(MessageType.TEXT, 0);
    metrics.answered(
        new ConnectionEvents.Answered(connection(TargetUrl.Scheme.WS), Duration.ofMillis(9)));

    assertThat(count("tidegate.websocket.messages", "direction", "sent", "type", "text"))
        .isEqualTo(1);
    assertThat(count("tidegate.websocket.messages", "direction", "received", "type", "text"))
        .isEqualTo(1);
    assertThat(count("tidegate.websocket.messages", "direction", "received", "type", "binary"))
        .isEqualTo(1);
    assertThat(count("tidegate.websocket.payload", "direction", "received", "type", "binary"))
        .isEqualTo(7);
    assertThat(
            meters
                .get("tidegate.websocket.message.size")
                .tags("direction", "received")
                .summary()
                .mean())
        .isEqualTo(3.5);
    assertThat(millis("tidegate.websocket.ping.duration")).isEqualTo(9);
  }

  @ParameterizedTest
  @EnumSource
  void closes_are_counted_by_who_or_what_closed(Closure.Initiator initiator) {
    close(CloseCode.NORMAL, initiator);

    assertThat(count("tidegate.websocket.closes", "code", "1000", "initiator", initiator.text()))
        .isEqualTo(1);
    assertThat(initiator.text()).matches("[a-z_]+");
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 1000",
    "1006, 1006",
    "1016, reserved",
    "2999, reserved",
    "3000, 3xxx",
    "4999, 4xxx",
    "5000, invalid",
    "999, invalid"
  })
  void a_peer_can_not_choose_a_tag_freely(int code, String tag) {
    assertThat(ConnectionMetrics.codeTag(new CloseCode(code))).isEqualTo(tag);
  }
}
