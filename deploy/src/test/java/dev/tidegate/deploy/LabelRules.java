package dev.tidegate.deploy;

import dev.tidegate.deploy.Manifests.Manifest;
import dev.tidegate.deploy.Manifests.Workload;
import io.fabric8.kubernetes.api.model.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Labels and names. */
final class LabelRules {

  private static final int LONGEST = 63;

  /** A StatefulSet labels its pods with its name, a dash and a hash of ten characters. */
  private static final int LONGEST_STATEFUL_SET = LONGEST - 11;

  private LabelRules() {}

  /** Each selector chooses the pods that serve, or their service, and not the pod that tests. */
  static List<String> selectors(Manifests manifests) {
    List<String> wrong = new ArrayList<>();
    Map<String, String> server = manifests.server().labels();
    Map<String, String> service = manifests.only(Service.class).getMetadata().getLabels();
    for (Manifest manifest : manifests.all()) {
      for (Map<String, String> selector : selectors(manifest)) {
        Map<String, String> chosen = manifest.kind().equals("ServiceMonitor") ? service : server;
        if (selector.isEmpty() || !chosen.entrySet().containsAll(selector.entrySet())) {
          wrong.add(manifest + " does not choose what it is for");
        }
        manifests.workloads().stream()
            .filter(workload -> workload.what().equals("Pod"))
            .map(Workload::labels)
            .filter(labels -> labels.entrySet().containsAll(selector.entrySet()))
            .forEach(labels -> wrong.add(manifest + " chooses the pod that tests"));
      }
    }
    return wrong;
  }

  private static List<Map<String, String>> selectors(Manifest manifest) {
    JsonNode spec = manifest.tree().path("spec");
    return switch (manifest.kind()) {
      case "Service" -> List.of(labels(spec.path("selector")));
      case "NetworkPolicy" -> List.of(labels(spec.path("podSelector").path("matchLabels")));
      case "PodDisruptionBudget", "ServiceMonitor" ->
          List.of(labels(spec.path("selector").path("matchLabels")));
      case "Deployment", "StatefulSet" ->
          Stream.concat(
                  Stream.of(spec.path("selector")),
                  spec.path("template")
                      .path("spec")
                      .path("topologySpreadConstraints")
                      .valueStream()
                      .map(constraint -> constraint.path("labelSelector")))
              .map(selector -> labels(selector.path("matchLabels")))
              .toList();
      default -> List.of();
    };
  }

  private static Map<String, String> labels(JsonNode node) {
    Map<String, String> labels = new HashMap<>();
    node.properties().forEach(label -> labels.put(label.getKey(), label.getValue().asString()));
    return labels;
  }

  static List<String> names(Manifests manifests) {
    List<String> wrong = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Manifest manifest : manifests.all()) {
      int most = manifest.kind().equals("StatefulSet") ? LONGEST_STATEFUL_SET : LONGEST;
      if (manifest.name().length() > most) {
        wrong.add(manifest + " has a name of more than " + most + " characters");
      }
      if (!manifest.name().matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?")) {
        wrong.add(manifest + " has a name that is none");
      }
      if (!seen.add(manifest.toString())) {
        wrong.add(manifest + " is there twice");
      }
      JsonNode labels = manifest.tree().path("metadata").path("labels");
      for (String label : List.of("name", "instance", "version", "component", "managed-by")) {
        String value = labels.path("app.kubernetes.io/" + label).asString("");
        if (!value.matches("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?")) {
          wrong.add(manifest + " has no proper label " + label);
        }
      }
    }
    return wrong;
  }
}
