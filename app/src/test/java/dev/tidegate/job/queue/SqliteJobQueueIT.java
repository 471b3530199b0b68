package dev.tidegate.job.queue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** The queue in a file. */
class SqliteJobQueueIT extends JobQueueContract {

  @TempDir private Path directory;

  @Override
  List<String> database() {
    return List.of("--tidegate.data.dir=" + directory);
  }
}
