package dev.tidegate.security;

/** A table that can't be metadata; the message says what would be right. */
final class MetadataFault extends Exception {

  private static final long serialVersionUID = 1L;

  MetadataFault(String message) {
    // Scripts cause these as often as they like: no stack trace.
    super(message, null, false, false);
  }

  String message() {
    return String.valueOf(getMessage());
  }
}
