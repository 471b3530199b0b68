package dev.tidegate.job.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A PostgreSQL of a test's own that can be stopped, or killed, and started again with what it has.
 * It waits for the disk, as one that is installed does.
 */
public final class RestartablePostgres implements AutoCloseable {

  private static final String DATABASE = "jobs";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path data;
  private final int port;
  private EmbeddedPostgres server;

  /**
   * Starts one.
   *
   * @param directory where its data may be
   */
  public RestartablePostgres(Path directory) throws IOException {
    data = directory.resolve("postgres");
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    server = launch();
    new JdbcTemplate(server.getPostgresDatabase()).execute("create database " + DATABASE);
  }

  /** The database's URL, with the user in it; the same after each start. */
  public String url() {
    return server.getJdbcUrl("postgres", DATABASE);
  }

  /** Stops it, which ends all its connections, and starts it again. */
  public void restart() throws IOException {
    server.close();
    server = launchAgain();
  }

  /** Kills it in the middle of what it does. */
  public void kill() throws IOException {
    long postmaster =
        Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
    ProcessHandle process = ProcessHandle.of(postmaster).orElseThrow();
    if (!process.destroyForcibly()) {
      throw new IllegalStateException("PostgreSQL can't be killed");
    }
    process.onExit().join();
    // Lets go of the directory; there is nothing left to stop.
    server.close();
  }

  /** Starts it after it was killed; it recovers what it had committed. */
  public void start() {
    server = launchAgain();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  /** What has been killed leaves processes that end by themselves, and must have. */
  private EmbeddedPostgres launchAgain() {
    return Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(this::launch, _ -> true);
  }

  private EmbeddedPostgres launch() throws IOException {
    return EmbeddedPostgres.builder()
        .setPort(port)
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setPGStartupWait(Duration.ofMinutes(1))
        .setServerConfig("max_connections", "200")
        // What starts it would switch both off.
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .start();
  }
}
