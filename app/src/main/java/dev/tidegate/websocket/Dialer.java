package dev.tidegate.websocket;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Opens WebSocket connections to addresses that were checked before. */
public interface Dialer extends AutoCloseable {

  /** Starts to connect; returns at once. */
  Dial dial(DialRequest request, Connection.Listener listener);

  /** Closes every connection with 1001 and gives the transport's threads back. Idempotent. */
  @Override
  void close();

  /** An attempt to connect. */
  interface Dial {

    /** How it went. Never completes exceptionally. */
    CompletionStage<Outcome> outcome();

    /** Gives up. A connection that was made meanwhile is closed in this way. From any thread. */
    void cancel(Closure how);
  }

  /** How an attempt went. */
  sealed interface Outcome {

    /**
     * The handshake succeeded; messages may have been delivered before this is heard of.
     *
     * @param connection open
     * @param peer the address that was dialled
     * @param protocol the subprotocol that the peer chose; null when none
     * @param compressed whether permessage-deflate was agreed
     * @param timings how long it took
     */
    record Connected(
        Connection connection,
        InetSocketAddress peer,
        @Nullable String protocol,
        boolean compressed,
        Timings timings)
        implements Outcome {}

    /**
     * No connection; the listener hears nothing.
     *
     * @param at what it has failed at
     * @param cause in a few words, without Java's; scripts see it, so it tells nothing of the
     *     network
     * @param detail for operators; the same where there is no more to say
     * @param answer what the server said instead; null when it said nothing that is HTTP
     */
    record Failed(ConnectFailure at, String cause, String detail, @Nullable HttpAnswer answer)
        implements Outcome {}
  }

  /**
   * How long the steps of a successful attempt took.
   *
   * @param connect TCP, and what a proxy takes to open its tunnel
   * @param tls the TLS handshake; zero where there was none
   * @param upgrade the HTTP exchange
   */
  record Timings(Duration connect, Duration tls, Duration upgrade) {}
}
