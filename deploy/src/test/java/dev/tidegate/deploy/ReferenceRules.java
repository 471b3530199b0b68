package dev.tidegate.deploy;

import dev.tidegate.deploy.Manifests.Manifest;
import dev.tidegate.deploy.Manifests.Workload;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Whatever one object names, another one is. */
final class ReferenceRules {

  private ReferenceRules() {}

  /**
   * @param key of the object's data; empty for all of it
   */
  private record Reference(Manifest from, String kind, String name, Optional<String> key) {}

  static List<String> objects(Manifests manifests, Set<String> external) {
    return references(manifests)
        .filter(to -> !external.contains(to.name()))
        .filter(to -> !(to.kind().equals("ServiceAccount") && to.name().equals("default")))
        .filter(to -> manifests.named(to.kind(), to.name()).isEmpty())
        .map(to -> to.from() + " names the " + to.kind() + " " + to.name() + ", which is not there")
        .toList();
  }

  static List<String> keys(Manifests manifests) {
    List<String> wrong = new ArrayList<>();
    references(manifests)
        .forEach(to ->
            manifests
                .named(to.kind(), to.name())
                .filter(found -> to.key().isPresent())
                .filter(found -> !found.tree().path("data").has(to.key().orElseThrow()))
                .ifPresent(found ->
                    wrong.add(to.from() + " names " + to.key().orElseThrow() + " of " + found)));
    return wrong;
  }

  private static Stream<Reference> references(Manifests manifests) {
    return manifests.all().stream().flatMap(ReferenceRules::references);
  }

  private static Stream<Reference> references(Manifest from) {
    List<Reference> found = new ArrayList<>();
    walk(from, from.tree(), found);
    return found.stream();
  }

  private static void walk(Manifest from, JsonNode node, List<Reference> found) {
    if (node.isObject()) {
      for (var field : node.properties()) {
        reference(from, field.getKey(), field.getValue()).forEach(found::add);
      }
    }
    for (JsonNode child : node) {
      walk(from, child, found);
    }
  }

  private static Stream<Reference> reference(Manifest from, String field, JsonNode value) {
    return switch (field) {
      case "configMapKeyRef" -> one(from, "ConfigMap", value, "name", value.path("key"));
      case "secretKeyRef", "credentials" -> one(from, "Secret", value, "name", value.path("key"));
      case "secretTargetRef" ->
          value
              .valueStream()
              .flatMap(target -> one(from, "Secret", target, "name", target.path("key")));
      case "configMapRef" -> one(from, "ConfigMap", value, "name");
      case "secretRef" -> one(from, "Secret", value, "name");
      case "configMap" -> whole(from, "ConfigMap", value, "name");
      case "secret" -> whole(from, "Secret", value, "secretName");
      case "persistentVolumeClaim" -> one(from, "PersistentVolumeClaim", value, "claimName");
      case "imagePullSecrets" ->
          value.valueStream().flatMap(secret -> one(from, "Secret", secret, "name"));
      case "tls" ->
          value.valueStream().flatMap(secret -> one(from, "Secret", secret, "secretName"));
      case "serviceAccountName" ->
          Stream.of(new Reference(from, "ServiceAccount", value.asString(), Optional.empty()));
      case "serviceName" ->
          Stream.of(new Reference(from, "Service", value.asString(), Optional.empty()));
      case "service" -> one(from, "Service", value, "name");
      case "backendRefs" ->
          value.valueStream().flatMap(backend -> one(from, "Service", backend, "name"));
      case "authenticationRef" -> one(from, "TriggerAuthentication", value, "name");
      case "scaleTargetRef" ->
          Stream.of(
              new Reference(
                  from,
                  value.path("kind").asString(),
                  value.path("name").asString(),
                  Optional.empty()));
      default -> Stream.empty();
    };
  }

  private static Stream<Reference> whole(Manifest from, String kind, JsonNode volume, String name) {
    return Stream.concat(
        one(from, kind, volume, name),
        volume
            .path("items")
            .valueStream()
            .flatMap(item -> one(from, kind, volume, name, item.path("key"))));
  }

