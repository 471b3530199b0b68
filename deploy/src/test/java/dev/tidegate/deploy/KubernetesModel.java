package dev.tidegate.deploy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads manifests as strictly as a cluster does: no field that it does not know, no number where it
 * wants text.
 */
final class KubernetesModel {

  private static final Map<String, Class<?>> KINDS =
      Map.ofEntries(
          Map.entry("v1 ConfigMap", ConfigMap.class),
          Map.entry("v1 PersistentVolumeClaim", PersistentVolumeClaim.class),
          Map.entry("v1 Pod", Pod.class),
          Map.entry("v1 Secret", Secret.class),
          Map.entry("v1 Service", Service.class),
          Map.entry("v1 ServiceAccount", ServiceAccount.class),
          Map.entry("apps/v1 Deployment", Deployment.class),
          Map.entry("apps/v1 StatefulSet", StatefulSet.class),
          Map.entry("autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
          Map.entry("gateway.networking.k8s.io/v1 HTTPRoute", HTTPRoute.class),
          Map.entry("networking.k8s.io/v1 Ingress", Ingress.class),
          Map.entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
          Map.entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class),
          Map.entry(
              "monitoring.coreos.com/v1 ServiceMonitor", CustomResources.ServiceMonitor.class),
          Map.entry(
              "monitoring.coreos.com/v1 PrometheusRule", CustomResources.PrometheusRule.class),
          Map.entry(
              "keda.sh/v1alpha1 TriggerAuthentication",
              CustomResources.TriggerAuthentication.class),
          Map.entry("keda.sh/v1alpha1 ScaledObject", CustomResources.ScaledObject.class));

  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .annotationIntrospector(new NothingAdditional())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();

  private KubernetesModel() {}

  static JsonNode tree(String yaml) {
    return YAML.readTree(yaml);
  }

  /** Values over others, as Helm lays them: maps into each other, everything else instead. */
  static String merged(String defaults, String over) {
    JsonNode values = tree(defaults);
    merge(values, tree(over));
    return YAML.writeValueAsString(values);
  }

  private static void merge(JsonNode into, JsonNode from) {
    for (var value : from.properties()) {
      JsonNode there = into.path(value.getKey());
      if (there.isObject() && value.getValue().isObject()) {
        merge(there, value.getValue());
      } else if (into instanceof ObjectNode map) {
        map.set(value.getKey(), value.getValue());
      }
    }
  }

  /**
   * @throws tools.jackson.core.JacksonException naming the place where it is none
   */
  static Manifests read(String yaml) {
    List<Manifests.Manifest> manifests = new ArrayList<>();
    try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
      while (documents.hasNext()) {
        JsonNode tree = documents.next();
        if (tree.isObject()) {
          manifests.add(manifest(tree));
        }
      }
    }
    return new Manifests(manifests);
  }

  private static Manifests.Manifest manifest(JsonNode tree) {
    String kind = tree.path("apiVersion").asString() + " " + tree.path("kind").asString();
    Class<?> type = KINDS.get(kind);
    if (type == null) {
      throw new IllegalArgumentException("no model of " + kind + ": add it to KubernetesModel");
    }
    return new Manifests.Manifest(
        tree.path("kind").asString(),
        tree.path("metadata").path("name").asString(),
        tree,
        YAML.treeToValue(tree, type));
  }

  /** The models keep what they don't know as additional properties. */
  private static final class NothingAdditional extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1;

    @Override
    public Boolean hasAnySetter(MapperConfig<?> config, Annotated annotated) {
      return false;
    }
  }
}
