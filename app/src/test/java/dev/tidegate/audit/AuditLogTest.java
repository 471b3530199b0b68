package dev.tidegate.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.recovery.ResilientFileOutputStream;
import dev.tidegate.job.ByteSize;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

class AuditLogTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path directory;

  private static AuditProperties to(@Nullable Path file, String size) {
    return new AuditProperties(
        file, ByteSize.parse(size), 1, ByteSize.parse("1GiB"), 1, Duration.ofHours(1), 1, 1, 64);
  }

  @Test
  void lines_go_to_the_file_as_they_are_and_the_file_goes_on_where_it_ended() throws IOException {
    Path file = directory.resolve("made/audit.log");
    try (AuditLog log = AuditLog.open(to(file, "64MiB"))) {
      log.accept("{\"a\":\"%d {} $x ü\"}");
    }
    try (AuditLog log = AuditLog.open(to(file, "64MiB"))) {
      log.accept("{\"b\":1}");
    }

    assertThat(Files.readAllLines(file)).containsExactly("{\"a\":\"%d {} $x ü\"}", "{\"b\":1}");
  }

  @Test
  void a_file_that_has_grown_is_packed_and_another_begun() {
    Path file = directory.resolve("audit.log");
    try (AuditLog log = AuditLog.open(to(file, "64KiB"))) {
      String line = "{\"x\":\"" + "x".repeat(4_000) + "\"}";
      await()
          .atMost(PATIENCE)
          .until(() -> {
            log.accept(line);
            return files().stream().anyMatch(name -> name.matches("audit\\.log\\..*\\.0\\.gz"));
          });
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void a_file_that_cannot_be_written_is_named_at_once() throws IOException {
    Path taken = Files.writeString(directory.resolve("taken"), "");

    assertThatThrownBy(() -> AuditLog.open(to(taken.resolve("audit.log"), "64MiB")))
        .isInstanceOf(InvalidConfigurationPropertyValueException.class)
        .hasMessageContaining("tidegate.audit.file")
        .hasMessageContaining("audit.log");
  }

  @Test
  void what_is_no_regular_file_is_refused_since_it_could_not_be_begun_anew() throws IOException {
    assertThatThrownBy(() -> AuditLog.open(to(directory, "64MiB")))
        .isInstanceOf(InvalidConfigurationPropertyValueException.class)
        .hasMessageContaining("no regular file");
  }

  @Test
  void the_log_says_so_where_lines_cannot_be_written() throws IOException {
    File full = new File("/dev/full");
    assumeTrue(full.exists(), "needs /dev/full");
    Logger logger = (Logger) LoggerFactory.getLogger("dev.tidegate.policy");
    ListAppender<ILoggingEvent> told = new ListAppender<>();
    told.start();
    logger.addAppender(told);
    try (AuditLog log = AuditLog.open(to(directory.resolve("audit.log"), "64MiB"))) {
      // The stream that the appender writes to, without the appender, which would rename the
      // device.
      ResilientFileOutputStream stream = new ResilientFileOutputStream(full, true, 64);
      stream.setContext(logger.getLoggerContext());
      stream.write('x');
      stream.flush();
      assertThatThrownBy(stream::close).isInstanceOf(IOException.class);
      log.accept("{}");
    } finally {
      logger.detachAppender(told);
    }

    assertThat(told.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .isNotEmpty()
        .allMatch(
            line -> line.startsWith("Lines of the audit are lost: ") && line.contains("full"));
  }

  @Test
  void appenders_that_the_operator_has_given_the_logger_are_left_in_charge() {
    Logger logger = (Logger) LoggerFactory.getLogger(AuditLog.NAME);
    ListAppender<ILoggingEvent> operators = new ListAppender<>();
    operators.setName("theirs");
    operators.start();
    logger.addAppender(operators);
    Path file = directory.resolve("audit.log");
    try (AuditLog log = AuditLog.open(to(file, "64MiB"))) {
      log.accept("{}");
    } finally {
      logger.detachAppender(operators);
    }

    assertThat(operators.list).hasSize(1);
    assertThat(file).doesNotExist();
  }
}
