package dev.tidegate.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are meant to harm, or were made by other programs. */
class HostileYamlTest {

  private static final String GOOD =
      """
      version: "1.0"
      namespace: app
      entries:
        - name: a
          kind: security.policy
          policy: {actions: doc.read, resources: "*", effect: allow}
          groups: [users]
      """;

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uFEFF%s",
        "%%YAML 1.2\n---\n%s...\n",
        "# a comment\n%s\n# another",
        "--- !!map\n%s",
      })
  void what_surrounds_a_file_does_not_matter(String around) {
    assertThat(Loaded.faults(around.formatted(GOOD))).isEmpty();
  }

  @Test
  void the_ends_of_lines_do_not_matter() {
    assertThat(Loaded.faults(GOOD.replace("\n", "\r\n"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~> ",
      quoteCharacter = '`',
      value = {
        "namespace: app ~> namespace: &a *a ~> 2:",
        "namespace: app ~> namespace: *nobody ~> 2:12: a text that begins with a star needs quotes,"
            + " like \"*\" (without them it names a YAML alias)",
        "groups: [users] ~> groups: &g [*g] ~> 7:13: \"an item of groups\" must be text, found a"
            + " list",
        "groups: [users] ~> groups: !!set {users} ~> 7:13: \"groups\" must be text, found a"
            + " mapping",
        "groups: [users] ~> groups: [yes, ~, 0x1] ~> 7:19: \"~\" is no group; write a name or"
            + " namespace:name, each with letters, digits, and . _ - / between them",
        "groups: [users] ~> groups: [true] ~> 7:14: \"an item of groups\" must be text, found a"
            + " boolean; put it in quotes to make it text",
        "groups: [users] ~> groups: [null] ~> 7:14: \"an item of groups\" must be text, found"
            + " nothing",
        "groups: [users] ~> groups: [1] ~> 7:14: \"an item of groups\" must be text, found a"
            + " number; put it in quotes to make it text",
        "groups: [users] ~> groups: [.inf] ~> 7:14",
        "groups: [users] ~> groups: [!java.lang.Runtime x] ~> 7:14: \"an item of groups\" must be"
            + " text, found a value with the tag !java.lang.Runtime",
        "groups: [users] ~> groups: [!!python/object:os.system x] ~> 7:14: \"an item of groups\""
            + " must be text, found a value with the tag tag:yaml.org,2002:python/object:os.system",
        "groups: [users] ~> \"groups\": [users], groups: [more] ~> 7:",
        "    groups: [users] ~>     groups: [users]!    \"groups\": [more] ~> 8:5: key \"groups\""
            + " stands here a second time",
        "    groups: [users] ~>     groups: [users]!    <<: {name: b} ~> 8:5: unknown key \"<<\" in"
            + " an entry; known are name, kind, description, meta, mode, policy, groups",
        "    groups: [users] ~>     groups: [users]!    ? [a, b]!    : c ~> 8:7: a key must be"
            + " text, found a list",
        "    groups: [users] ~>     groups: [users]!    1: c ~> 8:5: unknown key \"1\" in an entry;"
            + " known are name, kind, description, meta, mode, policy, groups",
        "version: \"1.0\" ~> version: 1.1 ~> 1:10: the version must be \"1.0\"",
        "version: \"1.0\" ~> version: [1.0] ~> 1:10: the version must be \"1.0\"",
        "  - name: a ~>   - name: \"a\\0\" ~> 4:11: \"a",
        "namespace: app ~> namespace: \"\" ~> 2:12: \"\" is no name; it may hold letters, digits,"
            + " and . _ - / between them",
        "namespace: app ~> namespace: |!  app ~> 2:12: \"app",
        "namespace: app ~> namespace: app!--- ~> 3:1: is no YAML",
        "namespace: app ~> namespace: app!\tx: y ~> 3:1",
      })
  void a_file_with_it_is_refused_where_it_stands(String good, String bad, String fault) {
    assertThat(GOOD).contains(good);

    assertThat(
            Loaded.faults(
                GOOD.replace(
                    good,
                    bad.replace("!    ", "\n    ")
                        .replace("!  ", "\n  ")
                        .replace("!--", "\n--")
                        .replace("!\t", "\n\t"))))
        .anySatisfy(found -> assertThat(found).startsWith(fault));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[", "{", "- ", "? ", "{a: ", "[a, ", "&a ", "!x ", "*a ", "'", "\"", "|\n", "#", "%", "a",
        "\n", "...\n", "---\n", "\t", "\0", "\uFFFF", "\uFEFF", "- a\n", "a: b\n"
      })
  void what_is_repeated_up_to_the_largest_size_is_refused(String piece) {
    int length = piece.getBytes(StandardCharsets.UTF_8).length;
    String text = piece.repeat(Limits.MOST_BYTES / length);

    assertThat(Loaded.faults(text)).isNotEmpty();
  }

  @Test
  void aliases_do_not_multiply() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 14; i++) {
      bomb.append("a%d: &a%d [".formatted(i, i));
      bomb.append(("*a" + (i - 1) + ", ").repeat(9)).append("]\n");
    }

    assertThat(Loaded.faults(bomb.toString()))
        .singleElement()
        .asString()
        .endsWith("more than 100 aliases");
  }

  @Test
  void nesting_has_an_end() {
    assertThat(Loaded.faults("a: " + "[".repeat(20) + "]".repeat(20)))
        .containsExactly("1:19: nested deeper than 16 levels");
  }

  @Test
  void a_file_is_at_most_so_large() throws IOException {
    Files.writeString(directory.resolve("large.yaml"), GOOD + "#".repeat(Limits.MOST_BYTES));

    assertThatExceptionOfType(PolicyException.class)
        .isThrownBy(() -> PolicyLoader.load(directory))
        .withMessageContaining("large.yaml: is larger than 1048576 bytes");
  }

  @Test
  void bytes_that_are_no_utf_8_are_refused_where_they_stand() throws IOException {
    byte[] bytes = GOOD.getBytes(StandardCharsets.UTF_8);
    bytes[20] = (byte) 0xC3;
    Files.write(directory.resolve("a.yaml"), bytes);

    assertThatExceptionOfType(PolicyException.class)
        .isThrownBy(() -> PolicyLoader.load(directory))
        .withMessageContaining("a.yaml:2:6: is not UTF-8 here; save the file in that encoding");
  }

  @Test
  void there_are_at_most_so_many_entries() {
    StringBuilder text = new StringBuilder("version: \"1.0\"\nnamespace: app\nentries:\n");
    for (int i = 0; i <= Limits.MOST_ENTRIES; i++) {
      text.append(
          "- {name: a%d, kind: security.policy, policy: {actions: a, resources: a, effect: deny}}\n"
              .formatted(i));
    }

    assertThat(Loaded.faults(text.toString()))
        .containsExactly("5004:3: there are more than 5000 entries in all files");
  }

  @Test
  void all_faults_of_all_files_are_reported_in_their_order() throws IOException {
    Files.writeString(directory.resolve("b.yaml"), GOOD.replace("allow", "alow"));
    Files.writeString(
        directory.resolve("a.yaml"),
        GOOD.replace("namespace: app", "namespace: other").replace("kind:", "knid:"));
    Files.writeString(directory.resolve("c.yml"), "[");

    assertThatExceptionOfType(PolicyException.class)
        .isThrownBy(() -> PolicyLoader.load(directory))
        .satisfies(refused ->
            assertThat(refused.faults())
                .extracting(finding -> Path.of(finding.file()).getFileName() + ":" + finding.line())
                .isEqualTo(List.of("a.yaml:4", "a.yaml:5", "b.yaml:6", "c.yml:1")));
  }
}
