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
    SCRIPT("local"),
    /** The job ended and left it open. */
    JOB_END("job_end"),
    /** The service stops. */
    DRAIN("drain"),
    /** A policy does not allow it any more. */
    POLICY("policy"),
    /** The peer's Close frame. */
    PEER("remote"),
    /** The peer broke the protocol; we closed. */
    FAULT("fault"),
    /** A limit or timeout of the connection was exceeded; we closed. */
    LIMIT("limit"),
    /** The network or the peer dropped it without a Close frame. */
    LOST("lost");

    private final String text;

    Initiator(String text) {
      this.text = text;
    }

    /** What scripts and metrics call it. */
    public String text() {
      return text;
    }
  }
}
