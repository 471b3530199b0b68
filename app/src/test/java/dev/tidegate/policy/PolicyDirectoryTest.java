package dev.tidegate.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of a directory that somebody changes meanwhile. */
class PolicyDirectoryTest {

  private static final Map<String, String> OLD =
      Map.of("a.yaml", "old a", "b.yaml", "old b", "gone.yaml", "old gone");
  private static final Map<String, String> NEW =
      Map.of("a.yaml", "new a", "b.yaml", "new b", "come.yaml", "new come");

  @TempDir private Path temporary;

  /** Something that happens while the files are read. */
  @FunctionalInterface
  private interface Change {
    void make() throws IOException;
  }

  private Path directory() {
    return temporary.resolve("policies");
  }

  private Path plain(String name, Map<String, String> files) throws IOException {
    Path directory = Files.createDirectory(temporary.resolve(name));
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(directory.resolve(file.getKey()), file.getValue());
    }
    return directory;
  }

  private static Map<String, String> contents(PolicyFiles files) {
    return files.contents().stream()
        .collect(
            Collectors.toMap(
                PolicyFiles.Content::name, content -> new String(content.bytes(), UTF_8)));
  }

  private static List<String> faults(Path directory) {
    return PolicyFiles.read(directory).faults().stream().map(Finding::toString).toList();
  }

  /** Reads, while the change is made just before a file is opened, the first being 1. */
  private PolicyFiles readWhile(int opened, Change change) {
    AtomicInteger count = new AtomicInteger();
    return new PolicyDirectory(
            directory(),
            file -> {
              if (count.incrementAndGet() == opened) {
                change.make();
              }
              return Files.newInputStream(file);
            })
        .read();
  }

  // Whatever happens at whatever moment, all is old or all is new.

  @Test
  void a_config_map_that_is_exchanged_while_it_is_read_gives_the_old_files_or_the_new_ones()
      throws IOException {
    for (int opened = 1; opened <= 3; opened++) {
      Volume volume = new Volume(directory(), OLD);
      PolicyFiles files = readWhile(opened, () -> volume.update(NEW));
      assertThat(files.faults()).isEmpty();
      assertThat(contents(files)).isEqualTo(NEW);
      Volume.delete(directory());

      Volume kept = new Volume(directory(), OLD);
      PolicyFiles during = readWhile(opened, () -> kept.exchange(NEW));
      assertThat(during.faults()).isEmpty();
      assertThat(contents(during)).isIn(OLD, NEW);
      Volume.delete(directory());
    }
  }

  @Test
  void a_config_map_has_its_new_files_before_there_are_links_for_them() throws IOException {
    Volume volume = new Volume(directory(), OLD);
    Path before = volume.exchange(NEW);

    PolicyFiles files = PolicyFiles.read(directory());

    assertThat(files.faults()).isEmpty();
    assertThat(contents(files)).isEqualTo(NEW);
    volume.tidy(NEW, before);
    assertThat(PolicyFiles.read(directory())).isEqualTo(files);
  }

  @Test
  void files_that_are_renamed_over_while_they_are_read_are_read_again() throws IOException {
    plain("policies", OLD);

    for (int opened = 1; opened <= 3; opened++) {
      String text = "newer " + opened;
      PolicyFiles files =
          readWhile(
              opened,
              () -> {
                for (String name : List.of("a.yaml", "b.yaml", "gone.yaml")) {
                  Path next = Files.writeString(temporary.resolve("next"), text);
                  Files.move(next, directory().resolve(name), StandardCopyOption.REPLACE_EXISTING);
                }
              });
      assertThat(contents(files).values()).containsOnly(text);
    }
  }

  @Test
  void a_link_to_a_directory_that_is_exchanged_while_it_is_read_gives_one_of_the_two()
      throws IOException {
    Path one = plain("one", OLD);
    Path two = plain("two", NEW);
    for (int opened = 1; opened <= 3; opened++) {
      Files.deleteIfExists(directory());
      Files.createSymbolicLink(directory(), one);
      PolicyFiles files =
          readWhile(
              opened,
              () -> {
                Path link = Files.createSymbolicLink(temporary.resolve("link"), two);
                Files.move(link, directory(), StandardCopyOption.ATOMIC_MOVE);
              });
      assertThat(contents(files)).isEqualTo(NEW);
    }
  }

  @Test
  void a_directory_that_another_takes_the_place_of_while_it_is_read_is_read_again()
      throws IOException {
    plain("policies", OLD);
    Path next = plain("next", NEW);

    PolicyFiles files =
        readWhile(
            2,
            () -> {
              Files.move(directory(), temporary.resolve("aside"));
              Files.move(next, directory());
            });

    assertThat(contents(files)).isEqualTo(NEW);
  }

  @Test
  void a_directory_that_never_stops_changing_is_not_read_for_ever() throws IOException {
    plain("policies", Map.of("a.yaml", "0"));
    AtomicInteger opened = new AtomicInteger();

    PolicyFiles files =
        new PolicyDirectory(
                directory(),
                file -> {
                  Files.writeString(file, "x".repeat(opened.incrementAndGet()));
                  return Files.newInputStream(file);
                })
            .read();

    assertThat(opened).hasValue(PolicyDirectory.MAX_PASSES);
    assertThat(contents(files)).containsOnly(Map.entry("a.yaml", "xxxxxxxxxx"));
  }

  // What is read

  @Test
  void links_in_a_config_map_may_have_other_names_and_plain_files_may_lie_beside()
      throws IOException {
    Volume volume = new Volume(directory(), Map.of("data.txt", "d", "a.yaml", "a"));
    volume.update(Map.of("data.txt", "d", "a.yaml", "a"));
    Files.createSymbolicLink(directory().resolve("other.yaml"), Path.of("..data", "data.txt"));
    Files.writeString(directory().resolve("plain.yml"), "p");
    Files.writeString(directory().resolve(".hidden.yaml"), "h");
    Files.createSymbolicLink(directory().resolve("far.yaml"), plainFile());

    assertThat(contents(PolicyFiles.read(directory())))
        .isEqualTo(Map.of("a.yaml", "a", "other.yaml", "d", "plain.yml", "p", "far.yaml", "f"));
  }

  private Path plainFile() throws IOException {
    return Files.writeString(temporary.resolve("elsewhere"), "f");
  }

  @Test
  void messages_name_files_by_the_directory_as_it_was_given() throws IOException {
    new Volume(directory(), Map.of("a.yaml", "version: 2"));

    assertThatThrownBy(() -> PolicyLoader.load(directory()))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("\n  " + directory().resolve("a.yaml") + ":1:");
  }

  @Test
  void what_is_no_file_is_a_fault() throws IOException {
    assertThat(faults(directory())).containsExactly(directory() + ": does not exist");
    Files.createDirectory(directory());
    assertThat(faults(directory()))
        .containsExactly(directory() + ": holds no policy file (*.yaml or *.yml)");
    Files.createDirectory(directory().resolve("a.yaml"));
    Files.createSymbolicLink(directory().resolve("b.yaml"), Path.of("nowhere"));
    Files.writeString(directory().resolve("c.YML"), "");
    assertThat(faults(directory()))
        .containsExactly(
            directory().resolve("a.yaml") + ": is no regular file",
            directory().resolve("b.yaml") + ": is a link to a file that does not exist");
    assertThat(faults(directory().resolve("c.YML")))
        .containsExactly(directory().resolve("c.YML") + ": is no directory");
  }

  @Test
  void a_file_that_cannot_be_read_is_a_fault() throws IOException {
    plain("policies", OLD);

    PolicyFiles files =
        new PolicyDirectory(
                directory(),
                file -> {
                  if (file.endsWith("b.yaml")) {
                    throw new IOException("no");
                  }
                  return Files.newInputStream(file);
                })
            .read();

    assertThat(files.faults())
        .extracting(Finding::toString)
        .containsExactly(
            directory().resolve("b.yaml") + ": cannot be read: java.io.IOException: no");
    assertThat(contents(files)).containsOnlyKeys("a.yaml", "gone.yaml");
  }

  @Test
  void what_a_directory_holds_is_bounded() throws IOException {
    Files.createDirectory(directory());
    int files = PolicyDirectory.MAX_BYTES / Limits.MOST_BYTES;
    for (int i = 0; i <= files; i++) {
      try (RandomAccessFile file =
          new RandomAccessFile(directory().resolve(i + ".yaml").toFile(), "rw")) {
        file.setLength(Limits.MOST_BYTES);
      }
    }
    assertThat(faults(directory()))
        .containsExactly(directory() + ": holds more than 67108864 bytes of policy files");

    for (int i = 0; i <= PolicyDirectory.MAX_FILES; i++) {
      Files.writeString(directory().resolve("n" + i + ".yaml"), "");
    }
    assertThat(faults(directory()))
        .containsExactly(directory() + ": holds more than 5000 policy files");
  }

  @Test
  void files_are_equal_when_names_contents_and_faults_are() throws IOException {
    Path one = plain("one", OLD);
    Path two = plain("two", OLD);
    PolicyFiles files = PolicyFiles.read(one);

    assertThat(PolicyFiles.read(two)).isEqualTo(files).hasSameHashCodeAs(files);
    assertThat(PolicyFiles.read(two).revision()).isEqualTo(files.revision()).hasSize(12);
    Files.move(two.resolve("a.yaml"), two.resolve("c.yaml"));
    assertThat(PolicyFiles.read(two)).isNotEqualTo(files);
    Files.createSymbolicLink(one.resolve("d.yaml"), Path.of("nowhere"));
    assertThat(PolicyFiles.read(one)).isNotEqualTo(files);
    assertThat(PolicyFiles.read(one).revision()).isEqualTo(files.revision());
    assertThat(files).hasToString("PolicyFiles[" + files.revision() + ", 3 files, []]");
  }
}
