package dev.tidegate.deploy;

import dev.tidegate.deploy.Manifests.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What the service, its client and its database are asked for is what they know. */
final class SettingRules {

  private SettingRules() {}

  static List<String> properties(Manifests manifests) {
    Set<String> known = Product.properties();
    return manifests.settings().keySet().stream()
        .filter(name -> name.matches("(tidegate|server|spring)\\..*"))
        .filter(name -> !known.contains(Product.plain(name)))
        .map(name -> "the service has no property " + name)
        .toList();
  }

  /** A property that is set to nothing is not one that is not set. */
  static List<String> nothingEmpty(Manifests manifests) {
    return manifests.settings().entrySet().stream()
        .filter(
            setting -> setting.getValue().isNull() || setting.getValue().toString().equals("\"\""))
        .map(setting -> setting.getKey() + " is empty")
        .toList();
  }

  static List<String> noSecret(Manifests manifests) {
    return manifests.settings().keySet().stream()
        .filter(name -> name.matches("(?i).*(password|access\\.token|secrets\\.values\\..*)"))
        .map(name -> "the config map has " + name)
        .toList();
  }

  /** Those of the client in the pod that tests. */
  static List<String> options(Manifests manifests) {
    Set<String> known = Product.submitOptions();
    return manifests.workloads().stream()
        .filter(workload -> workload.what().equals("Pod"))
        .flatMap(workload -> workload.own().getArgs().stream())
        .filter(argument -> argument.startsWith("--"))
        .map(argument -> argument.replaceFirst("=.*", ""))
        .filter(option -> !known.contains(option))
        .map(option -> "tidegate submit has no " + option)
        .toList();
  }

  static List<String> metricsPath(Manifests manifests) {
    Set<String> known = Product.metricPaths();
    return manifests.of("ServiceMonitor").stream()
        .flatMap(monitor -> monitor.tree().path("spec").path("endpoints").valueStream())
        .map(endpoint -> endpoint.path("path").asString())
        .filter(path -> !known.contains(path) || !path.endsWith("/prometheus"))
        .map(path -> "the service has no metrics at " + path)
        .toList();
  }

  /** What KEDA asks the database. */
  static List<String> query(Manifests manifests) {
    String table = Product.jobsTable();
    List<String> wrong = new ArrayList<>();
    for (Manifest scaled : manifests.of("ScaledObject")) {
      queries(scaled)
          .filter(query -> !query.matches(".* from ([a-z_]+\\.)?jobs where .*"))
          .forEach(query -> wrong.add("not about the table jobs: " + query));
      queries(scaled)
          .flatMap(query -> Stream.of(query.split("[^a-z_]+", -1)))
          .filter(word -> word.matches("[a-z]+_[a-z]+|stat[a-z]*"))
          .filter(column -> !table.contains("\n  " + column + " "))
          .forEach(column -> wrong.add("jobs have no column " + column));
    }
    return wrong;
  }

  private static Stream<String> queries(Manifest scaled) {
    return scaled
        .tree()
        .path("spec")
        .path("triggers")
        .valueStream()
        .map(trigger -> trigger.path("metadata").path("query"))
        .filter(JsonNode::isString)
        .map(JsonNode::asString);
  }
}
