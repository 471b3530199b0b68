package dev.tidegate.deploy;

import java.util.List;
import java.util.Set;

/** What must hold of every rendering of the chart, whatever the values. */
enum Rule {
  RESTRICTED_PODS,
  BOUNDED_RESOURCES,
  NO_CREDENTIALS_OF_THE_CLUSTER,
  WRITABLE_TMP,
  REAL_PROBES,
  TIME_TO_DRAIN,
  KNOWN_OBJECTS,
  KNOWN_KEYS,
  KNOWN_VOLUMES,
  KNOWN_PORTS,
  MATCHING_SELECTORS,
  SHORT_NAMES,
  REAL_PROPERTIES,
  NOTHING_EMPTY,
  NO_SECRET_IN_A_CONFIG_MAP,
  REAL_OPTIONS,
  REAL_METRICS_PATH,
  REAL_QUERY;

  /**
   * Looks for what is wrong, and says it in words; there is nothing where the rule holds.
   *
   * @param external names of objects that the values say are there already
   */
  List<String> violations(Manifests manifests, Set<String> external) {
    return switch (this) {
      case RESTRICTED_PODS -> PodRules.restricted(manifests);
      case BOUNDED_RESOURCES -> PodRules.bounded(manifests);
      case NO_CREDENTIALS_OF_THE_CLUSTER -> PodRules.withoutCredentials(manifests);
      case WRITABLE_TMP -> PodRules.writableTmp(manifests);
      case REAL_PROBES -> PodRules.probed(manifests);
      case TIME_TO_DRAIN -> PodRules.drained(manifests);
      case KNOWN_OBJECTS -> ReferenceRules.objects(manifests, external);
      case KNOWN_KEYS -> ReferenceRules.keys(manifests);
      case KNOWN_VOLUMES -> ReferenceRules.volumes(manifests);
      case KNOWN_PORTS -> ReferenceRules.ports(manifests);
      case MATCHING_SELECTORS -> LabelRules.selectors(manifests);
      case SHORT_NAMES -> LabelRules.names(manifests);
      case REAL_PROPERTIES -> SettingRules.properties(manifests);
      case NOTHING_EMPTY -> SettingRules.nothingEmpty(manifests);
      case NO_SECRET_IN_A_CONFIG_MAP -> SettingRules.noSecret(manifests);
      case REAL_OPTIONS -> SettingRules.options(manifests);
      case REAL_METRICS_PATH -> SettingRules.metricsPath(manifests);
      case REAL_QUERY -> SettingRules.query(manifests);
    };
  }
}
