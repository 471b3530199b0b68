package dev.tidegate.job.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Jobs in a file. */
class SqliteJobStoreTest extends JobStoreContract {

  @TempDir private Path directory;

  @Override
  TemporaryStore open(QueueBounds bounds) {
    return TemporaryStore.in(directory, bounds);
  }
}
