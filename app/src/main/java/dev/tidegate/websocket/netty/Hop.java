package dev.tidegate.websocket.netty;

import dev.tidegate.egress.Proxy;
import dev.tidegate.websocket.DialRequest;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One way to the target.
 *
 * @param target a checked address
 * @param through the proxy's address; null for a direct connection
 * @param credentials for the proxy; null for none
 */
record Hop(
    InetSocketAddress target,
    @Nullable InetSocketAddress through,
    Proxy.@Nullable Credentials credentials) {

  /** All ways in the order in which they are tried; at least one. */
  static List<Hop> of(DialRequest request) {
    Proxy proxy = request.proxy();
    if (proxy == null) {
      return request.addresses().stream().map(target -> new Hop(target, null, null)).toList();
    }
    return request.addresses().stream()
        .map(Hop::withoutName)
        .flatMap(target ->
            proxy.addresses().stream()
                .map(address -> new Hop(target, address, proxy.credentials())))
        .toList();
  }

  /** Whom the socket is connected to. */
  InetSocketAddress peer() {
    return through == null ? target : through;
  }

  /** What opens the tunnel through the proxy; empty for a direct connection. */
  Optional<ProxyHandler> tunnel(int timeoutMillis) {
    if (through == null) {
      return Optional.empty();
    }
    ProxyHandler tunnel =
        credentials == null
            ? new HttpProxyHandler(through)
            : new HttpProxyHandler(through, credentials.user(), credentials.password());
    tunnel.setConnectTimeoutMillis(timeoutMillis);
    return Optional.of(tunnel);
  }

  /** A proxy that is asked for a name would look it up, and might find another address. */
  private static InetSocketAddress withoutName(InetSocketAddress address) {
    try {
      return new InetSocketAddress(
          InetAddress.getByAddress(address.getAddress().getAddress()), address.getPort());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an InetAddress of neither 4 nor 16 bytes", e);
    }
  }

  @Override
  public String toString() {
    return through == null ? target.toString() : target + " through " + through;
  }
}
