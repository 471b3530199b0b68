package dev.tidegate.websocket.netty;

import dev.tidegate.websocket.CloseCode;

/** What arrived can't be accepted; the connection is to be closed with the code. */
final class FrameFault extends Exception {

  private static final long serialVersionUID = 1L;

  private final int code;

  FrameFault(CloseCode code, String reason) {
    // Peers cause these as often as they like: no stack trace.
    super(reason, null, false, false);
    this.code = code.value();
  }

  static FrameFault protocol(String reason) {
    return new FrameFault(CloseCode.PROTOCOL_ERROR, reason);
  }

  static FrameFault tooBig(int limit) {
    return new FrameFault(CloseCode.MESSAGE_TOO_BIG, "message over " + limit + " bytes");
  }

  static FrameFault notUtf8() {
    return new FrameFault(CloseCode.INVALID_PAYLOAD, "text is not UTF-8");
  }

  CloseCode code() {
    return new CloseCode(code);
  }

  /** Whether a limit of ours was exceeded rather than the protocol broken. */
  boolean isLimit() {
    return code == CloseCode.MESSAGE_TOO_BIG.value();
  }

  /** A few words, ASCII, fit for a Close frame. */
  String reason() {
    return String.valueOf(getMessage());
  }
}