  private static Stream<Reference> one(Manifest from, String kind, JsonNode node, String name) {
    return node.has(name)
        ? Stream.of(new Reference(from, kind, node.path(name).asString(), Optional.empty()))
        : Stream.empty();
  }

  private static Stream<Reference> one(
      Manifest from, String kind, JsonNode node, String name, JsonNode key) {
    return node.has(name)
        ? Stream.of(
            new Reference(from, kind, node.path(name).asString(), Optional.of(key.asString())))
        : Stream.empty();
  }

  static List<String> volumes(Manifests manifests) {
    List<String> wrong = new ArrayList<>();
    for (Workload workload : manifests.workloads()) {
      List<String> names = workload.pod().getVolumes().stream().map(Volume::getName).toList();
      if (new HashSet<>(names).size() != names.size()) {
        wrong.add(workload.what() + " has two volumes of one name");
      }
      Set<String> mounted = new HashSet<>();
      for (Container container : workload.containers()) {
        for (VolumeMount mount : container.getVolumeMounts()) {
          mounted.add(mount.getName());
          if (!names.contains(mount.getName())) {
            wrong.add(workload.what() + " mounts " + mount.getName() + ", which is no volume");
          }
        }
      }
      names.stream()
          .filter(name -> !mounted.contains(name))
          .forEach(name -> wrong.add(workload.what() + " does not mount " + name));
    }
    return wrong;
  }

  /** From the ports of the outside to those that the container listens on. */
  static List<String> ports(Manifests manifests) {
    List<String> wrong = new ArrayList<>();
    Container server = manifests.server().own();
    Set<String> listening =
        server.getPorts().stream().map(ContainerPort::getName).collect(Collectors.toSet());
    String port =
        manifests.settings().getOrDefault("server.port", MissingNode.getInstance()).asString();
    if (server.getPorts().stream()
        .noneMatch(open -> open.getContainerPort().toString().equals(port))) {
      wrong.add("the service listens on " + port + ", which is no port of the container");
    }
    Stream.of(server.getStartupProbe(), server.getLivenessProbe(), server.getReadinessProbe())
        .map(probe -> probe.getHttpGet().getPort().getStrVal())
        .filter(name -> !listening.contains(name))
        .forEach(name -> wrong.add("a probe asks port " + name));

    Service service = manifests.only(Service.class);
    Set<String> offered = new HashSet<>();
    for (ServicePort open : service.getSpec().getPorts()) {
      offered.add(open.getName());
      offered.add(open.getPort().toString());
      if (!listening.contains(open.getTargetPort().getStrVal())) {
        wrong.add("the service leads to port " + open.getTargetPort().getStrVal());
      }
    }
    for (Manifest manifest : manifests.all()) {
      outside(manifest)
          .filter(name -> !offered.contains(name))
          .forEach(name -> wrong.add(manifest + " leads to port " + name + " of the service"));
    }
    for (Manifest policy : manifests.of("NetworkPolicy")) {
      policy
          .tree()
          .path("spec")
          .path("ingress")
          .valueStream()
          .flatMap(rule -> rule.path("ports").valueStream())
          .map(open -> open.path("port").asString())
          .filter(name -> !listening.contains(name))
          .forEach(name -> wrong.add(policy + " opens port " + name));
    }
    return wrong;
  }

  private static Stream<String> outside(Manifest manifest) {
    JsonNode spec = manifest.tree().path("spec");
    return switch (manifest.kind()) {
      case "Ingress" ->
          spec.path("rules")
              .valueStream()
              .flatMap(rule -> rule.path("http").path("paths").valueStream())
              .map(path -> path.path("backend").path("service").path("port").path("name"))
              .map(JsonNode::asString);
      case "HTTPRoute" ->
          spec.path("rules")
              .valueStream()
              .flatMap(rule -> rule.path("backendRefs").valueStream())
              .map(backend -> Integer.toString(backend.path("port").asInt()));
      case "ServiceMonitor" ->
          spec.path("endpoints").valueStream().map(endpoint -> endpoint.path("port").asString());
      default -> Stream.empty();
    };
  }
}
