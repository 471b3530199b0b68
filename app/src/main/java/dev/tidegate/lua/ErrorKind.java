package dev.tidegate.lua;

/**
 * The kinds of error that scripts tell apart; the Lua constants {@code errors.NAME} hold the {@link
 * #text()}.
 */
public enum ErrorKind {
  UNKNOWN(""),
  NOT_FOUND("NotFound"),
  ALREADY_EXISTS("AlreadyExists"),
  INVALID("Invalid"),
  PERMISSION_DENIED("PermissionDenied"),
  UNAVAILABLE("Unavailable"),
  INTERNAL("Internal"),
  CANCELED("Canceled"),
  CONFLICT("Conflict"),
  TIMEOUT("Timeout"),
  RATE_LIMITED("RateLimited");

  private final String text;

  ErrorKind(String text) {
    this.text = text;
  }

  /** The kind as Lua sees it. */
  public String text() {
    return text;
  }
}
