package dev.tidegate.client;

/** The service has answered with a problem. */
final class RefusedException extends ClientException {

  private static final long serialVersionUID = 1L;

  private final int status;

  RefusedException(int status, String message) {
    super(ExitCode.REFUSED, message);
    this.status = status;
  }

  /** The status of the answer. */
  int status() {
    return status;
  }
}
