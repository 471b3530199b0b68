package dev.tidegate.deploy;

import dev.tidegate.deploy.Manifests.Workload;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EmptyDirVolumeSource;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.SecurityContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a pod may do, take and be asked. */
final class PodRules {

  /** Seconds between the service's own end and the moment when it is killed. */
  private static final long MARGIN = 5;

  private PodRules() {}

  /** The Pod Security Standard "restricted", and a root that can't be written to. */
  static List<String> restricted(Manifests manifests) {
    List<String> wrong = new ArrayList<>();
    for (Workload workload : manifests.workloads()) {
      PodSecurityContext pod = workload.pod().getSecurityContext();
      if (pod == null) {
        wrong.add(workload.what() + " has no security context");
        continue;
      }
      if (!Boolean.TRUE.equals(pod.getRunAsNonRoot())) {
        wrong.add(workload.what() + " may run as root");
      }
      if (pod.getRunAsUser() == null || pod.getRunAsUser() == 0) {
        wrong.add(workload.what() + " has no numeric user");
      }
      if (pod.getSeccompProfile() == null
          || !"RuntimeDefault".equals(pod.getSeccompProfile().getType())) {
        wrong.add(workload.what() + " has no seccomp profile");
      }
      if (Boolean.TRUE.equals(workload.pod().getHostNetwork())
          || Boolean.TRUE.equals(workload.pod().getHostPID())
          || Boolean.TRUE.equals(workload.pod().getHostIPC())) {
        wrong.add(workload.what() + " shares namespaces of the node");
      }
      if (workload.pod().getVolumes().stream().anyMatch(volume -> volume.getHostPath() != null)) {
        wrong.add(workload.what() + " sees files of the node");
      }
      for (Container container : workload.containers()) {
        restricted(workload.what() + " " + container.getName(), container, wrong);
      }
    }
    return wrong;
  }

  private static void restricted(String what, Container container, List<String> wrong) {
    SecurityContext context = container.getSecurityContext();
    if (context == null) {
      wrong.add(what + " has no security context");
      return;
    }
    if (Boolean.TRUE.equals(context.getPrivileged())) {
      wrong.add(what + " is privileged");
    }
    if (!Boolean.FALSE.equals(context.getAllowPrivilegeEscalation())) {
      wrong.add(what + " may gain privileges");
    }
    if (!Boolean.TRUE.equals(context.getReadOnlyRootFilesystem())) {
      wrong.add(what + " may write to its root");
    }
    if (context.getCapabilities() == null
        || !context.getCapabilities().getDrop().contains("ALL")
        || !context.getCapabilities().getAdd().isEmpty()) {
      wrong.add(what + " has capabilities");
    }
  }

  static List<String> bounded(Manifests manifests) {
    List<String> wrong = new ArrayList<>();
    for (Workload workload : manifests.workloads()) {
      for (Container container : workload.containers()) {
        String what = workload.what() + " " + container.getName();
        ResourceRequirements resources = container.getResources();
        for (String resource : List.of("cpu", "memory")) {
          if (resources == null || !has(resources.getRequests(), resource)) {
            wrong.add(what + " requests no " + resource);
          }
          if (resources == null || !has(resources.getLimits(), resource)) {
            wrong.add(what + " has no limit of " + resource);
          }
        }
      }
    }
    return wrong;
  }

  private static boolean has(@Nullable Map<String, Quantity> quantities, String resource) {
    return quantities != null && quantities.containsKey(resource);
  }

  static List<String> withoutCredentials(Manifests manifests) {
    List<String> wrong = new ArrayList<>();
    for (Workload workload : manifests.workloads()) {
      if (!Boolean.FALSE.equals(workload.pod().getAutomountServiceAccountToken())) {
        wrong.add(workload.what() + " is given a token of the cluster");
      }
    }
    for (Manifests.Manifest account : manifests.of("ServiceAccount")) {
      if (account.tree().path("automountServiceAccountToken").asBoolean(true)) {
        wrong.add(account + " gives out tokens of the cluster");
      }
    }
    return wrong;
  }

  /** The JVM keeps files there, and SQLite's driver its library. */
  static List<String> writableTmp(Manifests manifests) {
    List<String> wrong = new ArrayList<>();
    for (Workload workload : manifests.workloads()) {
      boolean writable =
          workload.own().getVolumeMounts().stream()
              .filter(mount -> mount.getMountPath().equals("/tmp"))
              .filter(mount -> !Boolean.TRUE.equals(mount.getReadOnly()))
              .flatMap(mount ->
                  workload.pod().getVolumes().stream()
                      .filter(volume -> volume.getName().equals(mount.getName())))
              .anyMatch(volume -> sized(volume.getEmptyDir()));
      if (!writable) {
        wrong.add(workload.what() + " has no /tmp of a limited size");
      }
    }
    return wrong;
  }

  private static boolean sized(@Nullable EmptyDirVolumeSource folder) {
    return folder != null && folder.getSizeLimit() != null;
  }

  static List<String> probed(Manifests manifests) {
    Container container = manifests.server().own();
    List<String> wrong = new ArrayList<>();
    probe("startup", container.getStartupProbe(), "/actuator/health/liveness", wrong);
    probe("liveness", container.getLivenessProbe(), "/actuator/health/liveness", wrong);
    probe("readiness", container.getReadinessProbe(), "/actuator/health/readiness", wrong);
    return wrong;
  }

  private static void probe(
      String name, @Nullable Probe probe, String expected, List<String> wrong) {
    if (probe == null || probe.getHttpGet() == null) {
      wrong.add("no " + name + " probe");
      return;
    }
    String path = probe.getHttpGet().getPath();
    if (!path.equals(expected)) {
      wrong.add("the " + name + " probe asks " + path);
    }
    if (!Product.probes().contains(path)) {
      wrong.add("the " + name + " probe asks " + path + ", which the service does not have");
    }
    if (probe.getPeriodSeconds() < 1 || probe.getFailureThreshold() < 1) {
      wrong.add("the " + name + " probe has no times");
    }
  }

  static List<String> drained(Manifests manifests) {
    Workload server = manifests.server();
    Map<String, JsonNode> settings = manifests.settings();
    var lifecycle = server.own().getLifecycle();
    long delay = lifecycle == null ? 0 : lifecycle.getPreStop().getSleep().getSeconds();
    long needed =
        delay
            + seconds(settings.get("tidegate.drain.grace"))
            + seconds(settings.get("spring.lifecycle.timeout-per-shutdown-phase"))
            + MARGIN;
    long given = server.pod().getTerminationGracePeriodSeconds();
    return given >= needed
        ? List.of()
        : List.of("killed after " + given + " s, but may take " + needed + " s");
  }

  private static long seconds(@Nullable JsonNode duration) {
    return duration == null ? 0 : Long.parseLong(duration.asString().replace("s", ""));
  }
}
