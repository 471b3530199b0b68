package dev.tidegate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.docs.PromQl.Selector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard as a whole; {@link MonitoringIT} has what its queries give. */
class DashboardTest {

  private static final int WIDTH = 24;

  @Test
  void each_meter_has_a_panel() throws IOException {
    Set<String> shown =
        panels()
            .flatMap(panel -> panel.path("targets").valueStream())
            .flatMap(target -> PromQl.of(target.path("expr").asString()).selectors().stream())
            .map(Selector::metric)
            .collect(Collectors.toSet());
    List<String> meters =
        Files.readAllLines(Path.of("../docs/metrics.md")).stream()
            .filter(line -> line.startsWith("| `tidegate."))
            .map(line -> line.split("`", -1)[1].replace('.', '_'))
            .toList();

    assertThat(meters)
        .hasSizeGreaterThan(50)
        .allSatisfy(meter -> assertThat(shown).anyMatch(metric -> isOf(meter, metric)));
  }

  /** Units and {@code _total} follow the name, and no other word. */
  private static boolean isOf(String meter, String metric) {
    return metric.matches(meter + "(_(bytes|seconds))?(_(total|bucket|sum|count|max))?");
  }

  @Test
  void panels_say_what_they_show_and_are_told_apart() throws IOException {
    assertThat(panels().map(panel -> panel.path("id").asInt())).doesNotHaveDuplicates();
    List<JsonNode> shown = panels().filter(panel -> panel.has("targets")).toList();
    assertThat(shown.stream().map(panel -> panel.path("title").asString())).doesNotHaveDuplicates();
    assertThat(shown)
        .hasSizeGreaterThan(50)
        .allSatisfy(panel -> assertThat(panel.path("description").asString()).isNotBlank());
  }

  @Test
  void no_panel_lies_over_another_or_beyond_the_edge() throws IOException {
    Set<List<Integer>> taken = new HashSet<>();
    for (JsonNode panel : panels().toList()) {
      JsonNode place = panel.path("gridPos");
      int left = place.path("x").asInt();
      int top = place.path("y").asInt();
      for (int x = left; x < left + place.path("w").asInt(); x++) {
        for (int y = top; y < top + place.path("h").asInt(); y++) {
          assertThat(x).as("%s", panel.path("title")).isLessThan(WIDTH);
          assertThat(taken.add(List.of(x, y))).as("%s", panel.path("title")).isTrue();
        }
      }
    }
  }

  private static Stream<JsonNode> panels() throws IOException {
    return new JsonMapper()
        .readTree(Files.readString(AlertRules.DASHBOARD))
        .path("panels")
        .valueStream();
  }
}
