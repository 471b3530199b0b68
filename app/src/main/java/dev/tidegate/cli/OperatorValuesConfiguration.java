package dev.tidegate.cli;

import dev.tidegate.env.EnvModule;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.security.Permissions;
import dev.tidegate.security.SecurityModule;
import dev.tidegate.websocket.HandshakeSecrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/** Wires what the operator gives scripts, and what scripts can ask of the policies. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({EnvProperties.class, SecretProperties.class})
class OperatorValuesConfiguration {

  private static final Logger LOG = LoggerFactory.getLogger(OperatorValuesConfiguration.class);

  @Bean(destroyMethod = "close")
  OperatorValues operatorValues(
      EnvProperties env, SecretProperties secrets, ConfigurableEnvironment environment) {
    OperatorValues values = OperatorValues.start(env, secrets, environment);
    LOG.info(
        "{} variables and {} secrets are there for scripts that policies allow them",
        values.variables().all().size(),
        values.secrets().all().size());
    if (secrets.allowPlaintext()) {
      LOG.warn("tidegate.secrets.allow-plaintext is on: secrets may be sent without encryption");
    }
    return values;
  }

  @Bean
  HandshakeSecrets handshakeSecrets(
      OperatorValues values, SecretProperties secrets, EgressProperties egress) {
    return new HandshakeSecrets(
        values.secrets(), egress.plaintextOfSecrets(secrets.allowPlaintext()));
  }

  @Bean
  LuaModule envModule(Permissions permissions, OperatorValues values) {
    return new EnvModule(permissions, values.variables()).module();
  }

  @Bean
  LuaModule securityModule(Permissions permissions) {
    return new SecurityModule(permissions).module();
  }
}
