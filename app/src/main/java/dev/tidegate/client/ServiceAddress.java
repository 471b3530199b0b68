package dev.tidegate.client;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a service is.
 *
 * @param base of {@code http} or {@code https}, with a host, and a path that does not end in a
 *     slash
 */
record ServiceAddress(URI base) {

  /** The variable of the environment that names a service. */
  static final String VARIABLE = "TIDEGATE_SERVER";

  /** Where it is when nothing names one. */
  static final String OF_THIS_MACHINE = "http://127.0.0.1:8080";

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException with a message for whoever wrote it, which does not repeat it
   */
  static ServiceAddress parse(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException _) {
      throw wrong();
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null) {
      throw wrong();
    }
    if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "must have neither a user, nor a query, nor a fragment; a token is read from a file");
    }
    return new ServiceAddress(
        URI.create(
            scheme + "://" + uri.getRawAuthority() + uri.getRawPath().replaceAll("/+$", "")));
  }

  private static IllegalArgumentException wrong() {
    return new IllegalArgumentException("must be like http://127.0.0.1:8080");
  }

  /** What a path of the API, with its query, is there. */
  URI at(String path) {
    return URI.create(base + path);
  }

  /** Whether nobody on the way can read along: it is encrypted, or never leaves the machine. */
  boolean isPrivate() {
    return isSecured() || isLoopback(base.getHost());
  }

  /** Whether it is encrypted. */
  boolean isSecured() {
    return base.getScheme().equals("https");
  }

  private static boolean isLoopback(String host) {
    if (host.equalsIgnoreCase("localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
    } catch (IllegalArgumentException _) {
      // A name. It is not resolved: what it leads to may change before the token is sent.
      return false;
    }
  }

  @Override
  public String toString() {
    return base.toString();
  }
}
