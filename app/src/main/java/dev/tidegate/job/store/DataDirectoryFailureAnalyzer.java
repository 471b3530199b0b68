package dev.tidegate.job.store;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in two sentences why the service does not start. */
final class DataDirectoryFailureAnalyzer extends AbstractFailureAnalyzer<DataDirectoryException> {

  @Override
  protected FailureAnalysis analyze(Throwable failure, DataDirectoryException cause) {
    return new FailureAnalysis(
        cause.getMessage(),
        "Let tidegate.data.dir name a directory that only this service writes to.\n"
            + "Several services share jobs through PostgreSQL: spring.datasource.url.",
        cause);
  }
}
