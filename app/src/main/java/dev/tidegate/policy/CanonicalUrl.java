package dev.tidegate.policy;

import java.util.Optional;

/**
 * The parts of a URL in canonical form that patterns look at; the query is not among them.
 *
 * @param scheme {@code ws} or {@code wss}
 * @param host a name, a dotted quad, or brackets around {@link UrlSyntax#address6}
 * @param port the scheme's default filled in
 * @param path begins with a slash
 */
record CanonicalUrl(String scheme, String host, int port, String path) {

  static int defaultPort(String scheme) {
    return scheme.equals("wss") ? 443 : 80;
  }

  /** Reads a URL; empty unless it is in canonical form. */
  static Optional<CanonicalUrl> parse(String text) {
    String scheme = text.startsWith("wss://") ? "wss" : text.startsWith("ws://") ? "ws" : "";
    if (scheme.isEmpty()) {
      return Optional.empty();
    }
    int from = scheme.length() + 3;
    int slash = text.indexOf('/', from);
    if (slash < 0) {
      return Optional.empty();
    }
    int query = text.indexOf('?', slash);
    int end = query < 0 ? text.length() : query;
    String path = text.substring(slash, end);
    if (!isQuery(text, end) || !UrlSyntax.isPath(path)) {
      return Optional.empty();
    }
    int colon = text.indexOf(':', Math.max(from, text.lastIndexOf(']', slash)));
    boolean bare = colon < 0 || colon > slash;
    int port = bare ? defaultPort(scheme) : port(text, colon + 1, slash);
    String host = host(text, from, bare ? slash : colon);
    return host.isEmpty() || port < 1
        ? Optional.empty()
        : Optional.of(new CanonicalUrl(scheme, host, port, path));
  }

  /** A query of printable characters, or none. */
  private static boolean isQuery(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c > '~' || c == '#') {
        return false;
      }
    }
    return true;
  }

  /** Empty if it is none. */
  private static String host(String text, int from, int to) {
    if (from < to && text.charAt(from) == '[') {
      return text.charAt(to - 1) == ']'
          ? UrlSyntax.address6(text.substring(from + 1, to - 1)).orElse("")
          : "";
    }
    String host = text.substring(from, to);
    return UrlSyntax.isHost(host) ? host : "";
  }

  /** 0 if it is none. */
  private static int port(String text, int from, int to) {
    if (from == to || to - from > 5 || text.charAt(from) == '0') {
      return 0;
    }
    int port = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return 0;
      }
      port = 10 * port + c - '0';
    }
    return port <= 65_535 ? port : 0;
  }
}
