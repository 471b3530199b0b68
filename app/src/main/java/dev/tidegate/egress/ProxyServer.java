package dev.tidegate.egress;

/**
 * An HTTP proxy as an operator names it. Only what is configured is ever used: neither environment
 * variables nor the JVM's properties are looked at.
 *
 * @param host its name, dotted quad or IPv6 address without brackets; the rules on addresses don't
 *     concern it
 * @param port 1 to 65535
 */
public record ProxyServer(String host, int port) {

  private static final String SCHEME = "http://";

  /** Checks both. */
  public ProxyServer {
    try {
      if (!UrlParser.canonicalHost(host).equals(host)) {
        throw new IllegalArgumentException("the host of a proxy is not in canonical form");
      }
    } catch (Refusal refusal) {
      throw new IllegalArgumentException(refusal.reason(), refusal);
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port out of range: " + port);
    }
  }

  /**
   * Reads a proxy's URL.
   *
   * @throws IllegalArgumentException if it is none; the message says what would be right, and does
   *     not repeat a text that may hold a password
   */
  public static ProxyServer of(String text) {
    if (text.indexOf('@') >= 0) {
      throw new IllegalArgumentException(
          "a proxy's URL must hold no user or password; they have properties of their own");
    }
    String rest = text.startsWith(SCHEME) ? text.substring(SCHEME.length()) : "";
    String authority = rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
    int mark = authority.lastIndexOf(':');
    boolean closed = authority.endsWith("]");
    if (mark < 0 || closed || authority.indexOf('/') >= 0) {
      throw wrong(text, "write it like http://proxy.example.com:3128");
    }
    String host = authority.substring(0, mark);
    boolean brackets = host.startsWith("[") && host.endsWith("]");
    if (!brackets && host.indexOf(':') >= 0) {
      throw wrong(text, "an IPv6 address needs brackets, like http://[2001:db8::1]:3128");
    }
    try {
      return new ProxyServer(
          UrlParser.canonicalHost(brackets ? host.substring(1, host.length() - 1) : host),
          UrlParser.port(authority.substring(mark + 1)));
    } catch (Refusal refusal) {
      throw wrong(text, refusal.reason() + "; write it like http://proxy.example.com:3128");
    }
  }

  private static IllegalArgumentException wrong(String text, String advice) {
    return new IllegalArgumentException(
        "\"%s\" is no URL of an HTTP proxy: %s".formatted(text, advice));
  }

  /** The proxy's URL. */
  @Override
  public String toString() {
    return SCHEME + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
