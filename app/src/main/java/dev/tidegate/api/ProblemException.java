package dev.tidegate.api;

import java.util.List;

/** Ends a request with a problem; thrown for what clients do wrong, so without a stack trace. */
final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  ProblemException(Problem problem) {
    super(problem.kind().title(), null, false, false);
    this.problem = problem;
  }

  static ProblemException invalid(List<Problem.Fault> faults) {
    String detail =
        faults.size() == 1
            ? faults.getFirst().pointer() + " " + faults.getFirst().message()
            : faults.size() + " fields are wrong";
    return new ProblemException(Problem.of(ProblemKind.INVALID_REQUEST, detail.strip(), faults));
  }

  Problem problem() {
    return problem;
  }
}
