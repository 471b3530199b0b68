package dev.tidegate.cli;

import dev.tidegate.policy.AccessControl;
import dev.tidegate.policy.ActivePolicies;
import dev.tidegate.policy.DecisionListener;
import dev.tidegate.policy.PolicySet;
import dev.tidegate.policy.reload.PolicyReload;
import dev.tidegate.policy.reload.ReloadListener;
import dev.tidegate.security.Permissions;
import dev.tidegate.websocket.ConnectionRegistry;
import dev.tidegate.websocket.Revocation;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what scripts may do, and says at start what that is. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PolicyProperties.class)
class PolicyConfiguration {

  private static final Logger LOG = LoggerFactory.getLogger(PolicyConfiguration.class);

  @Bean
  ActivePolicies activePolicies(PolicyProperties properties) {
    PolicySet policies = ShippedPolicies.load(properties.dir());
    LOG.info(
        "{} policies of {} are in force, revision {}",
        policies.policies().size(),
        properties.dir(),
        policies.revision());
    policies.warnings().forEach(warning -> LOG.warn("{}", warning));
    return new ActivePolicies(policies);
  }

  @Bean(destroyMethod = "close")
  PolicyReload policyReload(
      ActivePolicies policies, PolicyProperties properties, List<ReloadListener> listeners) {
    return new PolicyReload(
        Path.of(properties.dir()),
        !ShippedPolicies.has(properties.dir()),
        policies,
        properties.reload().settings(),
        ReloadListener.all(listeners),
        InstantSource.system());
  }

  /** Not before everybody is there who wants to hear of new sets. */
  @Bean
  SmartInitializingSingleton policyReloadStart(PolicyReload reload, PolicyProperties properties) {
    return () -> {
      if (properties.reload().enabled()) {
        reload.start();
      }
    };
  }

  @Bean(destroyMethod = "close")
  Revocation revocation(
      AccessControl control, ConnectionRegistry connections, PolicyProperties properties) {
    Revocation revocation =
        new Revocation(
            control,
            connections,
            revoked ->
                LOG.info(
                    "Revision {} of the policies ended {} connections and attempts after {} ms",
                    revoked.revision(),
                    revoked.connections(),
                    revoked.took().toMillis()));
    if (properties.revokeOpenConnections()) {
      control.policies().listen(revocation);
    }
    return revocation;
  }

  @Bean
  AccessControl accessControl(
      ActivePolicies policies, PolicyProperties properties, List<DecisionListener> listeners) {
    if (!properties.strictMode()) {
      LOG.warn(
          "tidegate.policy.strict-mode is off: actors whom no policy concerns may do everything");
    }
    return new AccessControl(policies, properties.strictMode(), listeners);
  }

  @Bean
  Permissions permissions(AccessControl control) {
    return new Permissions(control);
  }
}
