package dev.tidegate.lua.module.time;

import org.jspecify.annotations.Nullable;

/** Says that what comes next in a text is not what the layout has there. */
final class Unreadable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final @Nullable String reason;

  private Unreadable(@Nullable String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  /** It has another form. */
  static Unreadable form() {
    return new Unreadable(null);
  }

  /** It has the form, but can't be: {@code month out of range}. */
  static Unreadable because(String reason) {
    return new Unreadable(reason);
  }

  /** Why it can't be; null when it has another form. */
  @Nullable String reason() {
    return reason;
  }
}
