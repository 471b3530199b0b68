package dev.tidegate.cli;

import dev.tidegate.variable.VariableException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which variable or directory keeps the service from starting. */
final class VariableFailureAnalyzer extends AbstractFailureAnalyzer<VariableException> {

  @Override
  protected FailureAnalysis analyze(Throwable failure, VariableException cause) {
    return new FailureAnalysis(
        cause.getMessage(), "Correct tidegate.env.* or tidegate.secrets.*.", cause);
  }
}
