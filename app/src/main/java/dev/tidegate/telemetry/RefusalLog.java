package dev.tidegate.telemetry;

import dev.tidegate.egress.TargetUrl;
import dev.tidegate.websocket.Closure;
import dev.tidegate.websocket.ConnectionEvents;
import dev.tidegate.websocket.ConnectionIdentity;
import dev.tidegate.websocket.MessageType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Tells operators in the log why a script got no connection or lost it, since the script itself is
 * told little. No line holds a query, which may hold secrets, nor a text that is no URL, which may
 * hold anything. A job gets {@value #LINES_OF_A_JOB} lines, so that a loop can't fill the log; the
 * meters count on.
 */
final class RefusalLog implements ConnectionEvents {

  static final int LINES_OF_A_JOB = 100;

  private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);

  @Override
  public void denied(Denied denied) {
    Level level =
        switch (denied.by()) {
          case CONNECT_POLICY, URL_POLICY, SECRET_POLICY -> Level.INFO;
          case URL_FORM,
              SECRET_MISSING,
              SECRET_UNUSABLE,
              SECRET_PLAINTEXT,
              SPECIAL_ADDRESS,
              METADATA_ADDRESS ->
              Level.WARN;
        };
    LoggingEventBuilder line =
        LOG.atLevel(level)
            .addKeyValue("job", denied.jobId())
            .addKeyValue("actor", denied.actor())
            .addKeyValue("rule", denied.by().name().toLowerCase(Locale.ROOT))
            .addKeyValue("url", text(denied.url()))
            .addKeyValue("match", denied.match());
    write(
        line,
        denied.number(),
        "Refused a connection of job %s (actor %s) to %s by %s: %s"
            .formatted(
                denied.jobId(),
                denied.actor(),
                text(denied.url()),
                words(denied.by()),
                denied.reason()));
  }

  @Override
  public void failed(Failed failed) {
    LoggingEventBuilder line =
        LOG.atInfo()
            .addKeyValue("job", failed.jobId())
            .addKeyValue("actor", failed.actor())
            .addKeyValue("url", text(failed.url()))
            .addKeyValue("after_ms", failed.after().toMillis());
    write(
        line,
        failed.number(),
        "No connection of job %s (actor %s) to %s: %s"
            .formatted(failed.jobId(), failed.actor(), text(failed.url()), failed.detail()));
  }

  private static void write(LoggingEventBuilder line, int number, String text) {
    if (number < LINES_OF_A_JOB) {
      line.log(text);
    } else if (number == LINES_OF_A_JOB) {
      line.log(text + "; what else this job is refused is only counted");
    }
  }

  private static String text(@Nullable TargetUrl url) {
    return url == null ? "anywhere" : url.textWithoutQuery();
  }

  private static String words(Denied.Rule rule) {
    return switch (rule) {
      case CONNECT_POLICY -> "the policies on connections";
      case URL_FORM -> "the form of its URL";
      case URL_POLICY -> "the policies on URLs";
      case SECRET_POLICY -> "the policies on secrets";
      case SECRET_MISSING, SECRET_UNUSABLE, SECRET_PLAINTEXT -> "the rules on secrets";
      case SPECIAL_ADDRESS, METADATA_ADDRESS -> "the rules on addresses";
    };
  }

  @Override
  public void opened(Opened opened) {}

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
      LOG.atInfo()
          .addKeyValue("job", connection.jobId())
          .addKeyValue("actor", connection.actor().id())
          .addKeyValue("url", text(connection.url()))
          .log(
              "Closed a connection of job %s (actor %s) to %s: the policies don't allow it any more"
                  .formatted(connection.jobId(), connection.actor().id(), text(connection.url())));
    }
  }
}
