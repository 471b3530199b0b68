package dev.tidegate.container;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * A PostgreSQL server in a container: of the image that {@code -Dtidegate.test.postgres-image}
 * names, which takes the variables of the public one, or of that.
 */
public final class PostgresContainer {

  /** The user, who may do everything, and the database's name. */
  public static final String NAME = "tidegate";

  /** The user's password. */
  public static final String PASSWORD = "a-password-for-the-container-tests";

  private static final @Nullable String LOCAL = System.getProperty("tidegate.test.postgres-image");
  private static final int PORT = 5432;
  private static final Duration START = Duration.ofMinutes(3);

  private PostgresContainer() {}

  /** One that is not started yet. Skips the calling test, visibly, where none can be. */
  public static GenericContainer<?> create() {
    PythonImage.assumeContainers();
    return new GenericContainer<>(DockerImageName.parse(LOCAL == null ? "postgres:18" : LOCAL))
        .withImagePullPolicy(_ -> LOCAL == null)
        .withEnv("POSTGRES_USER", NAME)
        .withEnv("POSTGRES_PASSWORD", PASSWORD)
        .withEnv("POSTGRES_DB", NAME)
        .withExposedPorts(PORT)
        // It starts once to make the database, and then for others.
        .waitingFor(
            Wait.forLogMessage(".*database system is ready to accept connections.*\\s", 2)
                .withStartupTimeout(START));
  }

  /** The URL, with the user in it, of a database of one that runs. */
  public static String url(GenericContainer<?> running, String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&password=%s"
        .formatted(running.getMappedPort(PORT), database, NAME, PASSWORD);
  }
}
