package dev.tidegate.audit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.recovery.ResilientOutputStreamBase;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusListener;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * The logger of the audit and where its lines go: to a file, to standard output, or, where the
 * operator's own logging configuration has appenders for it, wherever that says. A line is its
 * event and nothing else.
 */
final class AuditLog implements Consumer<String>, AutoCloseable {

  /** No class logs under this name. */
  static final String NAME = "dev.tidegate.audit";

  /** Of the application: what this tells is for whoever runs it. */
  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger("dev.tidegate.policy");

  private static final String OURS = "tidegate audit";

  private final Logger logger = (Logger) LoggerFactory.getLogger(NAME);
  private final LoggerContext context = logger.getLoggerContext();
  private final @Nullable Appender<ILoggingEvent> appender;

  /** The appender itself goes on without a word where its file can't be written. */
  private final StatusListener faults =
      status -> {
        if (status.getEffectiveLevel() == Status.ERROR
            && status.getOrigin() instanceof ResilientOutputStreamBase) {
          LOG.error("Lines of the audit are lost: {}", status.getMessage(), status.getThrowable());
        }
      };

  private AuditLog(AuditProperties properties) {
    if (logger.getLevel() == null) {
      // Whoever wants less of the application's log may still want this.
      logger.setLevel(Level.INFO);
    }
    if (isDirectedByOperator()) {
      appender = null;
      return;
    }
    Path file = properties.file();
    appender = file == null ? console() : file(file, properties);
    logger.addAppender(appender);
    logger.setAdditive(false);
  }

  /**
   * Opens it.
   *
   * @throws InvalidConfigurationPropertyValueException if there is to be a file and it can't be
   *     written
   */
  static AuditLog open(AuditProperties properties) {
    return new AuditLog(properties);
  }

  private boolean isDirectedByOperator() {
    Iterator<Appender<ILoggingEvent>> appenders = logger.iteratorForAppenders();
    while (appenders.hasNext()) {
      if (!OURS.equals(appenders.next().getName())) {
        return true;
      }
    }
    return false;
  }

  private Appender<ILoggingEvent> console() {
    return started(new ConsoleAppender<>());
  }

  private Appender<ILoggingEvent> file(Path file, AuditProperties properties) {
    requireWritable(file);
    context.getStatusManager().add(faults);
    RollingFileAppender<ILoggingEvent> rolling = new RollingFileAppender<>();
    rolling.setFile(file.toString());
    SizeAndTimeBasedRollingPolicy<ILoggingEvent> policy = new SizeAndTimeBasedRollingPolicy<>();
    policy.setContext(context);
    policy.setParent(rolling);
    policy.setFileNamePattern(file + ".%d{yyyy-MM-dd}.%i.gz");
    policy.setMaxFileSize(new FileSize(properties.fileSize().bytes()));
    policy.setTotalSizeCap(new FileSize(properties.fileTotal().bytes()));
    policy.setMaxHistory(properties.fileDays());
    policy.start();
    rolling.setRollingPolicy(policy);
    return started(rolling);
  }

  /** Found out here, since the appender would only leave its lines out. */
  private static void requireWritable(Path file) {
    try {
      Path directory = file.toAbsolutePath().getParent();
      if (directory != null) {
        Files.createDirectories(directory);
      }
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        throw new IOException("it is no regular file, which could be packed and begun anew");
      }
      Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
    } catch (IOException unusable) {
      // It takes no cause, and its words say everything.
      throw new InvalidConfigurationPropertyValueException(
          "tidegate.audit.file", file, "The file can't be written: " + unusable);
    }
  }

  private <T extends OutputStreamAppender<ILoggingEvent>> T started(T made) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setPattern("%msg%n");
    encoder.start();
    made.setContext(context);
    made.setName(OURS);
    made.setEncoder(encoder);
    made.start();
    return made;
  }

  /** Writes one line. Blocks while its target does. */
  @Override
  public void accept(String line) {
    logger.info(line);
  }

  /** Leaves the logger to others. */
  @Override
  public void close() {
    context.getStatusManager().remove(faults);
    if (appender != null) {
      logger.detachAppender(appender);
      appender.stop();
    }
  }
}
