package dev.tidegate.telemetry;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.logback.StructuredLogEncoder;

/** The log in the Elastic Common Schema, whatever the form of the console's is. */
public final class StructuredLog implements AutoCloseable {

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
  private final ch.qos.logback.classic.Logger root;

  /** Begins to write it down. */
  public StructuredLog() {
    LoggerContext logging = (LoggerContext) LoggerFactory.getILoggerFactory();
    StructuredLogEncoder encoder = new StructuredLogEncoder();
    encoder.setContext(logging);
    encoder.setFormat("ecs");
    encoder.start();
    appender.setContext(logging);
    appender.setEncoder(encoder);
    appender.setOutputStream(written);
    appender.start();
    root = logging.getLogger(Logger.ROOT_LOGGER_NAME);
    root.addAppender(appender);
  }

  /** All of it so far. */
  public String text() {
    return written.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    root.detachAppender(appender);
    appender.stop();
  }
}
