package dev.tidegate.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The alerts that the chart brings, and what goes with them. */
final class AlertRules {

  static final Path FILE = Path.of("../helm/tidegate/files/alerts.yaml");
  static final Path CASES = Path.of("../helm/alerts.test.yaml");
  static final Path RUNBOOKS = Path.of("../docs/runbooks");
  static final Path DASHBOARD = Path.of("../helm/tidegate/files/dashboard.json");

  private AlertRules() {}

  /**
   * An alert.
   *
   * @param name what it is called; two may be called the same if they differ in severity
   * @param query the condition
   */
  record Alert(String name, String query, String severity, Map<String, String> annotations) {}

  /** All of them. */
  static List<Alert> read() throws IOException {
    return yaml(FILE)
        .path("groups")
        .valueStream()
        .flatMap(group -> group.path("rules").valueStream())
        .map(AlertRules::alert)
        .toList();
  }

  /** A file of YAML, as JSON. */
  static JsonNode yaml(Path file) throws IOException {
    Object read = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    return new JsonMapper().valueToTree(read);
  }

  /** The pages about alerts, without the one that lists them. */
  static List<Path> runbooks() throws IOException {
    try (Stream<Path> pages = Files.list(RUNBOOKS)) {
      return pages.filter(page -> !page.endsWith("README.md")).sorted().toList();
    }
  }

  private static Alert alert(JsonNode rule) {
    Map<String, String> annotations = new TreeMap<>();
    rule.path("annotations")
        .propertyStream()
        .forEach(
            annotation -> annotations.put(annotation.getKey(), annotation.getValue().asString()));
    return new Alert(
        rule.path("alert").asString(),
        rule.path("expr").asString(),
        rule.path("labels").path("severity").asString(),
        annotations);
  }
}
