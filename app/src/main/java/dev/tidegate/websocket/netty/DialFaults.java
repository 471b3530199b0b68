package dev.tidegate.websocket.netty;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.proxy.ProxyConnectException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Words for what goes wrong while dialling; Java's own would tell scripts about our insides. */
final class DialFaults {

  static final String LOST = "connection lost during the handshake";

  private DialFaults() {}

  /** For scripts: a port that is closed looks like a host that is not there. */
  static String describe(Throwable fault) {
    return switch (fault) {
      case DecoderException wrapped when wrapped.getCause() != null -> describe(wrapped.getCause());
      case PrematureChannelClosureException _ -> LOST;
      case ConnectTimeoutException _ -> "timeout";
      case ProxyConnectException _ -> NettyDial.UNREACHABLE;
      case NoRouteToHostException _, ConnectException _ -> NettyDial.UNREACHABLE;
      case SSLException _ when hasCertificateFault(fault) -> "TLS: certificate not trusted";
      case SSLException _ -> "TLS handshake failed";
      case IOException _ -> LOST;
      default -> "bad handshake: the answer is not HTTP";
    };
  }

  /** For operators: what became of the way to one address. */
  static String precisely(Throwable fault) {
    return switch (fault) {
      case ProxyConnectException _ -> "proxy: " + fault.getMessage();
      case NoRouteToHostException _ -> "no route";
      case ConnectException refused when isRefusal(refused.getMessage()) -> "connection refused";
      default -> describe(fault);
    };
  }

  private static boolean isRefusal(@Nullable String message) {
    return message != null && message.contains("refused");
  }

  private static boolean hasCertificateFault(Throwable fault) {
    for (Throwable cause = fault.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return true;
      }
    }
    return false;
  }
}
