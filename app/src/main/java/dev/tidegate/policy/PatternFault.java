package dev.tidegate.policy;

/** Why a text is no pattern. The message goes into a {@link Finding} as it is. */
final class PatternFault extends Exception {

  private static final long serialVersionUID = 1L;

  private final String fault;

  PatternFault(String fault) {
    super(fault);
    this.fault = fault;
  }

  String fault() {
    return fault;
  }
}
