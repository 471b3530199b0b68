package dev.tidegate.websocket.netty;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * Words for what goes wrong while dialling; Java's own would tell scripts about our insides, and
 * are for operators.
 */
final class DialFaults {

  static final String LOST = "connection lost during the handshake";

  private static final int DETAIL_LIMIT = 200;

  private DialFaults() {}

  /** For scripts: a port that is closed looks like a host that is not there. */
  static String describe(Throwable fault) {
    return switch (fault) {
      case NotSslRecordException _ -> "TLS: the answer is not TLS";
      case DecoderException wrapped when wrapped.getCause() != null -> describe(wrapped.getCause());
      case PrematureChannelClosureException _ -> LOST;
      case ConnectTimeoutException _ -> "timeout";
      case ProxyConnectException _ -> NettyDial.UNREACHABLE;
      case NoRouteToHostException _, ConnectException _ -> NettyDial.UNREACHABLE;
      case SSLException failure -> tlsCause(failure);
      case IOException _ -> LOST;
      default -> "bad handshake: the answer is not HTTP";
    };
  }

  /** For operators: what became of the way to one address. */
  static String precisely(Throwable fault) {
    return switch (fault) {
      case ProxyConnectException _ -> "proxy: " + fault.getMessage();
      case NoRouteToHostException _ -> "no route";
      case ConnectException refused when says(refused, "refused") -> "connection refused";
      case DecoderException wrapped when wrapped.getCause() != null ->
          precisely(wrapped.getCause());
      // Netty's word for it goes on with what the peer sent.
      case NotSslRecordException _ -> describe(fault) + ": not an SSL/TLS record";
      case SSLException failure -> describe(failure) + innermost(failure);
      default -> describe(fault);
    };
  }

  private static String tlsCause(SSLException failure) {
    List<Throwable> chain = chain(failure);
    if (chain.stream().noneMatch(CertificateException.class::isInstance)) {
      // The peer's word for it, an alert.
      return says(failure, "protocol_version") ? "TLS: no common version" : "TLS handshake failed";
    }
    return chain.stream()
        .flatMap(DialFaults::certificateCause)
        .findFirst()
        .orElse("TLS: certificate not trusted");
  }

  private static Stream<String> certificateCause(Throwable fault) {
    return switch (fault) {
      case CertificateExpiredException _ -> Stream.of("TLS: certificate expired");
      case CertificateNotYetValidException _ -> Stream.of("TLS: certificate not valid yet");
      case CertPathValidatorException path when path.getReason() == BasicReason.EXPIRED ->
          Stream.of("TLS: certificate expired");
      case CertPathValidatorException path when path.getReason() == BasicReason.NOT_YET_VALID ->
          Stream.of("TLS: certificate not valid yet");
      // The JDK has no type of its own for it.
      case CertificateException name
          when says(name, "No subject alternative") || says(name, "No name matching") ->
          Stream.of("TLS: certificate is for another host");
      default -> Stream.empty();
    };
  }

  private static boolean says(Throwable fault, String words) {
    String message = fault.getMessage();
    return message != null && message.contains(words);
  }

  /** What the innermost fault says, which is the most exact. */
  private static String innermost(SSLException failure) {
    String message = chain(failure).getLast().getMessage();
    if (message == null) {
      return "";
    }
    String line = message.replaceAll("\\p{Cntrl}+", " ").strip();
    return ": " + (line.length() <= DETAIL_LIMIT ? line : line.substring(0, DETAIL_LIMIT) + "...");
  }

  private static List<Throwable> chain(Throwable fault) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable next = fault; next != null; next = next.getCause()) {
      chain.add(next);
    }
    return chain;
  }
}
