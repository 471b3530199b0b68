package dev.tidegate.cli;

import dev.tidegate.variable.VariableRefresh;
import dev.tidegate.variable.Variables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The variables that scripts may read, and the secrets that they may have sent. Kept apart, so that
 * no script can read a secret.
 */
final class OperatorValues implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OperatorValues.class);

  private final Variables variables;
  private final Variables secrets;
  private final List<VariableRefresh> refreshes;

  private OperatorValues(Variables variables, Duration pause, Variables secrets, Duration rest) {
    this.variables = variables;
    this.secrets = secrets;
    refreshes =
        List.of(VariableRefresh.start(variables, pause), VariableRefresh.start(secrets, rest));
  }

  /** Reads them, and follows the changes of their directories until it is closed. */
  static OperatorValues start(
      EnvProperties env, SecretProperties secret, ConfigurableEnvironment environment) {
    Map<String, String> configured = ConfiguredValues.below(EnvProperties.VALUES, environment);
    Map<String, String> hidden = ConfiguredValues.below(SecretProperties.VALUES, environment);
    return new OperatorValues(
        Variables.of(configured, env.paths(), OperatorValues::warn),
        env.refresh(),
        Variables.of(hidden, secret.paths(), OperatorValues::warn),
        secret.refresh());
  }

  private static void warn(String warning) {
    LOG.warn("{}", warning);
  }

  /** What scripts may read. */
  Variables variables() {
    return variables;
  }

  /** What scripts may have sent. */
  Variables secrets() {
    return secrets;
  }

  @Override
  public void close() {
    refreshes.forEach(VariableRefresh::close);
  }
}
