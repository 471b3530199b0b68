package dev.tidegate.websocket;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** An open WebSocket connection. All methods may be called from any thread and return at once. */
public interface Connection {

  /**
   * Sends one message in one frame, in the order of the calls. The stage completes when the frame
   * was handed to the socket, or at once while little is under way.
   *
   * @param payload not copied: must not change until the stage completes, nor later
   */
  CompletionStage<SendOutcome> send(MessageType type, byte[] payload, int offset, int length);

  /** Sends a ping; the stage completes when the frame was handed to the socket. */
  CompletionStage<SendOutcome> ping();

  /**
   * Closes with a Close frame after what was sent before, discards what still arrives, and waits
   * for the peer's Close frame for a bounded time. Of several calls the first counts.
   *
   * @param code {@link CloseCode#isOnWire()}, or {@link CloseCode#NO_STATUS} for a frame without a
   *     code
   * @param reason at most {@link CloseCode#REASON_LIMIT} bytes of UTF-8
   * @param initiator why, for {@link Closure#initiator()}
   * @return completes with how it ended, which may be another way than this call
   */
  CompletionStage<Closure> close(CloseCode code, String reason, Closure.Initiator initiator);

  /**
   * Tells that a delivered message was taken out of the receiver's buffer, which makes room for
   * another.
   *
   * @param bytes the message's length
   */
  void taken(int bytes);

  /** How a send or a ping went. */
  sealed interface SendOutcome {

    /** On its way. */
    record Sent() implements SendOutcome {}

    /**
     * Not sent, and the connection is closed or closing.
     *
     * @param cause in a few words
     */
    record Failed(String cause) implements SendOutcome {}
  }

  /** Hears what arrives. Called on the transport's thread in order; must not block. */
  interface Listener {

    /** The first call: there is a connection. Comes before the dial's outcome. */
    void opened(Dialer.Outcome.Connected connected);

    /**
     * A whole message. Buffer space is taken until {@link Connection#taken(int)} is called for it.
     *
     * @param payload for the listener to keep
     */
    void message(MessageType type, byte[] payload);

    /** A ping of ours was answered. */
    void pong(Duration roundTrip);

    /**
     * Whether anything may still be said to the peer. Asked right before each piece of it is handed
     * to the socket; messages that may not be sent any more fail, and an attempt to connect does.
     */
    boolean maySend();

    /** The last call: nothing follows. */
    void closed(Closure closure);
  }
}
