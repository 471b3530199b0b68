package dev.tidegate.lua;

import org.jspecify.annotations.Nullable;

/**
 * Why a run failed.
 *
 * @param reason what ended it
 * @param kind the {@code errors} kind, such as {@code Internal}; empty when unset
 * @param message at most {@value #MESSAGE_LIMIT} characters
 * @param retryable whether another attempt makes sense; null when nobody said
 * @param details what the error carried, as a JSON object; null when it carried nothing
 * @param traceback the Lua calls under way, innermost first, a line each; null when there were none
 */
public record Failure(
    Reason reason,
    String kind,
    String message,
    @Nullable Boolean retryable,
    @Nullable Json details,
    @Nullable String traceback) {

  /**
   * The most characters that a kind, a message or a traceback keeps; what is longer is cut and ends
   * in an ellipsis.
   */
  public static final int MESSAGE_LIMIT = 4096;

  /** Cuts overlong texts. */
  public Failure {
    kind = cut(kind);
    message = cut(message);
    traceback = traceback == null ? null : cut(traceback);
  }

  /** A failure that says no more than what ended the run and in which words. */
  public static Failure of(Reason reason, ErrorKind kind, String message) {
    return new Failure(reason, kind.text(), message, false, null, null);
  }

  private static String cut(String text) {
    return text.length() <= MESSAGE_LIMIT ? text : text.substring(0, MESSAGE_LIMIT - 1) + "…";
  }

  /** What ended the run. */
  public enum Reason {
    /** The script raised an error or returned one. */
    SCRIPT,
    /** {@link Limits#instructions()} was reached. */
    INSTRUCTIONS,
    /** {@link Limits#memory()} was reached. */
    MEMORY,
    /** {@link Limits#wallTime()} was reached. */
    WALL_TIME,
    /** {@link Limits#output()} was reached. */
    OUTPUT,
    /** Whoever runs it could not let it go on: {@link Run#interrupt()}, {@link Run#expiresAt}. */
    INTERRUPTED,
    /** A fault of the engine. */
    INTERNAL
  }
}
