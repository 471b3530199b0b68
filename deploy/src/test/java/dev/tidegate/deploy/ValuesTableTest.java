package dev.tidegate.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The chart's values: their table in the README, and their schema. */
class ValuesTableTest {

  private static final Path README = Chart.HOME.resolve("README.md");
  private static final String BEGIN = "<!-- values: made from values.yaml -->\n";
  private static final String END = "<!-- /values -->";
  private static final Pattern KEY = Pattern.compile("(?<indent> *)(?<key>[A-Za-z]+):.*");
  private static final Pattern MEANING = Pattern.compile(" *# -- (?<text>.*)");

  @Test
  void the_table_has_all_values_with_their_defaults() throws IOException {
    String readme = Files.readString(README);
    int begin = readme.indexOf(BEGIN) + BEGIN.length();
    String now = readme.substring(0, begin) + table() + readme.substring(readme.indexOf(END));
    if (Regeneration.asked()) {
      Files.writeString(README, now);
    }

    assertThat(Regeneration.difference(Files.readString(README), now))
        .as(Regeneration.HOW)
        .isEmpty();
  }

  @Test
  void every_value_has_its_meaning_above_it() {
    Set<String> undocumented = new TreeSet<>();
    undocumented(values(), "", meanings(), undocumented);

    assertThat(undocumented).isEmpty();
  }

  @Test
  void a_value_without_its_meaning_is_found() {
    Map<String, String> meanings = meanings();
    meanings.remove("image.tag");
    Set<String> undocumented = new TreeSet<>();
    undocumented(values(), "", meanings, undocumented);

    assertThat(undocumented).containsExactly("image.tag");
  }

  @Test
  void every_value_is_looked_at_by_a_template() throws IOException {
    String templates = templates();

    assertThat(meanings().keySet()).allMatch(path -> isLookedAt(path, templates));
    assertThat(isLookedAt("image.colour", templates)).isFalse();
  }

  /** By its own name, or as part of a map that is taken whole. */
  private static boolean isLookedAt(String path, String templates) {
    int dot = path.lastIndexOf('.');
    return Pattern.compile("\\." + path.substring(dot + 1) + "\\b").matcher(templates).find()
        || (dot > 0 && templates.contains("toYaml $v." + path.substring(0, dot) + " "));
  }

  private static String templates() throws IOException {
    try (Stream<Path> files = Files.walk(Chart.HOME.resolve("templates"))) {
      return files.filter(Files::isRegularFile).map(Product::text).collect(Collectors.joining());
    }
  }

  @Test
  void the_schema_has_the_same_values_and_refuses_others() {
    JsonNode schema = KubernetesModel.tree(Product.text(Chart.HOME.resolve("values.schema.json")));
    List<String> wrong = new ArrayList<>();
    new Comparison(schema, meanings().keySet(), wrong).compare(schema, values(), "");

    assertThat(wrong).containsExactly("in the schema only: global");
  }

  private static String table() {
    StringBuilder table = new StringBuilder("| value | means | default |\n| --- | --- | --- |\n");
    meanings()
        .forEach((path, meaning) -> {
          JsonNode value = values().at("/" + path.replace('.', '/'));
          table.append(
              "| `%s` | %s | `%s` |\n"
                  .formatted(path, meaning.replace("|", "\\|"), value.toString()));
        });
    return table.toString();
  }

  private static JsonNode values() {
    return KubernetesModel.tree(Product.text(Chart.HOME.resolve("values.yaml")));
  }

  /** By the values' paths, in the file's order. */
  private static Map<String, String> meanings() {
    Map<String, String> meanings = new LinkedHashMap<>();
    List<String> path = new ArrayList<>();
    String meaning = "";
    for (String line : Product.text(Chart.HOME.resolve("values.yaml")).lines().toList()) {
      Matcher said = MEANING.matcher(line);
      Matcher key = KEY.matcher(line);
      if (said.matches()) {
        meaning = said.group("text");
      } else if (key.matches()) {
        int depth = key.group("indent").length() / 2;
        while (path.size() > depth) {
          path.removeLast();
        }
        path.add(key.group("key"));
        if (!meaning.isEmpty()) {
          meanings.put(String.join(".", path), meaning);
          meaning = "";
        }
      }
    }
    return meanings;
  }

  private static void undocumented(
      JsonNode values, String prefix, Map<String, String> meanings, Set<String> found) {
    for (var value : values.properties()) {
      String path = prefix + value.getKey();
      if (meanings.containsKey(path)) {
        continue;
      }
      if (value.getValue().isObject() && !value.getValue().isEmpty()) {
        undocumented(value.getValue(), path + ".", meanings, found);
      } else {
        found.add(path);
      }
    }
  }

  /**
   * Of the schema with the values, as far down as values have a meaning each.
   *
   * @param whole values that are documented as they are, whatever is in them
   */
  private record Comparison(JsonNode root, Set<String> whole, List<String> wrong) {

    void compare(JsonNode node, JsonNode values, String path) {
      JsonNode schema =
          node.has("$ref") ? root.at(node.path("$ref").asString().substring(1)) : node;
      if (whole.contains(path)) {
        return;
      }
      if (schema.path("additionalProperties").asBoolean(true)) {
        wrong.add("the schema takes anything in " + path);
      }
      Set<String> keys = new TreeSet<>(values.propertyNames());
      keys.addAll(schema.path("properties").propertyNames());
      for (String key : keys) {
        String below = path.isEmpty() ? key : path + "." + key;
        if (!values.has(key)) {
          wrong.add("in the schema only: " + below);
        } else if (!schema.path("properties").has(key)) {
          wrong.add("in the values only: " + below);
        } else {
          compare(schema.path("properties").path(key), values.path(key), below);
        }
      }
    }
  }
}
