package dev.tidegate.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidegate.api.Client;
import dev.tidegate.cli.LocalNetwork;
import dev.tidegate.cli.TidegateService;
import dev.tidegate.docs.PromQl.Matcher;
import dev.tidegate.docs.PromQl.Selector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Alerts, runbooks and dashboard, held to the metrics of a service that has run jobs which connect,
 * are denied and fail.
 */
@SpringBootTest(
    classes = TidegateService.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "tidegate.access.token=" + Client.TOKEN,
      "tidegate.policy.dir=../policies/dev",
      "tidegate.egress.allow=127.0.0.0/8"
    })
class MonitoringIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What Prometheus adds to each sample. */
  private static final Set<String> OF_THE_TARGET = Set.of("namespace", "job", "instance");

  /** What Prometheus makes itself. */
  private static final String UP = "up";

  private static final Pattern SAMPLE = Pattern.compile("(\\w+)(?:\\{(.*)})? \\S+");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```promql\\n(.*?)^ *```$");
  private static final Pattern MENTION =
      Pattern.compile("`[^`\\n]*?\\b((?:tidegate|hikaricp|jvm|process|disk)_\\w+)[^`\\n]*`");
  private static final Pattern LEGEND = Pattern.compile("\\{\\{(\\w+)}}");
  private static final Pattern ALTERNATIVES = Pattern.compile("\\w+(\\|\\w+)*");

  @LocalServerPort private int port;
  @TempDir private Path directory;

  private Client client;

  @BeforeEach
  void connect() {
    client = new Client(port);
  }

  /**
   * A query.
   *
   * @param of where it stands
   * @param legends what names its results
   */
  private record Query(String of, String text, String legends) {

    /** As Grafana would send it with everything chosen. */
    String expanded() {
      return text.replace("$__rate_interval", "1m").replaceAll("\\$(namespace|job|instance)", ".*");
    }
  }

  /** By metric, and by its labels, which values were seen. */
  private record Scrape(Map<String, Map<String, Set<String>>> metrics) {

    static Scrape of(String page) {
      Map<String, Map<String, Set<String>>> metrics = new HashMap<>();
      page.lines()
          .filter(line -> !line.startsWith("#"))
          .map(SAMPLE::matcher)
          .filter(java.util.regex.Matcher::matches)
          .forEach(sample -> {
            Map<String, Set<String>> labels =
                metrics.computeIfAbsent(sample.group(1), name -> new HashMap<>());
            String written = sample.group(2);
            if (written != null) {
              LABEL
                  .matcher(written)
                  .results()
                  .forEach(label ->
                      labels
                          .computeIfAbsent(label.group(1), key -> new HashSet<>())
                          .add(label.group(2)));
            }
          });
      return new Scrape(metrics);
    }

    boolean has(String metric) {
      return metric.equals(UP) || metrics.containsKey(metric);
    }

    Map<String, Set<String>> labels(String metric) {
      return metrics.getOrDefault(metric, Map.of());
    }
  }

  @Test
  void every_metric_label_and_value_that_is_asked_for_exists() throws IOException {
    try (LocalNetwork network = new LocalNetwork()) {
      work(network);
    }
    Scrape scrape = Scrape.of(client.get("/actuator/prometheus").response().body());
    List<Query> queries = queries();
    Set<String> missing = new TreeSet<>();
    for (Query query : queries) {
      missing(query, scrape).forEach(name -> missing.add(query.of() + ": " + name));
    }
    for (Path page : AlertRules.runbooks()) {
      MENTION
          .matcher(Files.readString(page))
          .results()
          .map(mention -> mention.group(1))
          .filter(metric -> !scrape.has(metric))
          .forEach(metric -> missing.add(page.getFileName() + ": " + metric));
    }

    assertThat(missing).isEmpty();
    assertThat(queries.stream().map(Query::of))
        .contains("alert TidegateDown", "panel Open connections", "TidegateDown.md");
  }

  @Test
  void prometheus_has_data_for_every_panel_and_no_complaint_about_a_rule_or_a_query()
      throws Exception {
    try (Prometheus prometheus = Prometheus.start(directory, port, Client.TOKEN);
        LocalNetwork network = new LocalNetwork()) {
      // A rate takes two samples, of which the first is from before.
      work(network);
      await().atMost(PATIENCE).until(() -> samples(prometheus) > 0);
      double before = samples(prometheus);
      work(network);
      await().atMost(PATIENCE).until(() -> samples(prometheus) >= before + 2);

      assertThat(
              panels().stream()
                  .filter(query ->
                      values(prometheus.query(query.expanded())).stream().allMatch("NaN"::equals)))
          .as("queries of panels that show nothing")
          .isEmpty();
      for (Query query : queries()) {
        assertThat(prometheus.query(query.expanded()).path("status").asString())
            .as("%s: %s", query.of(), query.expanded())
            .isEqualTo("success");
      }
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(
                      prometheus
                          .rules()
                          .path("data")
                          .path("groups")
                          .valueStream()
                          .flatMap(group -> group.path("rules").valueStream())
                          .map(rule -> rule.path("health").asString()))
                  .hasSameSizeAs(AlertRules.read())
                  .containsOnly("ok"));
    }
  }

  @Test
  void compose_shows_the_dashboard_of_the_chart() throws IOException {
    assertThat(Path.of("../docker/grafana/dashboards/tidegate.json"))
        .hasSameTextualContentAs(AlertRules.DASHBOARD);
  }

  /** Does what makes each meter tell something. */
  private void work(LocalNetwork network) {
    String connect =
        """
        local websocket = require("websocket")
        local client = assert(websocket.connect("%s/echo", {
          compression = websocket.COMPRESSION.CONTEXT_TAKEOVER,
        }))
        assert(client:ping())
        assert(client:send(("hello "):rep(100)))
        client:channel():receive()
        client:close()
        """
            .formatted(network.peer());
    assertThat(client.runLua("", connect).body().path("state").asString()).isEqualTo("succeeded");
    client.runLua("", "error('on purpose')");
    // By a name: it is looked up, whatever then becomes of the attempt.
    client.runLua("", connect.replace("127.0.0.1", "localhost"));
    client.runLua("", "assert(require('websocket').connect('wss://example.com/'))");
    assertThat(client.post("/v1/jobs", "text/x-lua", connect).status()).isEqualTo(202);
    assertThat(client.runLua("?name=last", "return 1").status()).isEqualTo(200);
    await()
        .atMost(PATIENCE)
        .until(
            () -> client.get("/v1/jobs?state=succeeded&limit=1").body().path("items").size() == 1);
    // For a pause to be told of.
    System.gc();
  }

  private static Set<String> missing(Query query, Scrape scrape) {
    PromQl parsed = PromQl.of(query.text());
    assertThat(parsed.selectors()).as(query.of()).isNotEmpty();
    Set<String> missing = new TreeSet<>();
    Set<String> known = new HashSet<>(OF_THE_TARGET);
    for (Selector selector : parsed.selectors()) {
      if (!scrape.has(selector.metric())) {
        missing.add(selector.metric());
        continue;
      }
      Map<String, Set<String>> labels = scrape.labels(selector.metric());
      known.addAll(labels.keySet());
      selector
          .matchers()
          .forEach((label, matcher) -> {
            if (OF_THE_TARGET.contains(label)) {
              return;
            }
            values(matcher)
                .filter(value ->
                    labels.getOrDefault(label, Set.of()).stream()
                        .noneMatch(seen -> seen.matches(value)))
                .forEach(value -> missing.add(selector.metric() + " " + label + " " + value));
          });
    }
    Stream.concat(
            parsed.labels().stream(),
            LEGEND.matcher(query.legends()).results().map(legend -> legend.group(1)))
        .filter(label -> !known.contains(label))
        .forEach(missing::add);
    return missing;
  }

  /** Each of what a label may be; one expression where it is none that lists words. */
  private static Stream<String> values(Matcher matcher) {
    boolean listed =
        matcher.operator().endsWith("~") && ALTERNATIVES.matcher(matcher.value()).matches();
    if (listed) {
      return Stream.of(matcher.value().split("\\|", -1));
    }
    return Stream.of(
        matcher.operator().endsWith("~") ? matcher.value() : Pattern.quote(matcher.value()));
  }

  private static List<Query> queries() throws IOException {
    List<Query> queries = new ArrayList<>(panels());
    AlertRules.read().stream()
        .map(alert -> new Query("alert " + alert.name(), alert.query(), ""))
        .forEach(queries::add);
    for (Path page : AlertRules.runbooks()) {
      BLOCK
          .matcher(Files.readString(page))
          .results()
          .map(block -> new Query(page.getFileName().toString(), block.group(1).strip(), ""))
          .forEach(queries::add);
    }
    return queries;
  }

  private static List<Query> panels() throws IOException {
    List<Query> queries = new ArrayList<>();
    for (JsonNode panel :
        new JsonMapper().readTree(Files.readString(AlertRules.DASHBOARD)).path("panels")) {
      for (JsonNode target : panel.path("targets")) {
        queries.add(
            new Query(
                "panel " + panel.path("title").asString(),
                target.path("expr").asString(),
                target.path("legendFormat").asString()));
      }
    }
    return queries;
  }

  private static double samples(Prometheus prometheus) {
    return values(prometheus.query("count_over_time(tidegate_drain_active[5m])")).stream()
        .mapToDouble(Double::parseDouble)
        .findFirst()
        .orElse(0);
  }

  private static List<String> values(JsonNode answer) {
    return answer
        .path("data")
        .path("result")
        .valueStream()
        .map(series -> series.path("value").path(1).asString())
        .toList();
  }
}
