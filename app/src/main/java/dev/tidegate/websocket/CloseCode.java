package dev.tidegate.websocket;

import java.util.List;

/**
 * A WebSocket close code (RFC 6455 section 7.4): the known ones are constants, any other number can
 * be held as well.
 *
 * @param value as it stands in a Close frame
 */
public record CloseCode(int value) {

  public static final CloseCode NORMAL = new CloseCode(1000);
  public static final CloseCode GOING_AWAY = new CloseCode(1001);
  public static final CloseCode PROTOCOL_ERROR = new CloseCode(1002);
  public static final CloseCode UNSUPPORTED_DATA = new CloseCode(1003);
  public static final CloseCode RESERVED = new CloseCode(1004);

  /** Stands for a Close frame without a code; never itself in a frame. */
  public static final CloseCode NO_STATUS = new CloseCode(1005);

  /** Stands for a connection that ended without a Close frame; never itself in a frame. */
  public static final CloseCode ABNORMAL_CLOSURE = new CloseCode(1006);

  public static final CloseCode INVALID_PAYLOAD = new CloseCode(1007);
  public static final CloseCode POLICY_VIOLATION = new CloseCode(1008);
  public static final CloseCode MESSAGE_TOO_BIG = new CloseCode(1009);
  public static final CloseCode MANDATORY_EXTENSION = new CloseCode(1010);
  public static final CloseCode INTERNAL_ERROR = new CloseCode(1011);
  public static final CloseCode SERVICE_RESTART = new CloseCode(1012);
  public static final CloseCode TRY_AGAIN_LATER = new CloseCode(1013);
  public static final CloseCode BAD_GATEWAY = new CloseCode(1014);

  /** Stands for a failed TLS handshake; never itself in a frame. */
  public static final CloseCode TLS_HANDSHAKE = new CloseCode(1015);

  /** The codes that have a name in Lua, each with it. */
  public static final List<Named> NAMED =
      List.of(
          new Named("NORMAL", NORMAL),
          new Named("GOING_AWAY", GOING_AWAY),
          new Named("PROTOCOL_ERROR", PROTOCOL_ERROR),
          new Named("UNSUPPORTED_DATA", UNSUPPORTED_DATA),
          new Named("RESERVED", RESERVED),
          new Named("NO_STATUS", NO_STATUS),
          new Named("ABNORMAL_CLOSURE", ABNORMAL_CLOSURE),
          new Named("INVALID_PAYLOAD", INVALID_PAYLOAD),
          new Named("POLICY_VIOLATION", POLICY_VIOLATION),
          new Named("MESSAGE_TOO_BIG", MESSAGE_TOO_BIG),
          new Named("MANDATORY_EXTENSION", MANDATORY_EXTENSION),
          new Named("INTERNAL_ERROR", INTERNAL_ERROR),
          new Named("SERVICE_RESTART", SERVICE_RESTART),
          new Named("TRY_AGAIN_LATER", TRY_AGAIN_LATER),
          new Named("BAD_GATEWAY", BAD_GATEWAY),
          new Named("TLS_HANDSHAKE", TLS_HANDSHAKE));

  /** The most bytes of UTF-8 that the reason in a Close frame may have (RFC 6455 section 5.5). */
  public static final int REASON_LIMIT = 123;

  /**
   * Whether the code may stand in a Close frame: those of RFC 6455 and the IANA registry that are
   * meant for the wire, and 3000 to 4999.
   */
  public boolean isOnWire() {
    return (value >= 1000 && value <= 1003)
        || (value >= 1007 && value <= 1014)
        || (value >= 3000 && value <= 4999);
  }

  @Override
  public String toString() {
    return Integer.toString(value);
  }

  /**
   * A code and its name.
   *
   * @param name in upper case, as in Lua's {@code CLOSE_CODES}
   * @param code the code
   */
  public record Named(String name, CloseCode code) {}
}
