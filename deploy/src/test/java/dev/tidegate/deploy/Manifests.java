package dev.tidegate.deploy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** What a chart has rendered. */
record Manifests(List<Manifests.Manifest> all) {

  private static final Pattern ARGUMENT =
      Pattern.compile("--(?<name>[a-z-]+(\\.[a-z-]+)+)=(?<value>.*)");

  /**
   * @param tree as it was written
   * @param resource the same as an object of Kubernetes' model
   */
  record Manifest(String kind, String name, JsonNode tree, Object resource) {

    @Override
    public String toString() {
      return kind + " " + name;
    }
  }

  /** Pods, whoever starts them. */
  record Workload(String what, Map<String, String> labels, PodSpec pod) {

    List<Container> containers() {
      return Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream()).toList();
    }

    /** That of Tidegate, and not one beside it. */
    Container own() {
      return pod.getContainers().getFirst();
    }
  }

  List<Manifest> of(String kind) {
    return all.stream().filter(manifest -> manifest.kind().equals(kind)).toList();
  }

  <T> List<T> resources(Class<T> type) {
    return all.stream().map(Manifest::resource).filter(type::isInstance).map(type::cast).toList();
  }

  <T> T only(Class<T> type) {
    List<T> found = resources(type);
    if (found.size() != 1) {
      throw new AssertionError("one " + type.getSimpleName() + " expected, not " + found.size());
    }
    return found.getFirst();
  }

  Optional<Manifest> named(String kind, String name) {
    return of(kind).stream().filter(manifest -> manifest.name().equals(name)).findFirst();
  }

  /** All workloads, the one that serves first. */
  List<Workload> workloads() {
    return Stream.of(
            resources(Deployment.class).stream()
                .map(it -> workload("Deployment", it.getSpec().getTemplate())),
            resources(StatefulSet.class).stream()
                .map(it -> workload("StatefulSet", it.getSpec().getTemplate())),
            resources(Pod.class).stream()
                .map(it -> new Workload("Pod", it.getMetadata().getLabels(), it.getSpec())))
        .flatMap(workloads -> workloads)
        .toList();
  }

  Workload server() {
    return workloads().getFirst();
  }

  /** The properties that the service is given: those of the file, and before them its arguments. */
  Map<String, JsonNode> settings() {
    Manifest config =
        of("ConfigMap").stream()
            .filter(manifest -> manifest.tree().path("data").has("application.yaml"))
            .findFirst()
            .orElseThrow();
    Map<String, JsonNode> settings = new TreeMap<>();
    KubernetesModel.tree(config.tree().path("data").path("application.yaml").asString())
        .properties()
        .forEach(setting -> settings.put(setting.getKey(), setting.getValue()));
    for (String argument : server().own().getArgs()) {
      Matcher property = ARGUMENT.matcher(argument);
      if (property.matches()) {
        settings.put(property.group("name"), StringNode.valueOf(property.group("value")));
      }
    }
    return settings;
  }

  private static Workload workload(String what, PodTemplateSpec template) {
    return new Workload(what, template.getMetadata().getLabels(), template.getSpec());
  }
}
