package dev.tidegate.job.queue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** What is told of jobs in a file. */
class SqliteJobHistoryIT extends JobHistoryContract {

  @TempDir private Path directory;

  @Override
  List<String> database() {
    return List.of("--tidegate.data.dir=" + directory);
  }
}
