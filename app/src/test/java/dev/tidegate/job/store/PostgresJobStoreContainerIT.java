package dev.tidegate.job.store;

import dev.tidegate.container.PostgresContainer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.testcontainers.containers.GenericContainer;

/**
 * Jobs on a server as others package it, which asks for a password and waits for the disk. It takes
 * minutes where others use the disk, too; the image's tests have such a server in any case.
 */
@Tag("soak")
class PostgresJobStoreContainerIT extends PostgresJobStoreContract {

  private static @Nullable GenericContainer<?> container;
  private static @Nullable PostgresServer server;

  PostgresJobStoreContainerIT() {
    super(server());
  }

  @AfterAll
  static void stop() {
    server = null;
    if (container != null) {
      container.close();
    }
  }

  private static PostgresServer server() {
    PostgresServer known = server;
    if (known == null) {
      GenericContainer<?> started = PostgresContainer.create();
      started.start();
      container = started;
      known = new PostgresServer(database -> PostgresContainer.url(started, database));
      server = known;
    }
    return known;
  }
}
