package dev.tidegate.cli;

import dev.tidegate.policy.PolicySet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what scripts may do, and says at start what that is. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PolicyProperties.class)
class PolicyConfiguration {

  private static final Logger LOG = LoggerFactory.getLogger(PolicyConfiguration.class);

  @Bean
  PolicySet policySet(PolicyProperties properties) {
    PolicySet policies = ShippedPolicies.load(properties.dir());
    LOG.info(
        "{} policies of {} are in force, revision {}",
        policies.policies().size(),
        properties.dir(),
        policies.revision());
    policies.warnings().forEach(warning -> LOG.warn("{}", warning));
    return policies;
  }
}
