package dev.tidegate.access;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in two sentences why the service does not start. */
final class UnusableTokenFailureAnalyzer extends AbstractFailureAnalyzer<UnusableTokenException> {

  @Override
  protected FailureAnalysis analyze(Throwable failure, UnusableTokenException cause) {
    return new FailureAnalysis(
        cause.getMessage(),
        "Configure a longer one, such as the output of: openssl rand -hex 32\n"
            + "Or configure none: a random one is then made and printed at each start.",
        cause);
  }
}
