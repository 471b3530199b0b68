package dev.tidegate.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What Docker Compose starts, and what has to be made before. */
class ComposeTest {

  private static final String BREACHES =
      """
      LEAST_RIGHTS                     | read_only: true                | read_only: false           | tidegate has more rights
      LEAST_RIGHTS                     | cap_drop: [ALL]                | cap_drop: [KILL]           | tidegate has more rights
      LEAST_RIGHTS                     | user: postgres                 | user: root                 | database has more rights
      BOUNDED                          | mem_limit: ${TIDEGATE_MEMORY:-2g} | mem_limit: ${TIDEGATE_MEMORY:-0} | tidegate may take
      BOUNDED                          | /tmp:size=64m                  | /tmp                       | tidegate may take
      BOUNDED                          | logging: {driver: local}       | logging: {driver: json-file} | tidegate may take
      HEALTH                           | healthcheck:                   | x-healthcheck:             | x-healthcheck
      HEALTH                           | condition: service_healthy     | condition: service_started | until database is healthy
      HEALTH                           | restart: unless-stopped        | restart: "no"              | tidegate is not started again
      PUBLISHED_TO_THIS_MACHINE_ONLY   | - 127.0.0.1:${GRAFANA          | - 0.0.0.0:${GRAFANA        | grafana is published
      PUBLISHED_TO_THIS_MACHINE_ONLY   | networks: [database]           | ports: ["127.0.0.1:5432:5432"] | database is published
      PINNED_AND_REPLACEABLE_IMAGES    | ${POSTGRES_IMAGE:-postgres:18.6} | postgres:18.6            | database has an image
      PINNED_AND_REPLACEABLE_IMAGES    | grafana/grafana:13.2.3         | grafana/grafana:latest     | grafana has an image
      VARIABLES_WITH_DEFAULT_OR_ADVICE | ${POLICIES_DIR:-./policies}    | ${POLICIES_DIR}            | ${POLICIES_DIR} may be nothing
      REAL_FILES                       | ./prometheus.yml:              | ./prometheus.yaml:         | there is no ./prometheus.yaml
      REAL_FILES                       | }/grafana-password             | }/grafana                  | there is no ./secrets/grafana
      REAL_FILES                       | alerts.yaml:ro                 | alerts.yaml                | can be written to
      KNOWN_NAMES                      | networks: [metrics, dashboard] | networks: [metrics, other] | there is no network other
      KNOWN_NAMES                      | secrets: [prometheus-token]    | secrets: []                | nobody uses the secret prometheus-token
      KNOWN_NAMES                      | - grafana:/var                 | - grafanas:/var            | there is no volume grafanas
      KNOWN_NAMES                      | database: {condition           | db: {condition             | there is no service db
      REAL_PROPERTIES                  | TIDEGATE_POLICY_DIR            | TIDEGATE_POLICIES_DIR      | no property TIDEGATE_POLICIES_DIR
      REAL_PROPERTIES                  | target: spring.datasource.pass | target: spring.datasource.pw | no property spring.datasource.pw
      REAL_PATHS                       | DIR: /etc/tidegate/policies    | DIR: /etc/policies         | tidegate has no /etc/policies
      REAL_PATHS                       | file=/etc/prometheus/prom      | file=/etc/prom             | prometheus has no /etc/prom
      NO_SECRET_IN_THE_FILE            | POSTGRES_PASSWORD_FILE: /run/secrets/database-password | POSTGRES_PASSWORD: secret | POSTGRES_PASSWORD is in the file
      DATABASE_APART                   | database: {internal: true}     | database: {}               | the database is in the network database
      DATABASE_APART                   | networks: [dashboard]          | networks: [database]       | grafana reaches the database
      """;

  @TempDir private static Path directory;
  private static ComposeCopy copy;

  @BeforeAll
  static void prepare() throws Exception {
    copy = ComposeCopy.prepared(directory);
  }

