package dev.tidegate.cli;

import dev.tidegate.egress.AddressRules;
import dev.tidegate.egress.Cidr;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.policy.PolicySet;
import dev.tidegate.websocket.ConnectionEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;

/** Wires what scripts may do and where they may connect to, and says at start what that is. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({PolicyProperties.class, EgressProperties.class})
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

  @Bean
  AddressRules addressRules(EgressProperties properties) {
    if (!properties.allow().isEmpty()) {
      LOG.warn("Scripts may connect to {} besides public addresses", properties.allow());
    }
    return new AddressRules(properties.allow());
  }

  @Bean(destroyMethod = "close")
  OutboundNetwork outboundNetwork(AddressRules rules) {
    return OutboundNetwork.start(rules);
  }

  @Bean
  LuaModule webSocketModule(OutboundNetwork network, PolicySet policies, ConnectionEvents events) {
    return network.module(policies, events);
  }

  /** Lets a wrong block be reported as the property that it stands in. */
  @Bean
  @ConfigurationPropertiesBinding
  static CidrConverter cidrConverter() {
    return new CidrConverter();
  }

  /** A class and not a lambda, because Spring reads the types from it. */
  static final class CidrConverter implements Converter<String, Cidr> {

    @Override
    public Cidr convert(String text) {
      return Cidr.of(text);
    }
  }
}
