package dev.tidegate.access;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Lists the faults of the tokens file that keep the service from starting. */
final class TokensFailureAnalyzer extends AbstractFailureAnalyzer<TokensException> {

  @Override
  protected FailureAnalysis analyze(Throwable failure, TokensException cause) {
    return new FailureAnalysis(
        cause.getMessage(),
        "Correct the file, or let tidegate.access.tokens-file name another one.",
        cause);
  }
}
