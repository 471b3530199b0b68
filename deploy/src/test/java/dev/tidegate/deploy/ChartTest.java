package dev.tidegate.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The chart as a whole. */
class ChartTest {

  @AfterEach
  void forget_secrets() {
    StandInCluster.started().clear();
  }

  @ParameterizedTest
  @MethodSource("dev.tidegate.deploy.Chart#valuesFiles")
  void lint_has_nothing_to_say_but_that_there_is_no_icon(Path values) throws IOException {
    LintResult result = Chart.lint(values);

    assertThat(result.isFailed()).isFalse();
    assertThat(result.getMessages()).containsExactly("[INFO] Chart.yaml: icon is recommended");
  }

  @Test
  void lint_finds_a_template_that_is_broken(@TempDir Path chart) throws IOException {
    Chart.copy(chart, text -> text.replace("kind: Service\n", "kind: : \n"));

    assertThat(Chart.lintOf(chart).isFailed()).isTrue();
  }

  @Test
  void it_installs_the_version_that_is_built_here() {
    JsonNode chart = KubernetesModel.tree(Product.text(Chart.HOME.resolve("Chart.yaml")));

    assertThat(chart.path("appVersion").asString())
        .isEqualTo(Product.version().replace("-SNAPSHOT", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "replicas: 1\n      replica: 1",
        "replicas: \"1\"",
        "replicas: 1\n  replicas: 1",
        "replicas: one",
        "serviceName: 5",
        "template: {spec: {containers: [{name: a, imagePullPolice: Always}]}}",
        "template: {spec: {containers: [{name: a, env: [{name: A, value: 8080}]}]}}",
        "template: {spec: {containers: [{name: a, env: [{name: A, value: true}]}]}}",
      })
  void manifests_are_read_strictly(String spec) {
    String yaml = "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: a}\nspec:\n  " + spec;

    assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> KubernetesModel.read(yaml));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          replicaCunt           | 1            | additional properties 'replicaCunt' not allowed
          image.tagg            | a            | at '/image': additional properties 'tagg' not allowed
          image.digest          | latest       | at '/image/digest': 'latest' does not match pattern
          image.pullPolicy      | Sometimes    | at '/image/pullPolicy': value must be one of 'Always', 'IfNotPresent', 'Never'
          replicaCount          | many         | at '/replicaCount': got string, want integer
          replicaCount          | -1           | at '/replicaCount': minimum: got -1, want 0
          database.kind         | mysql        | at '/database/kind': value must be one of 'embedded', 'postgresql'
          database.postgresql.parameters.password | secret | invalid propertyName 'password'
          containerPort         | 80           | at '/containerPort': minimum: got 80, want 1,024
          service.port          | 70000        | at '/service/port': maximum: got 70,000, want 65,535
          policies.files.a\\.txt | x           | at '/policies/files': additional properties 'a.txt' not allowed
          tracing.endpoint      | collector:4318 | at '/tracing/endpoint': 'collector:4318' does not match pattern
          tracing.sampling      | 2            | at '/tracing/sampling': maximum: got 2, want 1
          drain.graceSeconds    | 30s          | at '/drain/graceSeconds': got string, want integer
          egress.allow[0]       | 10.0.0.7     | at '/egress/allow/0': '10.0.0.7' does not match pattern
          extraArgs[0]          | serve        | at '/extraArgs/0': 'serve' does not match pattern
          resources.limits.cpu  | fast         | at '/resources/limits/cpu'
          access.jwt.algorithms[0] | HS256     | at '/access/jwt/algorithms/0': value must be one of
          """)
  void the_schema_refuses_what_is_none(String value, String text, String says) {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> Chart.render(Chart.RELEASE, command -> command.set(value, text)))
        .withMessageContaining(says);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          embedded   | replicaCount=3                        | set replicaCount to 1, or set database.kind to postgresql
          embedded   | autoscaling.enabled=true              | autoscaling.enabled needs a database that pods share
          embedded   | database.kind=postgresql              | set database.postgresql.host to the server's name
          postgresql | database.postgresql.existingSecret=   | set database.postgresql.existingSecret to the name of a secret
          autoscaling-cpu | autoscaling.maxReplicas=2        | autoscaling.minReplicas is above autoscaling.maxReplicas
          autoscaling-cpu | autoscaling.cpu.targetUtilization=0 | autoscaling has nothing to look at
          autoscaling-cpu | resources.requests.cpu=null      | set resources.requests.cpu
          ephemeral  | policies.existingConfigMap=mine       | leave one of them empty
          postgresql | access.jwt.publicKey.existingConfigMap=k | the keys of JSON Web Tokens come either from
          postgresql | access.jwt.audience=                  | access.jwt.issuer needs access.jwt.audience
          embedded   | access.token.create=false             | nobody could call
          postgresql | metrics.serviceMonitor.enabled=true   | metrics need a token
          embedded   | ingress.enabled=true                  | ingress.enabled needs ingress.hosts
          embedded   | httpRoute.enabled=true                | httpRoute.enabled needs httpRoute.parentRefs
          embedded   | config.tidegate.drain.grace=1h        | config sets tidegate.drain.grace, which has a place of its own: drain.graceSeconds
          embedded   | config.server.port=1                  | config sets server.port, which has a place of its own: containerPort
          embedded   | config.tidegate\\.access\\.tokensFile=x | place of its own: access.tokensFile.existingSecret
          embedded   | config.tidegate.secrets.values.feed=x | put them into the secret scripts.secrets.existingSecret
          """)
  void what_does_not_go_together_is_refused_with_what_to_do(
      String values, String change, String says) {
    String[] parts = change.split("=", 2);
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() ->
            Chart.render(
                Chart.RELEASE,
                command -> command.withValuesFile(Chart.values(values)).set(parts[0], parts[1])))
        .withMessageContaining(says);
  }

  @ParameterizedTest
  @MethodSource("dev.tidegate.deploy.Chart#valuesFiles")
  void names_stay_short_and_apart_under_the_longest_name_of_a_release(Path values) {
    String longest = "r".repeat(53);
    Manifests manifests =
        KubernetesModel.read(Chart.render(longest, command -> command.withValuesFile(values)));

    assertThat(Rule.SHORT_NAMES.violations(manifests, Set.of())).isEmpty();
  }

  @Test
  void a_name_of_ones_own_is_cut_too() {
    Manifests manifests =
        KubernetesModel.read(
            Chart.render(
                Chart.RELEASE, command -> command.set("fullnameOverride", "n".repeat(70))));

    assertThat(Rule.SHORT_NAMES.violations(manifests, Set.of())).isEmpty();
    assertThat(manifests.server().pod().getServiceAccountName()).isEqualTo("n".repeat(52));
  }

  @Test
  void the_token_that_it_makes_is_random_and_one_that_tools_recognise() {
    String first = token();

    assertThat(first).matches("tg_[A-Za-z0-9]{43}");
    assertThat(token()).isNotEqualTo(first);
  }

  @Test
  void the_token_that_it_has_made_stays_over_an_upgrade() {
    String data =
        Base64.getEncoder()
            .encodeToString("tg_of-the-first-install".getBytes(StandardCharsets.UTF_8));
    StandInCluster.started().put("demo-tidegate-token", "token", data);

    assertThat(token()).isEqualTo("tg_of-the-first-install");
  }

  private static String token() {
    Secret secret =
        KubernetesModel.read(Chart.render(Chart.RELEASE, command -> command)).only(Secret.class);
    return new String(
        Base64.getDecoder().decode(secret.getData().get("token")), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @MethodSource("dev.tidegate.deploy.Chart#valuesFiles")
  void notes_tell_how_to_run_the_first_job(Path values) {
    assertThat(Chart.notes(values))
        .contains("port-forward service/demo-tidegate 8080:", "/v1/run?name=first");
  }

  @Test
  void notes_say_where_the_token_is_and_what_is_missing() {
    assertThat(Chart.notes(Chart.values("embedded")))
        .contains("get secret demo-tidegate-token", "helm -n lua test demo", "No policies are set")
        .doesNotContain("Jobs are lost", "ingress controller");
    assertThat(Chart.notes(Chart.values("ephemeral")))
        .contains("Jobs are lost with the pod")
        .doesNotContain("No policies are set");
    assertThat(Chart.notes(Chart.values("postgresql")))
        .contains("# one of the issuer", "the ingress controller, the gateway")
        .doesNotContain("helm -n lua test", "port 5432 of every address");
    assertThat(Chart.notes(Chart.values("autoscaling-queue")))
        .contains("# one of the tokens file", "port 5432 of every address");
  }

  @Test
  void new_settings_make_new_pods_and_new_policies_do_not() {
    String before = checksum("policies.files.a\\.yaml", "version: '1.0'");

    assertThat(checksum("policies.files.a\\.yaml", "version: '1.1'")).isEqualTo(before);
    assertThat(checksum("drain.graceSeconds", "31")).isNotEqualTo(before);
  }

  private static String checksum(String value, String text) {
    return KubernetesModel.read(Chart.render(Chart.RELEASE, command -> command.set(value, text)))
        .of("StatefulSet")
        .getFirst()
        .tree()
        .at("/spec/template/metadata/annotations")
        .path("checksum/config")
        .asString();
  }

  @Test
  void alerts_and_dashboard_are_those_of_the_files() {
    Manifests manifests = KubernetesModel.read(Chart.render(Chart.values("embedded-everything")));
    JsonNode alerts = KubernetesModel.tree(Product.text(Chart.HOME.resolve("files/alerts.yaml")));
    String dashboard = Product.text(Chart.HOME.resolve("files/dashboard.json"));

    List<JsonNode> groups =
        manifests.of("PrometheusRule").getFirst().tree().at("/spec/groups").valueStream().toList();
    assertThat(groups).startsWith(alerts.path("groups").valueStream().toArray(JsonNode[]::new));
    assertThat(groups.getLast().path("name").asString()).isEqualTo("feeds");
    assertThat(
            KubernetesModel.tree(
                manifests
                    .named("ConfigMap", "demo-tidegate-dashboard")
                    .orElseThrow()
                    .tree()
                    .at("/data/tidegate.json")
                    .asString()))
        .isEqualTo(KubernetesModel.tree(dashboard));
  }

  @Test
  void a_claim_of_the_chart_outlives_the_release() {
    assertThat(
            KubernetesModel.read(Chart.render(Chart.values("embedded")))
                .of("PersistentVolumeClaim")
                .getFirst()
                .tree()
                .at("/metadata/annotations")
                .path("helm.sh/resource-policy")
                .asString())
        .isEqualTo("keep");
  }
}
