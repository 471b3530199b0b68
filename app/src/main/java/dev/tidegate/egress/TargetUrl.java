package dev.tidegate.egress;

import dev.tidegate.policy.Metadata;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket URL, parsed once and strictly into its canonical form.
 *
 * <p>Policy, resolver, dialler and the handshake's {@code Host} all read this record, never the
 * text it came from, so none of them can understand the text differently from the others. Whatever
 * needs guessing is refused rather than repaired; what RFC 3986 calls equivalent (case of scheme
 * and host, default port, dot segments, percent-encoded letters) becomes the same record.
 *
 * <p>A value of this type is always canonical: the constructor refuses anything else.
 *
 * @param scheme {@code ws} or {@code wss}
 * @param host lower-case ASCII name without trailing dot, plain dotted quad, or IPv6 address in the
 *     form of RFC 5952 without brackets
 * @param port 1 to 65535, the scheme's default filled in
 * @param path begins with a slash, without dot segments
 * @param query text after the question mark; empty for a bare question mark, null without one
 */
public record TargetUrl(Scheme scheme, String host, int port, String path, @Nullable String query) {

  /** The longest URL in characters, as given and in canonical form. */
  public static final int MAX_LENGTH = 2_048;

  /** The two schemes of RFC 6455. */
  public enum Scheme {
    /** Plain TCP. */
    WS(80),
    /** TLS. */
    WSS(443);

    private final int defaultPort;

    Scheme(int defaultPort) {
      this.defaultPort = defaultPort;
    }

    /** The port of a URL that names none. */
    public int defaultPort() {
      return defaultPort;
    }

    /** The scheme as it stands in a URL. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What became of a text. */
  public sealed interface Parse {

    /** It is a URL. */
    record Parsed(TargetUrl url) implements Parse {}

    /**
     * It is none, or one that Tidegate never connects to.
     *
     * @param reason what is wrong, in printable ASCII, without the text itself
     */
    record Refused(String reason) implements Parse {}
  }

  /** Refuses components that are not canonical. */
  public TargetUrl {
    try {
      if (!UrlParser.canonicalHost(host).equals(host)
          || !UrlParser.canonicalPath(path).equals(path)
          || (query != null && !UrlParser.canonicalQuery(query).equals(query))) {
        throw new IllegalArgumentException("URL component not in canonical form");
      }
    } catch (Refusal refusal) {
      throw new IllegalArgumentException(refusal.reason(), refusal);
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port out of range: " + port);
    }
  }

  /** Parses a URL; never throws. */
  public static Parse parse(String text) {
    try {
      return new Parse.Parsed(UrlParser.parse(text));
    } catch (Refusal refusal) {
      return new Parse.Refused(refusal.reason());
    }
  }

  /** Whether the connection is encrypted. */
  public boolean secure() {
    return scheme == Scheme.WSS;
  }

  /**
   * The canonical URL, without the port when it is the scheme's default. This is the resource that
   * policies are asked about and the form for messages. It holds the query, which may hold secrets.
   */
  public String text() {
    return scheme.text() + "://" + hostHeader() + requestTarget();
  }

  /** The canonical URL without its query: for logs, since a query may hold secrets. */
  public String textWithoutQuery() {
    return scheme.text() + "://" + hostHeader() + path;
  }

  /** The parts that conditions of policies see: scheme, host, port (as a {@code Long}) and path. */
  public Metadata policyMetadata() {
    return Metadata.of(
        Map.of("scheme", scheme.text(), "host", host, "port", (long) port, "path", path));
  }

  /** The value of the handshake's {@code Host}: brackets around IPv6, no default port. */
  public String hostHeader() {
    String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return port == scheme.defaultPort() ? name : name + ":" + port;
  }

  /** What stands in the request line: path and query. */
  public String requestTarget() {
    return query == null ? path : path + "?" + query;
  }

  /** The canonical URL. */
  @Override
  public String toString() {
    return text();
  }
}
