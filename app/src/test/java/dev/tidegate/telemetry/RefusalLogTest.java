package dev.tidegate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.tidegate.egress.TargetUrl;
import dev.tidegate.policy.Actor;
import dev.tidegate.policy.Metadata;
import dev.tidegate.websocket.CloseCode;
import dev.tidegate.websocket.Closure;
import dev.tidegate.websocket.ConnectFailure;
import dev.tidegate.websocket.ConnectionEvents.Closed;
import dev.tidegate.websocket.ConnectionEvents.Denied;
import dev.tidegate.websocket.ConnectionEvents.Failed;
import dev.tidegate.websocket.ConnectionIdentity;
import dev.tidegate.websocket.Volume;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

class RefusalLogTest {

  private static final TargetUrl URL =
      new TargetUrl(TargetUrl.Scheme.WSS, "feed.test", 443, "/v1", "token=secret");

  private final Logger logger = (Logger) LoggerFactory.getLogger(RefusalLog.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final RefusalLog log = new RefusalLog(JobTraces.NONE);

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
    logger.setAdditive(false);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(lines);
    logger.setAdditive(true);
  }

  private static Denied denied(@Nullable TargetUrl url, Denied.Rule by, String match, int number) {
    return new Denied("job-1", "alice", url, by, match, "10.0.0.1 is not public: " + match, number);
  }

  @Test
  void an_address_is_told_with_the_block_that_refuses_it_and_without_the_query() {
    log.denied(denied(URL, Denied.Rule.SPECIAL_ADDRESS, "10.0.0.0/8 (private use)", 1));

    assertThat(lines.list)
        .singleElement()
        .satisfies(line -> {
          assertThat(line.getLevel()).isEqualTo(Level.WARN);
          assertThat(line.getFormattedMessage())
              .isEqualTo(
                  "Refused a connection of job job-1 (actor alice) to wss://feed.test/v1 by the"
                      + " rules on addresses: 10.0.0.1 is not public: 10.0.0.0/8 (private use)");
          assertThat(line.getKeyValuePairs())
              .containsExactly(
                  new KeyValuePair("job", "job-1"),
                  new KeyValuePair("actor", "alice"),
                  new KeyValuePair("rule", "special_address"),
                  new KeyValuePair("url", "wss://feed.test/v1"),
                  new KeyValuePair("match", "10.0.0.0/8 (private use)"));
        });
  }

  @Test
  void what_policies_refuse_is_left_to_the_audit() {
    log.denied(denied(null, Denied.Rule.CONNECT_POLICY, "app:none", 1));
    log.denied(denied(URL, Denied.Rule.URL_POLICY, "app:none", 2));
    log.denied(denied(URL, Denied.Rule.SECRET_POLICY, "app:none", 3));

    assertThat(lines.list).isEmpty();
  }

  @Test
  void a_url_without_canonical_form_is_told_without_it() {
    log.denied(denied(null, Denied.Rule.URL_FORM, "", 3));

    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "Refused a connection of job job-1 (actor alice) to anywhere by the form of its URL:"
                + " 10.0.0.1 is not public: ");
  }

  @Test
  void a_failure_is_told_with_what_the_script_does_not_see() {
    log.failed(
        new Failed(
            "job-1",
            "alice",
            URL,
            ConnectFailure.DNS,
            "host unreachable",
            "no such name",
            Duration.ofMillis(7),
            1));

    assertThat(lines.list)
        .singleElement()
        .satisfies(line -> {
          assertThat(line.getFormattedMessage())
              .isEqualTo(
                  "No connection of job job-1 (actor alice) to wss://feed.test/v1: no such name");
          assertThat(line.getKeyValuePairs())
              .contains(new KeyValuePair("after_ms", 7L), new KeyValuePair("actor", "alice"));
        });
  }

  @Test
  void a_job_that_tries_in_a_loop_does_not_fill_the_log() {
    for (int number = 1; number <= 3 * RefusalLog.LINES_OF_A_JOB; number++) {
      log.denied(denied(URL, Denied.Rule.SPECIAL_ADDRESS, "", number));
    }

    assertThat(lines.list).hasSize(RefusalLog.LINES_OF_A_JOB);
    assertThat(lines.list.getLast().getFormattedMessage())
        .endsWith("; what else this job is refused is only counted");
  }

  @ParameterizedTest
  @EnumSource
  void of_connections_that_close_those_are_told_that_policies_have_ended(
      Closure.Initiator initiator) {
    ConnectionIdentity connection =
        new ConnectionIdentity(
            new UUID(1, 2), "job-1", new Actor("alice", Set.of()), URL, Metadata.EMPTY, List.of());

    log.closed(
        new Closed(
            connection,
            new Closure(CloseCode.GOING_AWAY, "", initiator),
            Duration.ofSeconds(1),
            new Volume(0, 0),
            new Volume(0, 0)));

    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .isEqualTo(
            initiator == Closure.Initiator.POLICY
                ? List.of(
                    "Closed a connection of job job-1 (actor alice) to wss://feed.test/v1: the"
                        + " policies don't allow it any more")
                : List.of());
  }

  @Test
  void a_job_whose_last_line_would_be_of_the_audit_is_still_told_to_get_no_more() {
    log.denied(denied(URL, Denied.Rule.URL_POLICY, "app:none", RefusalLog.LINES_OF_A_JOB));
    log.denied(denied(URL, Denied.Rule.SPECIAL_ADDRESS, "", RefusalLog.LINES_OF_A_JOB + 1));

    assertThat(lines.list)
        .singleElement()
        .satisfies(line ->
            assertThat(line.getFormattedMessage())
                .isEqualTo(
                    "Job job-1 (actor alice) was refused 100 connections; what else this job is"
                        + " refused is only counted"));
  }
}
