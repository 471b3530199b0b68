package dev.tidegate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.tidegate.policy.Finding;
import dev.tidegate.policy.PolicyException;
import dev.tidegate.policy.PolicyLoader;
import dev.tidegate.policy.PolicySet;
import dev.tidegate.policy.reload.ReloadEvent;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

class PolicyReloadLogTest {

  private static final PolicySet OLD = set("old", "");
  private static final PolicySet NEW =
      set(
          "new",
          """
            - name: nobodys
              kind: security.policy
              policy: {actions: a, resources: b, effect: allow}
          """);

  private final Logger logger = (Logger) LoggerFactory.getLogger(PolicyReloadLog.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final PolicyReloadLog log = new PolicyReloadLog();

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

  private static PolicySet set(String namespace, String entries) {
    return PolicyLoader.parse(
        "app.yaml",
        "version: \"1.0\"\nnamespace: "
            + namespace
            + "\nentries:"
            + (entries.isEmpty() ? " []" : "\n" + entries));
  }

  static Stream<Arguments> lines() {
    PolicyException faults =
        new PolicyException(
            List.of(
                new Finding("b.yaml", 3, 1, "is wrong"), new Finding("a.yaml", 0, 0, "is too")));
    return Stream.of(
        arguments(
            new ReloadEvent.Refused(OLD, faults),
            Level.ERROR,
            "Revision "
                + OLD.revision()
                + " of the policies stays in force: policies refused, 2 faults:\n"
                + "  a.yaml: is too\n"
                + "  b.yaml:3:1: is wrong"),
        arguments(
            new ReloadEvent.Restored(OLD),
            Level.INFO,
            "The policy files are those of revision "
                + OLD.revision()
                + " again, which has stayed in force"),
        arguments(
            new ReloadEvent.Failed(OLD, new IllegalStateException("odd")),
            Level.ERROR,
            "A change of the policies could not be judged; revision "
                + OLD.revision()
                + " is in force"),
        arguments(
            new ReloadEvent.Unwatched("no more watches"),
            Level.WARN,
            "Changes of the policies are found only at tidegate.policy.reload.poll-interval: no"
                + " more watches"),
        arguments(
            new ReloadEvent.Watched(),
            Level.INFO,
            "The system tells of changes of the policies again"));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void an_event_is_one_line(ReloadEvent event, Level level, String text) {
    log.heard(event);

    assertThat(lines.list)
        .singleElement()
        .satisfies(line -> {
          assertThat(line.getLevel()).isEqualTo(level);
          assertThat(line.getFormattedMessage()).isEqualTo(text);
          assertThat(line.getThrowableProxy() != null)
              .isEqualTo(event instanceof ReloadEvent.Failed);
        });
  }

  @Test
  void a_new_set_is_told_with_its_warnings() {
    log.heard(new ReloadEvent.Applied(OLD, NEW, Duration.ofMillis(12)));

    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "1 policies are in force, revision %s in the place of %s, after 12 ms"
                .formatted(NEW.revision(), OLD.revision()),
            "app.yaml:4:5: policy new:nobodys has no groups: it applies to nobody");
    assertThat(lines.list)
        .extracting(ILoggingEvent::getLevel)
        .containsExactly(Level.INFO, Level.WARN);
  }
}
