package dev.tidegate.access;

import java.time.Duration;

/** An actor has had as much as it may. Without a stack trace: it is no fault of ours. */
public final class QuotaExceededException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String why;
  private final Duration wait;

  QuotaExceededException(String why, Duration wait) {
    super(why, null, false, false);
    this.why = why;
    this.wait = wait;
  }

  /** For the caller: what there was too much of. */
  public String why() {
    return why;
  }

  /** When it is worth another try; positive. */
  public Duration retryAfter() {
    return wait;
  }
}
