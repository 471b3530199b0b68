package dev.tidegate.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The values that pages show, given to the chart. A block that says where jobs are kept begins a
 * file of values; those after it are added to it one after the other, as readers do.
 */
class GuidesTest {

  private static final String INSTALL = "docs/install-kubernetes.md";
  private static final String README = "helm/tidegate/README.md";
  private static final String HARDENING = "docs/hardening.md";
  private static final String SIZING = "docs/sizing.md";

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");

  /** Commands that make what values name. */
  private static final Pattern MADE =
      Pattern.compile("kubectl -n tidegate create (?:secret (?:generic|tls)|configmap) (\\S+)");

  @TempDir private static Path directory;

  /** A file of values, as it is after some block of a page. */
  record Example(String page, int number, Path values) {

    @Override
    public String toString() {
      return page + ", example " + number;
    }
  }

  private static final List<Example> EXAMPLES = new ArrayList<>();

  @BeforeAll
  static void write() throws IOException {
    EXAMPLES.clear();
    for (String page : List.of(INSTALL, README, HARDENING, SIZING)) {
      String values = "{}";
      for (String block : blocks(page)) {
        values = beginsAFile(block) ? block : added(values, block);
        int number = EXAMPLES.size();
        Path file = directory.resolve("example-" + number + "-values.yaml");
        Files.writeString(file, values);
        EXAMPLES.add(new Example(page, number, file));
      }
    }
  }

  private static boolean beginsAFile(String block) {
    JsonNode database = KubernetesModel.tree(block).path("database");
    return database.has("kind") || database.has("embedded");
  }

  /** An empty map stands for what was there before. */
  private static String added(String values, String block) {
    JsonNode sum = KubernetesModel.tree(KubernetesModel.merged(values, block));
    empty(sum, KubernetesModel.tree(block));
    return sum.toString();
  }

  private static void empty(JsonNode sum, JsonNode block) {
    for (var value : block.properties()) {
      if (value.getValue().isObject() && !value.getValue().isEmpty()) {
        empty(sum.path(value.getKey()), value.getValue());
      } else if (value.getValue().isObject() && sum instanceof ObjectNode map) {
        map.set(value.getKey(), value.getValue());
      }
    }
  }

  static Stream<Example> examples() {
    return EXAMPLES.stream();
  }

  private static List<String> blocks(String page) {
    Set<String> known = Set.copyOf(values().propertyNames());
    return BLOCK
        .matcher(Product.text(page))
        .results()
        .map(block -> block.group(1))
        .filter(block -> known.containsAll(KubernetesModel.tree(block).propertyNames()))
        .toList();
  }

  private static JsonNode values() {
    return KubernetesModel.tree(Product.text(Chart.HOME.resolve("values.yaml")));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void the_chart_takes_an_example_and_makes_what_keeps_all_rules(Example example)
      throws IOException {
    LintResult lint = Chart.lint(example.values());
    Manifests manifests = KubernetesModel.read(Chart.render(example.values()));
    Set<String> there =
        example.page().equals(INSTALL) ? made() : texts(Product.text(example.values()));

    assertThat(lint.getMessages()).containsExactly("[INFO] Chart.yaml: icon is recommended");
    assertThat(Arrays.stream(Rule.values()))
        .flatMap(rule -> rule.violations(manifests, there))
        .isEmpty();
  }

  @Test
  void the_pages_have_examples_of_both_kinds_of_database_and_of_all_that_is_added() {
    assertThat(EXAMPLES.stream().collect(Collectors.groupingBy(Example::page)).keySet())
        .contains(INSTALL, README);
    Set<String> kinds =
        EXAMPLES.stream()
            .filter(example -> example.page().equals(INSTALL))
            .flatMap(example -> KubernetesModel.read(Chart.render(example.values())).all().stream())
            .map(Manifests.Manifest::kind)
            .collect(Collectors.toSet());

    assertThat(kinds)
        .contains(
            "StatefulSet",
            "PersistentVolumeClaim",
            "Deployment",
            "NetworkPolicy",
            "Ingress",
            "HTTPRoute",
            "ServiceMonitor",
            "PrometheusRule",
            "HorizontalPodAutoscaler",
            "ScaledObject");
  }

  @Test
  void a_secret_that_the_installation_does_not_make_is_found() {
    Set<String> made = new HashSet<>(made());
    assertThat(made.remove("tidegate-tokens")).isTrue();
    Manifests manifests = KubernetesModel.read(Chart.render(EXAMPLES.getFirst().values()));

    assertThat(Rule.KNOWN_OBJECTS.violations(manifests, made))
        .anyMatch(violation -> violation.contains("tidegate-tokens"));
  }

  private static Set<String> made() {
    return MADE.matcher(Product.text(INSTALL))
        .results()
        .map(made -> made.group(1))
        .collect(Collectors.toSet());
  }

  private static Set<String> texts(String values) {
    Set<String> texts = new HashSet<>();
    collect(KubernetesModel.tree(values), texts);
    return texts;
  }

  private static void collect(JsonNode node, Set<String> texts) {
    if (node.isString()) {
      texts.add(node.asString());
    }
    for (JsonNode child : node) {
      collect(child, texts);
    }
  }
}
