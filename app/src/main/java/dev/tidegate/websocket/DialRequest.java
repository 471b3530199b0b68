package dev.tidegate.websocket;

import dev.tidegate.egress.Proxy;
import dev.tidegate.egress.TargetUrl;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Dialer} needs to know.
 *
 * @param url what the handshake is about: TLS verifies its host
 * @param addresses checked addresses, tried in this order; not empty
 * @param headers further request headers
 * @param protocols the subprotocols to offer, checked already
 * @param timeout for TCP, TLS and HTTP together; zero for none
 * @param settings how the connection behaves once it is open
 * @param proxy what to reach the addresses through; null for a direct connection
 */
public record DialRequest(
    TargetUrl url,
    List<InetSocketAddress> addresses,
    RequestHeaders headers,
    List<String> protocols,
    Duration timeout,
    Settings settings,
    @Nullable Proxy proxy) {

  /** Copies the collections and checks that there is an address. */
  public DialRequest {
    addresses = List.copyOf(addresses);
    protocols = List.copyOf(protocols);
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("no address to dial for " + url.host());
    }
  }

  /** A request whose headers hold nothing that is to be kept from the script. */
  public DialRequest(
      TargetUrl url,
      List<InetSocketAddress> addresses,
      Map<String, String> headers,
      List<String> protocols,
      Duration timeout,
      Settings settings,
      @Nullable Proxy proxy) {
    this(url, addresses, new RequestHeaders(headers, false), protocols, timeout, settings, proxy);
  }

  /** The same for a direct connection. */
  public DialRequest(
      TargetUrl url,
      List<InetSocketAddress> addresses,
      Map<String, String> headers,
      List<String> protocols,
      Duration timeout,
      Settings settings) {
    this(url, addresses, headers, protocols, timeout, settings, null);
  }

  /**
   * How an open connection behaves.
   *
   * @param readTimeout the longest wait for one whole data message, not counted while the receive
   *     buffer is full; zero for none
   * @param writeTimeout the longest that one frame may take to reach the socket; zero for none
   * @param compression what to offer
   * @param compressionThreshold the least length in bytes of a message that gets compressed
   * @param readLimit the most bytes of a message, after decompression
   * @param bufferedMessages how many messages may be delivered and not taken; at least 1
   * @param bufferedBytes how many bytes of them make the buffer full; at least 1
   * @param sendAhead bytes that may be under way to the socket before a send waits for its own; 0
   *     makes every send wait
   * @param closeTimeout the longest that the Close frame may take to be written, and then that the
   *     peer's may take to arrive; positive
   */
  public record Settings(
      Duration readTimeout,
      Duration writeTimeout,
      Compression compression,
      int compressionThreshold,
      int readLimit,
      int bufferedMessages,
      int bufferedBytes,
      int sendAhead,
      Duration closeTimeout) {}
}
