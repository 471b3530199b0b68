package dev.tidegate.client;

/** How the process ends, for scripts that call it. */
final class ExitCode {

  /** What was asked for is done; a job that was waited for has succeeded. */
  static final int OK = 0;

  /** The job that was waited for has failed. */
  static final int FAILED = 1;

  /** The command line, or something that it names, is wrong. */
  static final int USAGE = 2;

  /** The job that was waited for was cancelled. */
  static final int CANCELLED = 3;

  /** The service has said no. */
  static final int REFUSED = 4;

  /** No usable answer from the service. */
  static final int UNREACHABLE = 5;

  private ExitCode() {}
}
