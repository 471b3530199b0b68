package dev.tidegate.telemetry;

import dev.tidegate.egress.TargetUrl;
import dev.tidegate.websocket.Closure;
import dev.tidegate.websocket.ConnectionEvents;
import dev.tidegate.websocket.ConnectionIdentity;
import dev.tidegate.websocket.MessageType;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Tells operators in the log why a script got no connection or lost it, since the script itself is
 * told little; what policies refuse is in the audit. No line holds a query, which may hold secrets,
 * nor a text that is no URL, which may hold anything. A job gets {@value #LINES_OF_A_JOB} lines, so
 * that a loop can't fill the log; the meters count on.
 */
final class RefusalLog implements ConnectionEvents {

  static final int LINES_OF_A_JOB = 100;

  private static final String ONLY_COUNTED = "; what else this job is refused is only counted";

  private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);

  private final JobTraces traces;

  RefusalLog(JobTraces traces) {
    this.traces = traces;
  }

  @Override
  public void denied(Denied denied) {
    Optional<String> rule = notOfPolicies(denied.by());
    if (rule.isEmpty()) {
      // It counts like the others, so it may be the one after which there are no more lines.
      if (denied.number() == LINES_OF_A_JOB) {
        line(Level.INFO, denied.jobId())
            .addKeyValue("actor", denied.actor())
            .log(
                "Job %s (actor %s) was refused %d connections%s"
                    .formatted(denied.jobId(), denied.actor(), LINES_OF_A_JOB, ONLY_COUNTED));
      }
      return;
    }
    LoggingEventBuilder line =
        line(Level.WARN, denied.jobId())
            .addKeyValue("actor", denied.actor())
            .addKeyValue("rule", denied.by().name().toLowerCase(Locale.ROOT))
            .addKeyValue("url", text(denied.url()))
            .addKeyValue("match", denied.match());
    write(
        line,
        denied.number(),
        "Refused a connection of job %s (actor %s) to %s by %s: %s"
            .formatted(
                denied.jobId(), denied.actor(), text(denied.url()), rule.get(), denied.reason()));
  }

  @Override
  public void failed(Failed failed) {
    LoggingEventBuilder line =
        line(Level.INFO, failed.jobId())
            .addKeyValue("actor", failed.actor())
            .addKeyValue("url", text(failed.url()))
            .addKeyValue("after_ms", failed.after().toMillis());
    write(
        line,
        failed.number(),
        "No connection of job %s (actor %s) to %s: %s"
            .formatted(failed.jobId(), failed.actor(), text(failed.url()), failed.detail()));
  }

  private LoggingEventBuilder line(Level level, String job) {
    LoggingEventBuilder line = LOG.atLevel(level).addKeyValue("job", job);
    String trace = traces.traceId(job);
    return trace == null ? line : line.addKeyValue("trace.id", trace);
  }

  private static void write(LoggingEventBuilder line, int number, String text) {
    if (number < LINES_OF_A_JOB) {
      line.log(text);
    } else if (number == LINES_OF_A_JOB) {
      line.log(text + ONLY_COUNTED);
    }
  }

  private static String text(@Nullable TargetUrl url) {
    return url == null ? "anywhere" : url.textWithoutQuery();
  }

  private static Optional<String> notOfPolicies(Denied.Rule rule) {
    return switch (rule) {
      case CONNECT_POLICY, URL_POLICY, SECRET_POLICY -> Optional.empty();
      case URL_FORM -> Optional.of("the form of its URL");
      case SECRET_MISSING, SECRET_UNUSABLE, SECRET_PLAINTEXT -> Optional.of("the rules on secrets");
      case SPECIAL_ADDRESS, METADATA_ADDRESS -> Optional.of("the rules on addresses");
    };
  }

  @Override
  public void opened(Opened opened) {}

  @Override
  public void connecting(ConnectionIdentity connection) {}

  @Override
  public void abandoned(Abandoned abandoned) {}

  @Override
  public void limited(Limited limited) {}

  @Override
  public void answered(Answered answered) {}

  @Override
  public void sent(MessageType type, int bytes) {}

  @Override
  public void received(MessageType type, int bytes) {}

  /** Tells of those that a new set of policies has ended. */
  @Override
  public void closed(Closed closed) {
    if (closed.closure().initiator() == Closure.Initiator.POLICY) {
      ConnectionIdentity connection = closed.connection();
      line(Level.INFO, connection.jobId())
          .addKeyValue("actor", connection.actor().id())
          .addKeyValue("url", text(connection.url()))
          .log(
              "Closed a connection of job %s (actor %s) to %s: the policies don't allow it any more"
                  .formatted(connection.jobId(), connection.actor().id(), text(connection.url())));
    }
  }
}
