package dev.tidegate.client;

/** Ends a command; its message is for whoever typed it, and never has the token in it. */
class ClientException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  ClientException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  ClientException(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** One of {@link ExitCode}. */
  final int exitCode() {
    return exitCode;
  }
}
