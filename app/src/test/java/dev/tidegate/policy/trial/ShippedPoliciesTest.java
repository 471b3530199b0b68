package dev.tidegate.policy.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.policy.PolicyLoader;
import dev.tidegate.policy.PolicySet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sets that come with the service can be used, and their tests reach all of them. */
class ShippedPoliciesTest {

  private static final Path POLICIES = Path.of("../policies");
  private static final Pattern SCHEMA =
      Pattern.compile("# yaml-language-server: \\$schema=(\\S+)\\R");

  static Stream<Path> sets() throws IOException {
    return files().stream().map(Path::getParent).distinct();
  }

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(POLICIES)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @Test
  void there_are_two_sets_and_three_examples() throws IOException {
    assertThat(sets())
        .extracting(set -> POLICIES.relativize(set).toString())
        .containsExactly(
            "default", "dev", "examples/chat-bots", "examples/iot-gateway", "examples/market-data");
  }

  @ParameterizedTest
  @MethodSource("sets")
  void a_set_has_neither_faults_nor_warnings(Path directory) {
    assertThat(PolicyLoader.load(directory).warnings()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("sets")
  void the_tests_of_a_set_pass_and_reach_all_of_it(Path directory) {
    PolicySet set = PolicyLoader.load(directory);
    Cases cases = Cases.read(directory, set);

    assertThat(cases).isInstanceOf(Cases.Usable.class);
    Trial trial = Trial.run(set, ((Cases.Usable) cases).cases());

    assertThat(trial.failures())
        .extracting(failure -> failure.of().name() + ": " + failure.mismatches())
        .isEmpty();
    assertThat(trial.unreached()).isEmpty();
    assertThat(trial.coverage()).isEqualTo(100);
  }

  @Test
  void every_file_names_its_schema_so_that_editors_find_it() throws IOException {
    for (Path file : files()) {
      Matcher header = SCHEMA.matcher(Files.readString(file));
      assertThat(header.lookingAt()).as("%s begins with its schema", file).isTrue();
      String name =
          file.toString().endsWith(".test.yaml") ? "policy-test.schema.json" : "policy.schema.json";
      assertThat(file.resolveSibling(header.group(1)).normalize())
          .isEqualTo(POLICIES.resolve("schema").resolve(name).normalize())
          .exists();
    }
  }
}
