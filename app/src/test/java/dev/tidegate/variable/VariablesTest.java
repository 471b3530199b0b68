package dev.tidegate.variable;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariablesTest {

  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private Path directory;

  @BeforeEach
  void make_a_directory(@TempDir Path made) {
    directory = made;
  }

  private Variables read(Path... directories) {
    return Variables.of(Map.of(), List.of(directories), warnings::add);
  }

  private static Optional<String> text(Variables variables, String name) {
    return variables.value(name).map(value -> new String(value.bytes(), UTF_8));
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  @Test
  void what_is_configured_goes_before_files_and_earlier_directories_before_later_ones(
      @TempDir Path second) throws IOException {
    write("BOTH", "of the first");
    write("FILE", "of the first");
    Files.writeString(second.resolve("BOTH"), "of the second");
    Files.writeString(second.resolve("FILE"), "of the second");
    Files.writeString(second.resolve("ONLY"), "of the second");

    Variables variables =
        Variables.of(Map.of("BOTH", "configured"), List.of(directory, second), warnings::add);

    assertThat(text(variables, "BOTH")).contains("configured");
    assertThat(text(variables, "FILE")).contains("of the first");
    assertThat(text(variables, "ONLY")).contains("of the second");
    assertThat(variables.all()).containsOnlyKeys("BOTH", "FILE", "ONLY");
    assertThat(text(variables, "NONE")).isEmpty();
  }

  @Test
  void a_file_is_taken_as_it_is_with_the_end_of_its_last_line() throws IOException {
    write("lines", "one\r\ntwo\n");
    Files.write(directory.resolve("bytes"), new byte[] {0, (byte) 0xff});

    Variables variables = read(directory);

    assertThat(text(variables, "lines")).contains("one\r\ntwo\n");
    assertThat(variables.value("bytes").map(VariableValue::bytes))
        .contains(new byte[] {0, (byte) 0xff});
  }

  @Test
  void names_are_told_apart_by_case_and_may_have_dots_and_dashes() {
    Variables variables =
        Variables.of(
            Map.of("api.key-1", "a", "API.KEY-1", "b", "_x", "c"), List.of(), warnings::add);

    assertThat(text(variables, "api.key-1")).contains("a");
    assertThat(text(variables, "API.KEY-1")).contains("b");
    assertThat(text(variables, "_x")).contains("c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1x", "a b", "a/b", ".x", "-x", "ä", "a\n", "a}"})
  void a_configured_name_must_be_one(String name) {
    assertThatThrownBy(() -> Variables.of(Map.of(name, "canary"), List.of(), warnings::add))
        .isInstanceOf(VariableException.class)
        .hasMessageContaining("\"" + name + "\" is no name of a variable")
        .hasMessageNotContaining("canary");
  }

  @Test
  void a_name_has_128_characters_at_most() {
    assertThat(VariableName.isName("n".repeat(128))).isTrue();
    assertThat(VariableName.isName("n".repeat(129))).isFalse();
  }

  @Test
  void a_configured_value_has_64_kib_at_most() {
    String most = "v".repeat(VariableValue.MAX_LENGTH);

    assertThat(text(Variables.of(Map.of("A", most), List.of(), warnings::add), "A")).contains(most);
    assertThatThrownBy(() -> Variables.of(Map.of("A", most + "v"), List.of(), warnings::add))
        .hasMessage("the variable A has more than 65536 bytes");
  }

  @Test
  void what_can_be_no_variable_is_left_out_with_a_warning() throws IOException {
    write("good", "1");
    write("not good", "canary");
    write("large", "v".repeat(VariableValue.MAX_LENGTH + 1));
    write("full", "v".repeat(VariableValue.MAX_LENGTH));
    Files.createSymbolicLink(directory.resolve("loop"), directory.resolve("loop"));
    Files.createDirectory(directory.resolve("directory"));
    write("..hidden", "2");

    Variables variables = read(directory);

    assertThat(variables.all()).containsOnlyKeys("full", "good");
    assertThat(warnings)
        .hasSize(3)
        .anySatisfy(warning -> assertThat(warning).contains("not good", "its name is none"))
        .anySatisfy(warning -> assertThat(warning).contains("large", "more than 65536 bytes"))
        .anySatisfy(warning -> assertThat(warning).contains("loop", "can't be read"))
        .noneSatisfy(warning -> assertThat(warning).contains("canary"));
  }

  @Test
  void a_warning_is_given_once_and_again_when_it_is_true_again() throws IOException {
    Path bad = write("not good", "1");
    Variables variables = read(directory);
    variables.refresh();
    assertThat(warnings).hasSize(1);

    Files.delete(bad);
    variables.refresh();
    write("not good", "1");
    variables.refresh();

    assertThat(warnings).hasSize(2);
  }

  @Test
  void a_directory_that_is_not_there_or_has_too_many_files_is_refused() throws IOException {
    Path missing = directory.resolve("missing");
    assertThatThrownBy(() -> read(missing))
        .isInstanceOf(VariableException.class)
        .hasMessage("the directory of variables " + missing + " can't be read");

    for (int i = 0; i <= VariableDirectory.MOST_FILES; i++) {
      write("v" + i, "");
    }
    assertThatThrownBy(() -> read(directory)).hasMessageContaining("more than 1000 files");
  }

  @Test
  void a_directory_that_goes_leaves_its_variables_as_they_were() throws IOException {
    Path inner = Files.createDirectory(directory.resolve("inner"));
    Files.writeString(inner.resolve("KEY"), "old");
    Variables variables = read(inner);

    Path away = Files.move(inner, directory.resolve("away"));
    variables.refresh();
    variables.refresh();
    assertThat(text(variables, "KEY")).contains("old");
    assertThat(warnings).hasSize(1).first().asString().contains("stay as they were");

    Files.writeString(away.resolve("KEY"), "new");
    Files.move(away, inner);
    variables.refresh();
    assertThat(text(variables, "KEY")).contains("new");
  }

  @Test
  void files_that_come_change_and_go_are_noticed() throws IOException {
    Path key = write("KEY", "one");
    Variables variables = read(directory);

    write("KEY", "two");
    write("MORE", "more");
    variables.refresh();
    assertThat(text(variables, "KEY")).contains("two");
    assertThat(text(variables, "MORE")).contains("more");

    Files.delete(key);
    variables.refresh();
    assertThat(variables.all()).containsOnlyKeys("MORE");
  }

  /** Another content of the same length, written within the precision of the file's time. */
  @Test
  void a_file_that_looks_unchanged_is_read_again_while_it_is_young() throws IOException {
    FileTime now = FileTime.from(Instant.now());
    Files.setLastModifiedTime(write("KEY", "one"), now);
    Variables variables = read(directory);

    Files.setLastModifiedTime(write("KEY", "two"), now);
    variables.refresh();

    assertThat(text(variables, "KEY")).contains("two");
  }

  /** As Kubernetes changes a secret: new files beside the old ones, then one link is moved. */
  @Test
  void a_mounted_secret_changes_as_a_whole() throws IOException {
    generation("..1", Map.of("user", "old", "password", "old"));
    Files.createSymbolicLink(directory.resolve("..data"), Path.of("..1"));
    Files.createSymbolicLink(directory.resolve("user"), Path.of("..data/user"));
    Files.createSymbolicLink(directory.resolve("password"), Path.of("..data/password"));
    Variables variables = read(directory);
    assertThat(variables.all()).containsOnlyKeys("password", "user");
    assertThat(text(variables, "user")).contains("old");

    generation("..2", Map.of("user", "new", "password", "new"));
    variables.refresh();
    assertThat(text(variables, "user")).contains("old");

    Path next = Files.createSymbolicLink(directory.resolve("..next"), Path.of("..2"));
    Files.move(next, directory.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    variables.refresh();
    assertThat(text(variables, "user")).contains("new");
    assertThat(text(variables, "password")).contains("new");
    assertThat(warnings).isEmpty();
  }

  /** The files are old, so that only the link tells that something has changed. */
  private void generation(String name, Map<String, String> values) throws IOException {
    Path made = Files.createDirectory(directory.resolve(name));
    for (Map.Entry<String, String> value : values.entrySet()) {
      Path file = Files.writeString(made.resolve(value.getKey()), value.getValue());
      Files.setLastModifiedTime(file, FileTime.fromMillis(0));
    }
  }

  @Test
  void changes_are_followed_until_it_is_closed() throws IOException {
    write("KEY", "one");
    Variables variables = read(directory);
    try (VariableRefresh _ = VariableRefresh.start(variables, Duration.ofMillis(5))) {
      write("KEY", "two");
      await().untilAsserted(() -> assertThat(text(variables, "KEY")).contains("two"));
    }
  }

  @Test
  void nothing_prints_a_value() throws IOException {
    write("FILE", "canary");
    Variables variables = Variables.of(Map.of("SET", "canary"), List.of(directory), warnings::add);

    assertThat(variables.toString()).isEqualTo("Variables[FILE, SET]");
    assertThat(variables.all().toString()).doesNotContain("canary");
    assertThat(variables.value("SET").orElseThrow()).hasToString("VariableValue");
  }
}
