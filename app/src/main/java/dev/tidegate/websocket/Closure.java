package dev.tidegate.websocket;

/**
 * How a connection ended.
 *
 * @param code what stood in the Close frame that ended it, ours or the peer's; {@link
 *     CloseCode#NO_STATUS} or {@link CloseCode#ABNORMAL_CLOSURE} where there was no code or no
 *     frame
 * @param reason the text beside it; from the peer, so not to be trusted
 * @param initiator who or what ended it
 */
public record Closure(CloseCode code, String reason, Initiator initiator) {

  /** Who or what ended a connection. */
  public enum Initiator {
    /** The script called {@code close}. */
    SCRIPT,
    /** The job ended and left it open. */
    JOB_END,
    /** The service stops. */
    DRAIN,
    /** The peer's Close frame. */
    PEER,
    /** The peer broke the protocol; we closed. */
    FAULT,
    /** A limit or timeout of the connection was exceeded; we closed. */
    LIMIT,
    /** The network or the peer dropped it without a Close frame. */
    LOST
  }
}
