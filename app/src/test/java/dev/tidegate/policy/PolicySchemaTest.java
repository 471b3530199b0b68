package dev.tidegate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tidegate.policy.trial.Cases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.JsonSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The schema that editors use and the loader, held to each other by the files in {@code
 * src/test/policies}: both take what is in {@code good}, and refuse what is in {@code bad}; what is
 * in {@code bad/semantic} only the loader can see. Files of tests are in {@code tests}, by the same
 * order.
 */
class PolicySchemaTest {

  private static final Path CORPUS = Path.of("src/test/policies");
  private static final Path POLICIES = Path.of("../policies");
  private static final String EXPECT = "# expect: ";

  /** What the files of tests are about. */
  private static final PolicySet SET =
      PolicyLoader.parse(
          "app.yaml",
          """
          version: "1.0"
          namespace: app
          entries:
            - name: prices
              kind: security.policy
              policy: {actions: "*", resources: "*", effect: allow}
              groups: [readers]
            - name: shadow
              kind: security.policy
              mode: shadow
              policy: {actions: "*", resources: "*", effect: deny}
              groups: [readers]
          """);

  private static Schema schema(String name) throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Files.readString(POLICIES.resolve("schema").resolve(name)));
  }

  static Stream<Path> good() throws IOException {
    return files(CORPUS.resolve("good"));
  }

  static Stream<Path> bad() throws IOException {
    return files(CORPUS.resolve("bad"));
  }

  static Stream<Path> semantic() throws IOException {
    return files(CORPUS.resolve("bad/semantic"));
  }

  static Stream<Path> goodTests() throws IOException {
    return files(CORPUS.resolve("tests/good"));
  }

  static Stream<Path> badTests() throws IOException {
    return files(CORPUS.resolve("tests/bad"));
  }

  static Stream<Path> semanticTests() throws IOException {
    return files(CORPUS.resolve("tests/bad/semantic"));
  }

  static Stream<Path> shipped() throws IOException {
    try (Stream<Path> files = Files.walk(POLICIES)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  private static Stream<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Files::isRegularFile).sorted().toList().stream();
    }
  }

  @Test
  void the_corpus_is_large() throws IOException {
    assertThat(good().count()).isGreaterThanOrEqualTo(30);
    assertThat(bad().count()).isGreaterThanOrEqualTo(90);
    assertThat(semantic().count()).isGreaterThanOrEqualTo(20);
    assertThat(goodTests().count()).isGreaterThanOrEqualTo(6);
    assertThat(badTests().count()).isGreaterThanOrEqualTo(25);
    assertThat(semanticTests().count()).isGreaterThanOrEqualTo(7);
  }

  @ParameterizedTest
  @MethodSource("good")
  void both_take_a_good_file(Path file) throws IOException {
    assertThat(faults(file)).isEmpty();
    assertThat(seen(file, "policy.schema.json")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("bad")
  void both_refuse_a_bad_file(Path file) throws IOException {
    assertThat(faults(file)).isNotEmpty().isEqualTo(expected(file));
    assertThat(seen(file, "policy.schema.json")).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("semantic")
  void the_loader_sees_what_the_schema_cannot(Path file) throws IOException {
    assertThat(faults(file)).isNotEmpty().isEqualTo(expected(file));
    assertThat(seen(file, "policy.schema.json")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("goodTests")
  void both_take_a_good_file_of_tests(Path file) throws IOException {
    assertThat(faultsOfTests(file)).isEmpty();
    assertThat(seen(file, "policy-test.schema.json")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("badTests")
  void both_refuse_a_bad_file_of_tests(Path file) throws IOException {
    assertThat(faultsOfTests(file)).isNotEmpty().isEqualTo(expected(file));
    assertThat(seen(file, "policy-test.schema.json")).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("semanticTests")
  void the_reader_of_tests_sees_what_the_schema_cannot(Path file) throws IOException {
    assertThat(faultsOfTests(file)).isNotEmpty().isEqualTo(expected(file));
    assertThat(seen(file, "policy-test.schema.json")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void shipped_files_follow_their_schema(Path file) throws IOException {
    boolean tests = PolicyFiles.holdsTests(file);

    assertThat(seen(file, tests ? "policy-test.schema.json" : "policy.schema.json")).isEmpty();
  }

  private static List<String> expected(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .takeWhile(line -> line.startsWith(EXPECT))
        .map(line -> line.substring(EXPECT.length()))
        .toList();
  }

  /** What the loader says, each as {@code line:column: message}. */
  private static List<String> faults(Path file) throws IOException {
    try {
      PolicyLoader.parse("", Files.readString(file));
      return List.of();
    } catch (PolicyException refused) {
      return texts(refused.faults());
    }
  }

  private static List<String> faultsOfTests(Path file) throws IOException {
    return switch (Cases.parse("", Files.readString(file), SET)) {
      case Cases.Usable _ -> List.of();
      case Cases.Refused(List<Finding> faults) -> texts(faults);
    };
  }

  private static List<String> texts(List<Finding> faults) {
    return faults.stream()
        .map(fault -> "%d:%d: %s".formatted(fault.line(), fault.column(), fault.message()))
        .toList();
  }

  /** What an editor would mark. */
  private static List<String> seen(Path file, String schema) throws IOException {
    LoadSettings settings = LoadSettings.builder().setSchema(new JsonSchema()).build();
    JsonNode document;
    try {
      document =
          new JsonMapper().valueToTree(new Load(settings).loadFromString(Files.readString(file)));
    } catch (YamlEngineException noYaml) {
      return List.of(String.valueOf(noYaml.getMessage()));
    }
    return schema(schema).validate(document).stream().map(Object::toString).toList();
  }
}