  @ParameterizedTest
  @EnumSource
  void a_rule_holds(ComposeRule rule) {
    assertThat(rule.violations(ComposeFile.read(ComposeFile.text()), copy.home())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = BREACHES)
  void a_rule_finds_what_breaks_it(ComposeRule rule, String from, String to, String says) {
    String text = ComposeFile.text();
    assertThat(text).contains(from);
    int at = text.indexOf(from);
    String broken = text.substring(0, at) + to + text.substring(at + from.length());
    if (says.startsWith("x-")) {
      assertThatExceptionOfType(JacksonException.class)
          .isThrownBy(() -> ComposeFile.read(broken))
          .withMessageContaining(says);
    } else {
      assertThat(rule.violations(ComposeFile.read(broken), copy.home()))
          .anyMatch(violation -> violation.contains(says));
    }
  }

  @ParameterizedTest
  @EnumSource
  void every_rule_was_seen_broken(ComposeRule rule) {
    assertThat(BREACHES.lines()).anyMatch(line -> line.startsWith(rule + " "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tidegate: {privileged: true}",
        "tidegate: {pids_limit: many}",
        "tidegate: {}, tidegate: {}"
      })
  void it_is_read_strictly(String services) {
    assertThatExceptionOfType(JacksonException.class)
        .isThrownBy(() -> ComposeFile.read("services: {" + services + "}"));
  }

  @Test
  void prometheus_reads_the_metrics_where_the_service_has_them_and_shows_its_token() {
    ComposeFile file = ComposeFile.read(ComposeFile.text());
    JsonNode configuration = tree("prometheus.yml");
    JsonNode scrape = configuration.path("scrape_configs").path(0);
    String port = file.service("tidegate").ports().getFirst().replaceFirst(".*:", "");

    assertThat(scrape.path("metrics_path").asString())
        .isIn(Product.metricPaths())
        .endsWith("/prometheus");
    assertThat(scrape.at("/static_configs/0/targets/0").asString()).isEqualTo("tidegate:" + port);
    assertThat(Product.text("docker/Dockerfile")).contains("EXPOSE " + port + "\n");
    assertThat(file.service("prometheus").provided())
        .contains(
            scrape.at("/authorization/credentials_file").asString(),
            configuration.at("/rule_files/0").asString());
  }

  @Test
  void grafana_has_the_dashboard_and_asks_prometheus() {
    ComposeFile file = ComposeFile.read(ComposeFile.text());
    JsonNode source = tree("grafana/provisioning/datasources/prometheus.yaml").at("/datasources/0");
    JsonNode provider = tree("grafana/provisioning/dashboards/tidegate.yaml").at("/providers/0");

    assertThat(source.path("type").asString()).isEqualTo("prometheus");
    assertThat(source.path("url").asString()).isEqualTo("http://prometheus:9090");
    assertThat(source.at("/jsonData/timeInterval").asString())
        .isEqualTo(tree("prometheus.yml").at("/global/scrape_interval").asString());
    assertThat(file.service("grafana").networks())
        .anyMatch(file.service("prometheus").networks()::contains);
    assertThat(
            file.service("grafana").mounts().stream()
                .filter(mount -> mount.target().equals(provider.at("/options/path").asString()))
                .map(mount -> copy.home().resolve(mount.source()).resolve("tidegate.json")))
        .singleElement()
        .satisfies(dashboard -> assertThat(dashboard).isRegularFile());
    assertThat(file.service("grafana").environment())
        .containsEntry(
            "GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH",
            provider.at("/options/path").asString() + "/tidegate.json");
  }

  @Test
  void the_service_finds_its_database() {
    ComposeFile file = ComposeFile.read(ComposeFile.text());
    var service = file.service("tidegate").environment();
    var database = file.service("database").environment();

    assertThat(service)
        .containsEntry(
            "SPRING_DATASOURCE_URL", "jdbc:postgresql://database/" + database.get("POSTGRES_DB"))
        .containsEntry("SPRING_DATASOURCE_USERNAME", database.get("POSTGRES_USER"));
    assertThat(file.service("tidegate").secretFiles().keySet())
        .isEqualTo(file.service("database").secretFiles().keySet());
  }

  @Test
  void it_has_longer_to_stop_than_the_service_takes() {
    JsonNode defaults =
        KubernetesModel.tree(Product.text("app/src/main/resources/application.yaml"));
    int requests = seconds(defaults.at("/spring/lifecycle/timeout-per-shutdown-phase").asString());

    assertThat(Product.text("docs/configuration.md"))
        .contains("| `tidegate.drain.grace` |")
        .containsPattern("`tidegate.drain.grace` .* `30s` \\|");
    assertThat(seconds(ComposeFile.read(ComposeFile.text()).service("tidegate").stopGracePeriod()))
        .isGreaterThan(30 + requests);
  }

  @Test
  void compose_itself_reads_it_and_says_what_to_do_before() throws Exception {
    List<String> compose = compose();
    List<String> config =
        Stream.concat(compose.stream(), Stream.of("-f", "docker/compose.yaml", "config", "-q"))
            .toList();

    copy.run(config);

    List<String> unprepared =
        Stream.concat(Stream.of("env", "SECRETS_DIR="), config.stream()).toList();
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> copy.run(unprepared))
        .withMessageContaining("run docker/prepare first");
  }

  @Test
  void prometheus_itself_reads_its_configuration() throws Exception {
    String said =
        runIfInstalled(
            "Debian's package prometheus",
            List.of("promtool", "check", "config", "--syntax-only", "docker/prometheus.yml"));

    assertThat(said).contains("SUCCESS");
  }

  private static JsonNode tree(String path) {
    return KubernetesModel.tree(Product.text(ComposeFile.HOME.resolve(path)));
  }

  private static int seconds(String duration) {
    assertThat(duration).matches("\\d+s");
    return Integer.parseInt(duration.replace("s", ""));
  }

  /** That of Docker's command line, or the older program. */
  private static List<String> compose() throws Exception {
    try {
      copy.run(List.of("docker", "compose", "version"));
      return List.of("docker", "compose");
    } catch (IOException | AssertionError without) {
      runIfInstalled("Debian's package docker-compose", List.of("docker-compose", "version"));
      return List.of("docker-compose");
    }
  }

  private static String runIfInstalled(String what, List<String> command) throws Exception {
    try {
      return copy.run(command);
    } catch (IOException missing) {
      Assumptions.abort(command.getFirst() + " is not installed (" + what + ")");
      throw missing;
    }
  }
}
