package dev.tidegate.deploy;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Resources of the Prometheus operator and of KEDA, as far as the chart uses them. */
final class CustomResources {

  private CustomResources() {}

  record ServiceMonitor(
      String apiVersion, String kind, ObjectMeta metadata, ServiceMonitorSpec spec) {}

  record ServiceMonitorSpec(
      LabelSelector selector, NamespaceSelector namespaceSelector, List<Endpoint> endpoints) {}

  record NamespaceSelector(List<String> matchNames) {}

  record Endpoint(
      String port,
      String path,
      Authorization authorization,
      @Nullable String interval,
      @Nullable String scrapeTimeout,
      @Nullable List<Relabeling> relabelings,
      @Nullable List<Relabeling> metricRelabelings) {}

  record Authorization(String type, SecretKeySelector credentials) {}

  record Relabeling(
      String action,
      @Nullable List<String> sourceLabels,
      @Nullable String regex,
      @Nullable String targetLabel,
      @Nullable String replacement) {}

  record PrometheusRule(
      String apiVersion, String kind, ObjectMeta metadata, PrometheusRuleSpec spec) {}

  record PrometheusRuleSpec(List<RuleGroup> groups) {}

  record RuleGroup(String name, @Nullable String interval, List<AlertRule> rules) {}

  record AlertRule(
      @Nullable String alert,
      @Nullable String record,
      String expr,
      @JsonProperty("for") @Nullable String lasting,
      @JsonProperty("keep_firing_for") @Nullable String keepFiring,
      @Nullable Map<String, String> labels,
      @Nullable Map<String, String> annotations) {}

  record TriggerAuthentication(
      String apiVersion, String kind, ObjectMeta metadata, TriggerAuthenticationSpec spec) {}

  record TriggerAuthenticationSpec(List<SecretTarget> secretTargetRef) {}

  record SecretTarget(String parameter, String name, String key) {}

  record ScaledObject(String apiVersion, String kind, ObjectMeta metadata, ScaledObjectSpec spec) {}

  record ScaledObjectSpec(
      ScaleTarget scaleTargetRef,
      int minReplicaCount,
      int maxReplicaCount,
      int pollingInterval,
      @Nullable Advanced advanced,
      List<Trigger> triggers) {}

  record ScaleTarget(String apiVersion, String kind, String name) {}

  record Advanced(AutoscalerConfig horizontalPodAutoscalerConfig) {}

  record AutoscalerConfig(HorizontalPodAutoscalerBehavior behavior) {}

  /**
   * @param metadata texts, whatever they mean
   */
  record Trigger(
      String type,
      String metricType,
      @Nullable AuthenticationReference authenticationRef,
      Map<String, String> metadata) {}

  record AuthenticationReference(String name) {}
}
