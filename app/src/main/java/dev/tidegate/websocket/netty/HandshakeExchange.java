package dev.tidegate.websocket.netty;

import dev.tidegate.websocket.DialRequest;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The request that asks for an upgrade and the check of its answer (RFC 6455 section 4.1). */
final class HandshakeExchange {

  /** What the answer amounts to. */
  sealed interface Verdict {

    /**
     * Upgraded.
     *
     * @param protocol null when the peer chose none
     * @param terms null without compression
     */
    record Accepted(@Nullable String protocol, @Nullable DeflateTerms terms) implements Verdict {}

    /** Not a WebSocket that we may use. */
    record Refused(String cause) implements Verdict {}
  }

  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int SWITCHING_PROTOCOLS = 101;

  private final DialRequest request;
  private final String key;

  HandshakeExchange(DialRequest request, SecureRandom random) {
    this.request = request;
    byte[] nonce = new byte[16];
    random.nextBytes(nonce);
    key = Base64.getEncoder().encodeToString(nonce);
  }

  FullHttpRequest request() {
    FullHttpRequest message =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1,
            HttpMethod.GET,
            request.url().requestTarget(),
            Unpooled.EMPTY_BUFFER);
    HttpHeaders headers = message.headers();
    headers.set(HttpHeaderNames.HOST, request.url().hostHeader());
    headers.set(HttpHeaderNames.UPGRADE, "websocket");
    headers.set(HttpHeaderNames.CONNECTION, "Upgrade");
    headers.set(HttpHeaderNames.SEC_WEBSOCKET_KEY, key);
    headers.set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13");
    if (!request.protocols().isEmpty()) {
      headers.set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, String.join(", ", request.protocols()));
    }
    DeflateTerms.offer(request.settings().compression())
        .ifPresent(offer -> headers.set(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, offer));
    headers.set(HttpHeaderNames.USER_AGENT, "tidegate");
    request.headers().values().forEach(headers::set);
    return message;
  }

  /** Whether the peer, by repeating the request, could show a script what it must not see. */
  boolean isConfidential() {
    return request.headers().confidential();
  }

  static boolean isSwitch(HttpResponse response) {
    return response.status().code() == SWITCHING_PROTOCOLS;
  }

  /** Whether the answer proper is still to come. */
  static boolean isInterim(HttpResponse response) {
    return response.status().codeClass() == HttpStatusClass.INFORMATIONAL && !isSwitch(response);
  }

  Verdict check(HttpResponse response) {
    HttpHeaders headers = response.headers();
    if (!response.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
      return refused("the answer is not HTTP/1.1");
    }
    List<String> upgrade = headers.getAll(HttpHeaderNames.UPGRADE);
    if (upgrade.size() != 1 || !upgrade.getFirst().strip().equalsIgnoreCase("websocket")) {
      return refused("the answer lacks Upgrade: websocket");
    }
    if (!headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderNames.UPGRADE, true)) {
      return refused("the answer lacks Connection: Upgrade");
    }
    List<String> accept = headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT);
    if (accept.size() != 1 || !accept.getFirst().strip().equals(acceptFor(key))) {
      return refused("wrong Sec-WebSocket-Accept");
    }
    DeflateTerms terms = null;
    List<String> extensions = headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS);
    if (!extensions.isEmpty()) {
      terms = DeflateTerms.accepted(request.settings().compression(), extensions).orElse(null);
      if (terms == null) {
        return refused("an extension that was not offered");
      }
    }
    return checkProtocol(headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL), terms);
  }

  private Verdict checkProtocol(List<String> chosen, @Nullable DeflateTerms terms) {
    if (chosen.isEmpty()) {
      return new Verdict.Accepted(null, terms);
    }
    String protocol = chosen.getFirst().strip();
    if (chosen.size() > 1 || !request.protocols().contains(protocol)) {
      return refused("a subprotocol that was not offered");
    }
    return new Verdict.Accepted(protocol, terms);
  }

  private static Verdict refused(String cause) {
    return new Verdict.Refused("bad handshake: " + cause);
  }

  static String acceptFor(String key) {
    try {
      // SHA-1 is what the RFC prescribes here; nothing depends on its strength.
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
