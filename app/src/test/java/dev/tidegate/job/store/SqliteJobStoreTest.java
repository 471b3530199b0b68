package dev.tidegate.job.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidegate.job.NewJob;
import dev.tidegate.job.StoreUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs in a file. */
class SqliteJobStoreTest extends JobStoreContract {

  @TempDir private Path directory;

  @Override
  TemporaryStore open(QueueBounds bounds) {
    return TemporaryStore.in(data(), bounds);
  }

  @Override
  Dialect dialect() {
    return Dialect.SQLITE;
  }

  @Override
  String explain() {
    return "explain query plan ";
  }

  @Override
  int planColumn() {
    return 4;
  }

  /** Nobody gathers statistics of the file. */
  @Override
  void analyze() {}

  @Test
  void nobody_else_may_look_into_the_directory() throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data())))
        .isEqualTo("rwx------");
  }

  @Test
  void a_second_service_is_refused_while_the_first_has_the_directory() {
    assertThatExceptionOfType(DataDirectoryException.class)
        .isThrownBy(() -> TemporaryStore.in(data()))
        .withMessageContainingAll(data().toString(), "tidegate.data.dir", "in use");

    close();
    TemporaryStore.in(data()).close();
  }

  @Test
  void a_directory_that_can_not_be_made_is_named() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));

    assertThatExceptionOfType(DataDirectoryException.class)
        .isThrownBy(() -> TemporaryStore.in(file))
        .withMessageContainingAll(file.toString(), "is no directory");
  }

  @Test
  void what_has_no_place_on_the_disk_is_refused_and_leaves_nothing() {
    NewJob before = SampleJobs.of("alice").make();
    accept(before);
    allowPages(1);

    NewJob refused = SampleJobs.of("alice").name("x".repeat(100_000)).make();
    assertThat(failure(jobs().accept(refused))).isInstanceOf(StoreUnavailableException.class);

    assertThat(await(jobs().find(refused.id()))).isEmpty();
    assertThat(temporary().queued(refused.id())).isFalse();
    allowPages(1_000_000);
    accept(refused);
    assertThat(list(query()).jobs()).hasSize(2);
  }

  /** Never fewer than there are already. */
  private void allowPages(int pages) {
    temporary()
        .database()
        .writer()
        .queryForObject("pragma max_page_count = " + pages, Integer.class);
  }

  private Path data() {
    return directory.resolve("data");
  }
}
