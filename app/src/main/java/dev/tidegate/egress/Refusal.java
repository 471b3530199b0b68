package dev.tidegate.egress;

/**
 * Why a text is not a URL that Tidegate connects to. Scripts can cause these at will, so they carry
 * no stack trace.
 */
final class Refusal extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;

  Refusal(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
