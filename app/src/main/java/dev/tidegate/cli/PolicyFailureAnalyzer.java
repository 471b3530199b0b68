package dev.tidegate.cli;

import dev.tidegate.policy.PolicyException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Lists the faults of the policy files that keep the service from starting. */
final class PolicyFailureAnalyzer extends AbstractFailureAnalyzer<PolicyException> {

  @Override
  protected FailureAnalysis analyze(Throwable failure, PolicyException cause) {
    return new FailureAnalysis(
        cause.getMessage(),
        "Correct these files, or let tidegate.policy.dir name another directory.",
        cause);
  }
}
