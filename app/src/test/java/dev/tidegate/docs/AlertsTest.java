package dev.tidegate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.docs.AlertRules.Alert;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The alerts, the cases that are written down of them, and their runbooks. */
class AlertsTest {

  private static final String PROMTOOL = "promtool";
  private static final Pattern PROPERTY = Pattern.compile("`(tidegate\\.[a-z]+\\.[a-z.-]+)`");

  @Test
  void each_alert_says_how_urgent_it_is_what_it_means_and_where_its_runbook_is()
      throws IOException {
    List<Alert> alerts = AlertRules.read();

    assertThat(alerts)
        .hasSizeGreaterThan(10)
        .allSatisfy(alert -> {
          assertThat(alert.severity()).isIn("critical", "warning");
          assertThat(alert.annotations()).containsOnlyKeys("summary", "description", "runbook_url");
          assertThat(alert.annotations().get("summary")).contains("$labels.job");
          assertThat(alert.annotations().get("runbook_url"))
              .isEqualTo("docs/runbooks/" + alert.name() + ".md");
        });
    assertThat(alerts.stream().map(alert -> alert.name() + " " + alert.severity()))
        .doesNotHaveDuplicates();
  }

  @Test
  void each_alert_has_a_runbook_each_runbook_an_alert_and_the_list_has_all() throws IOException {
    assertThat(AlertRules.runbooks().stream().map(page -> page.getFileName().toString()))
        .containsExactlyInAnyOrderElementsOf(names().stream().map(name -> name + ".md").toList());

    String list = Files.readString(AlertRules.RUNBOOKS.resolve("README.md"));
    for (String name : names()) {
      String severities =
          AlertRules.read().stream()
              .filter(alert -> alert.name().equals(name))
              .map(Alert::severity)
              .collect(Collectors.joining(", "));
      assertThat(list).contains("| [" + name + "](" + name + ".md) | " + severities + " |");
    }
  }

  @Test
  void each_runbook_answers_the_same_questions() throws IOException {
    for (Path page : AlertRules.runbooks()) {
      String text = Files.readString(page);
      assertThat(text.lines().filter(line -> line.startsWith("#")))
          .as(page.toString())
          .containsExactly(
              "# " + page.getFileName().toString().replace(".md", ""),
              "## What users notice",
              "## First look",
              "## Likely causes, and what mends them",
              "## When to escalate");
      assertThat(text.split("\n#+ .*\n|^# .*\n", -1))
          .as("%s says something under each heading", page)
          .filteredOn(String::isBlank)
          .hasSizeLessThanOrEqualTo(1);
    }
  }

  @Test
  void properties_in_runbooks_are_those_of_the_configuration() throws IOException {
    String configuration = Files.readString(Path.of("../docs/configuration.md"));
    Set<String> unknown = new TreeSet<>();
    int named = 0;
    for (Path page : AlertRules.runbooks()) {
      for (var property : PROPERTY.matcher(Files.readString(page)).results().toList()) {
        named++;
        if (!configuration.contains(property.group(1))) {
          unknown.add(page.getFileName() + ": " + property.group(1));
        }
      }
    }
    assertThat(unknown).isEmpty();
    assertThat(named).isPositive();
  }

  @Test
  void each_alert_has_a_case_that_fires_and_one_that_does_not() throws IOException {
    Set<String> firing = new TreeSet<>();
    Set<String> silent = new TreeSet<>();
    AlertRules.yaml(AlertRules.CASES)
        .path("tests")
        .valueStream()
        .flatMap(test -> test.path("alert_rule_test").valueStream())
        .forEach(check -> {
          JsonNode expected = check.path("exp_alerts");
          String name = check.path("alertname").asString();
          if (expected.isEmpty()) {
            silent.add(name);
          }
          expected
              .valueStream()
              .map(alert -> alert.path("exp_labels").path("severity").asString())
              .forEach(severity -> firing.add(name + " " + severity));
        });

    assertThat(firing)
        .isEqualTo(
            AlertRules.read().stream()
                .map(alert -> alert.name() + " " + alert.severity())
                .collect(Collectors.toSet()));
    assertThat(silent).isEqualTo(names());
  }

  @Test
  void the_alerts_do_what_the_cases_say() throws Exception {
    Process process;
    try {
      process =
          new ProcessBuilder(PROMTOOL, "test", "rules", AlertRules.CASES.toString())
              .redirectErrorStream(true)
              .start();
    } catch (IOException missing) {
      Assumptions.abort(PROMTOOL + " is not installed (Debian's package prometheus)");
      throw missing;
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains("SUCCESS");
  }

  private static Set<String> names() throws IOException {
    return AlertRules.read().stream()
        .map(Alert::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
