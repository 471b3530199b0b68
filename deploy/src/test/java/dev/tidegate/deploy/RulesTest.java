package dev.tidegate.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The rules hold for all values that the chart is tried with, and each of them can be broken. */
class RulesTest {

  @ParameterizedTest
  @MethodSource("everywhere")
  void a_rule_holds(Rule rule, Path values) {
    Manifests manifests = KubernetesModel.read(Chart.render(values));

    assertThat(rule.violations(manifests, external(values))).isEmpty();
  }

  static Stream<Object[]> everywhere() {
    return Arrays.stream(Rule.values())
        .flatMap(rule -> Chart.valuesFiles().stream().map(file -> new Object[] {rule, file}));
  }

  /**
   * Something wrong in what was rendered.
   *
   * @param values whose manifests
   * @param kind of the one that is changed
   * @param from a pattern; its first match is changed
   */
  record Breach(Rule rule, String values, String kind, String from, String to, String says) {}

  @ParameterizedTest
  @MethodSource("breaches")
  void a_rule_finds_what_breaks_it(Breach breach) {
    Path values = Chart.values(breach.values());
    Manifests broken = KubernetesModel.read(broken(Chart.render(values), breach));

    assertThat(breach.rule().violations(broken, external(values)))
        .anyMatch(violation -> violation.contains(breach.says()));
  }

