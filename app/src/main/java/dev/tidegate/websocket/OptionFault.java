package dev.tidegate.websocket;

/** An option that can't be used; the message names it, its value and what would be right. */
final class OptionFault extends Exception {

  private static final long serialVersionUID = 1L;

  OptionFault(String message) {
    // Scripts cause these as often as they like: no stack trace.
    super(message, null, false, false);
  }

  String message() {
    return String.valueOf(getMessage());
  }
}
