package dev.tidegate.access;

import org.springframework.security.access.AccessDeniedException;

/** A caller may not do what was asked for. Without a stack trace: it is no fault of ours. */
public final class NotAllowedException extends AccessDeniedException {

  private static final long serialVersionUID = 1L;

  private final String why;

  NotAllowedException(String why) {
    super(why);
    this.why = why;
  }

  /** For the caller: the action that it takes, and what would allow it. */
  public String why() {
    return why;
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