  private static String broken(String rendered, Breach breach) {
    StringBuilder all = new StringBuilder();
    boolean done = false;
    for (String document : rendered.split("(?m)^---$", -1)) {
      Matcher found = Pattern.compile(breach.from()).matcher(document);
      if (document.contains("\nkind: " + breach.kind() + "\n") && !done && found.find()) {
        done = true;
        all.append(found.replaceFirst(breach.to()));
      } else {
        all.append(document);
      }
      all.append("\n---\n");
    }
    assertThat(done).as("there is a %s with %s", breach.kind(), breach.from()).isTrue();
    return all.toString();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void every_rule_was_seen_broken(Rule rule) {
    assertThat(breaches()).anyMatch(breach -> breach.rule() == rule);
  }

  static Stream<Rule> rules() {
    return Arrays.stream(Rule.values());
  }

  static List<Breach> breaches() {
    String all = "embedded-everything";
    String set = "StatefulSet";
    String digits = "a".repeat(53);
    return List.of(
        new Breach(
            Rule.RESTRICTED_PODS, all, set, "runAsNonRoot: true", "runAsNonRoot: false", "root"),
        new Breach(
            Rule.RESTRICTED_PODS, all, set, "runAsUser: 65532", "runAsUser: 0", "numeric user"),
        new Breach(Rule.RESTRICTED_PODS, all, set, "RuntimeDefault", "Unconfined", "seccomp"),
        new Breach(
            Rule.RESTRICTED_PODS,
            all,
            set,
            "terminationGrace",
            "hostNetwork: true\n      terminationGrace",
            "namespaces"),
        new Breach(
            Rule.RESTRICTED_PODS,
            all,
            set,
            "emptyDir: \\{}",
            "hostPath: {path: /}",
            "files of the node"),
        new Breach(
            Rule.RESTRICTED_PODS,
            all,
            set,
            "privileged: false",
            "privileged: true",
            "is privileged"),
        new Breach(
            Rule.RESTRICTED_PODS,
            all,
            set,
            "allowPrivilegeEscalation: false",
            "allowPrivilegeEscalation: true",
            "gain"),
        new Breach(
            Rule.RESTRICTED_PODS,
            all,
            "Pod",
            "readOnlyRootFilesystem: true",
            "readOnlyRootFilesystem: false",
            "Pod submit may write"),
        new Breach(Rule.RESTRICTED_PODS, all, set, "- ALL", "- NET_RAW", "capabilities"),
        new Breach(
            Rule.BOUNDED_RESOURCES,
            all,
            set,
            "memory: 2Gi",
            "ephemeral-storage: 1Gi",
            "no limit of memory"),
        new Breach(
            Rule.BOUNDED_RESOURCES,
            all,
            "Pod",
            "cpu: 100m",
            "ephemeral-storage: 1Gi",
            "Pod submit requests no cpu"),
        new Breach(
            Rule.NO_CREDENTIALS_OF_THE_CLUSTER,
            all,
            set,
            "automountServiceAccountToken: false",
            "automountServiceAccountToken: true",
            "StatefulSet is given"),
        new Breach(
            Rule.NO_CREDENTIALS_OF_THE_CLUSTER,
            "embedded",
            "ServiceAccount",
            "automountServiceAccountToken: false",
            "",
            "gives out"),
        new Breach(Rule.WRITABLE_TMP, all, set, "mountPath: /tmp", "mountPath: /temp", "no /tmp"),
        new Breach(Rule.WRITABLE_TMP, all, "Pod", "sizeLimit: 256Mi", "medium: Memory", "no /tmp"),
        new Breach(
            Rule.REAL_PROBES,
            all,
            set,
            "/actuator/health/readiness",
            "/actuator/health/ready",
            "which the service does not have"),
        new Breach(
            Rule.REAL_PROBES,
            all,
            set,
            "(?s)startupProbe:.*?timeoutSeconds: \\d+\\s+",
            "",
            "no startup probe"),
        new Breach(
            Rule.TIME_TO_DRAIN,
            all,
            set,
            "terminationGracePeriodSeconds: 160",
            "terminationGracePeriodSeconds: 60",
            "may take 155 s"),
        new Breach(
            Rule.TIME_TO_DRAIN, "embedded", set, "seconds: 5", "seconds: 30", "may take 85 s"),
        new Breach(
            Rule.KNOWN_OBJECTS,
            all,
            set,
            "claimName: jobs-of-old",
            "claimName: others",
            "PersistentVolumeClaim others"),
        new Breach(
            Rule.KNOWN_OBJECTS,
            all,
            set,
            "name: demo-tidegate-config",
            "name: demo-config",
            "ConfigMap demo-config"),
        new Breach(
            Rule.KNOWN_OBJECTS,
            all,
            "Ingress",
            "name: demo-tidegate\n(\\s+)port",
            "name: demo\n$1port",
            "Service demo"),
        new Breach(
            Rule.KNOWN_OBJECTS,
            "postgresql",
            "Deployment",
            "serviceAccountName: demo-tidegate",
            "serviceAccountName: demo",
            "ServiceAccount demo"),
        new Breach(
            Rule.KNOWN_OBJECTS,
            "autoscaling-cpu",
            "HorizontalPodAutoscaler",
            "kind: Deployment",
            "kind: StatefulSet",
            "StatefulSet demo-tidegate"),
        new Breach(
            Rule.KNOWN_KEYS, "embedded", "Pod", "key: token", "key: tokens", "tokens of Secret"),
        new Breach(Rule.KNOWN_VOLUMES, all, set, "name: scratch", "name: scratchy", "scratchy"),
        new Breach(
            Rule.KNOWN_VOLUMES,
            all,
            set,
            "- name: jwt\n\\s+mountPath: \\S+\n\\s+readOnly: true\\s+",
            "",
            "does not mount jwt"),
        new Breach(
            Rule.KNOWN_PORTS,
            all,
            set,
            "containerPort: 9090",
            "containerPort: 8080",
            "listens on 9090"),
        new Breach(Rule.KNOWN_PORTS, all, set, "port: http", "port: web", "a probe asks port web"),
        new Breach(
            Rule.KNOWN_PORTS,
            all,
            "Service",
            "targetPort: http",
            "targetPort: web",
            "leads to port web"),
        new Breach(
            Rule.KNOWN_PORTS,
            all,
            "Ingress",
            "name: http",
            "name: web",
            "leads to port web of the service"),
        new Breach(
            Rule.KNOWN_PORTS,
            "postgresql",
            "HTTPRoute",
            "port: 80",
            "port: 81",
            "leads to port 81"),
        new Breach(
            Rule.KNOWN_PORTS,
            all,
            "ServiceMonitor",
            "port: http",
            "port: web",
            "leads to port web"),
        new Breach(
            Rule.KNOWN_PORTS, all, "NetworkPolicy", "port: http", "port: web", "opens port web"),
        new Breach(
            Rule.MATCHING_SELECTORS,
            all,
            "Service",
            "(?s)(selector:.*)component: server",
            "$1component: serve",
            "Service demo-tidegate does not"),
        new Breach(
            Rule.MATCHING_SELECTORS,
            all,
            "Service",
            "(?s)(selector:.*)\n +app.kubernetes.io/component: server",
            "$1",
            "chooses the pod that tests"),
        new Breach(
            Rule.MATCHING_SELECTORS,
            all,
            "NetworkPolicy",
            "(?s)(podSelector:.*?)instance: demo",
            "$1instance: other",
            "NetworkPolicy"),
        new Breach(
            Rule.MATCHING_SELECTORS,
            "postgresql",
            "PodDisruptionBudget",
            "(?s)(selector:.*)instance: demo",
            "$1instance: other",
            "PodDisruptionBudget"),
        new Breach(
            Rule.MATCHING_SELECTORS,
            "postgresql",
            "Deployment",
            "(?s)(labelSelector:.*?)instance: demo",
            "$1instance: other",
            "Deployment"),
        new Breach(
            Rule.MATCHING_SELECTORS,
            all,
            "ServiceMonitor",
            "(?s)(selector:.*)instance: demo",
            "$1instance: other",
            "ServiceMonitor"),
        new Breach(
            Rule.SHORT_NAMES, all, set, "name: demo-tidegate", "name: " + digits, "more than 52"),
        new Breach(
            Rule.SHORT_NAMES,
            all,
            "Service",
            "name: demo-tidegate",
            "name: demo_tidegate",
            "that is none"),
        new Breach(
            Rule.SHORT_NAMES,
            all,
            "Service",
            "app.kubernetes.io/version: \\S+",
            "app.kubernetes.io/version: \"-\"",
            "label version"),
        new Breach(
            Rule.REAL_PROPERTIES,
            all,
            "ConfigMap",
            "tidegate.drain.grace",
            "tidegate.drain.graze",
            "tidegate.drain.graze"),
        new Breach(
            Rule.NOTHING_EMPTY,
            all,
            "ConfigMap",
            "\"http://proxy[^\"]+\"",
            "\"\"",
            "tidegate.egress.proxy is empty"),
        new Breach(
            Rule.NO_SECRET_IN_A_CONFIG_MAP,
            all,
            "ConfigMap",
            "\"tidegate.access.actor\"",
            "\"tidegate.access.token\"",
            "tidegate.access.token"),
        new Breach(Rule.REAL_OPTIONS, all, "Pod", "--follow", "--folow", "--folow"),
        new Breach(
            Rule.REAL_METRICS_PATH,
            all,
            "ServiceMonitor",
            "/actuator/prometheus",
            "/metrics",
            "/metrics"),
        new Breach(
            Rule.REAL_QUERY, "autoscaling-queue", "ScaledObject", "due_at", "due_on", "due_on"),
        new Breach(
            Rule.REAL_QUERY,
            "autoscaling-queue",
            "ScaledObject",
            "tidegate.jobs",
            "tidegate.job",
            "not about the table"));
  }

  /** The values' own names: what they name is there already. */
  private static Set<String> external(Path values) {
    Set<String> texts = new HashSet<>();
    collect(KubernetesModel.tree(Product.text(values)), texts);
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
