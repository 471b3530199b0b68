package dev.tidegate.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import dev.tidegate.policy.Operator;
import dev.tidegate.policy.PolicyException;
import dev.tidegate.policy.PolicyLoader;
import dev.tidegate.policy.PolicySet;
import dev.tidegate.policy.trial.Cases;
import dev.tidegate.policy.trial.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/policies.md} and the readme show is what the service takes. */
class PoliciesGuideTest {

  private static final Path GUIDE = Path.of("../docs/policies.md");

  /** A whole file, named before it. */
  private static final Pattern FILE =
      Pattern.compile("(?ms)`policies/prod/(?<name>[a-z.]+)`:\\n\\n^```yaml\\n(?<text>.*?)^```$");

  /** The table of expressions in another language. */
  private static final String REFUSED = "What another engine's language says differently";

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(?<refused>[^|`]+)` \\| `(?<write>[^|`]+)` \\|$");

  private static final Pattern CELL = Pattern.compile("(?m)^\\| `(?<text>[^|]+)` \\|");

  @Test
  void the_files_are_a_set_and_its_tests_reach_all_of_it(@TempDir Path directory)
      throws IOException {
    List<String> names =
        FILE.matcher(Files.readString(GUIDE))
            .results()
            .map(file -> {
              write(directory.resolve(file.group("name")), file.group("text"));
              return file.group("name");
            })
            .toList();
    assertThat(names).containsExactly("research.yaml", "blocked.yaml", "research.test.yaml");

    PolicySet set = PolicyLoader.load(directory);
    Cases cases = Cases.read(directory, set);

    assertThat(set.warnings()).isEmpty();
    assertThat(cases).isInstanceOf(Cases.Usable.class);
    Trial trial = Trial.run(set, ((Cases.Usable) cases).cases());
    assertThat(trial.failures()).isEmpty();
    assertThat(trial.coverage()).isEqualTo(100);
  }

  @Test
  void every_other_block_is_an_entry() throws IOException {
    String page = Files.readString(GUIDE);
    List<String> blocks = FencedBlock.of("yaml", page);
    List<String> fragments = blocks.stream().filter(block -> block.startsWith("- ")).toList();

    assertThat(fragments).hasSizeGreaterThan(3);
    assertThat(blocks).hasSize(fragments.size() + 3);
    for (String fragment : fragments) {
      assertThat(load("version: \"1.0\"\nnamespace: app\nentries:\n" + fragment.indent(2)))
          .as(fragment)
          .isEqualTo(1);
    }
  }

  @Test
  void the_readme_shows_a_whole_file() throws IOException {
    assertThat(FencedBlock.of("yaml", Files.readString(Path.of("../README.md"))))
        .singleElement()
        .satisfies(block -> assertThat(load(block)).isEqualTo(1));
  }

  @Test
  void every_expression_of_the_first_table_is_one() throws IOException {
    List<String> expressions = firstCells(section("### Expressions", REFUSED));

    assertThat(expressions).hasSizeGreaterThan(6);
    for (String expression : expressions) {
      assertThat(load(withExpression(expression))).isEqualTo(1);
    }
  }

  @Test
  void what_is_said_differently_is_refused_with_the_words_of_the_second_table() throws IOException {
    var rows = ROW.matcher(section(REFUSED, "###")).results().toList();

    assertThat(rows).hasSizeGreaterThan(3);
    for (var row : rows) {
      assertThatExceptionOfType(PolicyException.class)
          .isThrownBy(() -> PolicyLoader.parse("page.yaml", withExpression(row.group("refused"))))
          .withMessageContaining("write \"" + row.group("write") + "\"");
      assertThat(load(withExpression(row.group("write")))).isEqualTo(1);
    }
  }

  private static String withExpression(String expression) {
    return """
    version: "1.0"
    namespace: app
    entries:
      - name: example
        kind: security.policy.expr
        policy:
          actions: websocket.connect
          resources: ""
          effect: allow
          expression: |
            %s
        groups: [readers]
    """
        .formatted(expression);
  }

  @Test
  void the_tables_list_all_operators() throws IOException {
    assertThat(
            firstCells(section("### Conditions", "### ")).stream()
                .flatMap(cell -> Stream.of(cell.split("`, `")))
                .toList())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Operator.values()).map(Operator::toString).toList());
  }

  /** What stands between a line that begins so and another one. */
  private static String section(String from, String to) throws IOException {
    String page = Files.readString(GUIDE);
    int start = page.indexOf("\n" + from);
    return page.substring(start, page.indexOf("\n" + to, start + from.length()));
  }

  /** What stands between backquotes in the first cells of tables. */
  private static List<String> firstCells(String section) {
    return CELL.matcher(section).results().map(cell -> cell.group("text")).toList();
  }

  private static int load(String yaml) {
    try {
      return PolicyLoader.parse("page.yaml", yaml).policies().size();
    } catch (PolicyException faults) {
      return fail(faults.getMessage() + "\n" + yaml);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
