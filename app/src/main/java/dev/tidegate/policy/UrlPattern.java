package dev.tidegate.policy;

import java.util.Optional;

/**
 * A pattern of URLs, {@code scheme://host[:port]/path}, compared part by part so that nothing in
 * one part can pass for another. The query is not looked at.
 *
 * @param scheme {@code ws} or {@code wss}
 * @param host which hosts
 * @param port 1 to 65535, or {@link #ANY_PORT}
 * @param path begins with a slash; with {@code below} it ends in one
 * @param below whether everything after the path matches too
 */
record UrlPattern(String scheme, HostPattern host, int port, String path, boolean below) {

  static final int ANY_PORT = 0;

  boolean matches(CanonicalUrl url) {
    return url.scheme().equals(scheme)
        && host.matches(url.host())
        && (port == ANY_PORT || port == url.port())
        && (below ? url.path().startsWith(path) : url.path().equals(path));
  }

  /** Whether it matches all that another one matches. */
  boolean covers(UrlPattern other) {
    return other.scheme.equals(scheme)
        && host.covers(other.host)
        && (port == ANY_PORT || port == other.port)
        && (below ? other.path.startsWith(path) : !other.below && other.path.equals(path));
  }

  static UrlPattern parse(String text) throws PatternFault {
    int schemeEnd = text.indexOf("://");
    if (schemeEnd < 0) {
      throw fault(text, "is no URL pattern; write it like \"wss://api.example.com/*\"");
    }
    String scheme = scheme(text, text.substring(0, schemeEnd));
    String rest = text.substring(schemeEnd + 3);
    if (rest.indexOf('?') >= 0 || rest.indexOf('#') >= 0) {
      throw fault(text, "has a query or fragment; patterns end with the path");
    }
    int slash = rest.indexOf('/');
    String authority = slash < 0 ? rest : rest.substring(0, slash);
    if (authority.indexOf('@') >= 0) {
      throw fault(text, "has user info, which no URL may have");
    }
    if (authority.endsWith(".*")) {
      throw starInHost(text);
    }
    if (authority.length() > 1 && authority.endsWith("*") && !authority.endsWith(":*")) {
      throw trailingStar(text, scheme, authority);
    }
    if (slash < 0) {
      throw fault(
          text,
          "has no path; write \"%1$s://%2$s/*\" for every path or \"%1$s://%2$s/\" for the root alone"
              .formatted(scheme, authority));
    }
    int portMark = portMark(authority);
    HostPattern host = host(text, portMark < 0 ? authority : authority.substring(0, portMark));
    int port =
        portMark < 0
            ? CanonicalUrl.defaultPort(scheme)
            : port(text, authority.substring(portMark + 1));
    String path = rest.substring(slash);
    boolean below = path.endsWith("*");
    String literal = below ? path.substring(0, path.length() - 1) : path;
    if (literal.indexOf('*') >= 0 || (below && !literal.endsWith("/"))) {
      throw fault(
          text,
          "has a star inside its path; it stands only at the end after a slash, like \"/v1/*\"");
    }
    Optional<String> pathFault = UrlSyntax.pathFault(literal);
    if (pathFault.isPresent()) {
      throw fault(text, pathFault.get());
    }
    return new UrlPattern(scheme, host, port, literal, below);
  }

  private static PatternFault fault(String text, String what) {
    return new PatternFault("\"" + text + "\" " + what);
  }

  private static PatternFault trailingStar(String text, String scheme, String authority) {
    String fixed = authority.substring(0, authority.length() - 1);
    while (fixed.endsWith("*") || fixed.endsWith(".") || fixed.endsWith(":")) {
      fixed = fixed.substring(0, fixed.length() - 1);
    }
    return fault(
        text,
        "has a star after its host, where it would match other hosts as well; write \"%s://%s/*\""
            .formatted(scheme, fixed.isEmpty() ? "*" : fixed));
  }

  private static PatternFault starInHost(String text) {
    return fault(
        text,
        "has a star inside its host; write \"*.example.com\" for one label or \"**.example.com\""
            + " for one or more");
  }

  private static String scheme(String text, String scheme) throws PatternFault {
    return switch (scheme) {
      case "ws", "wss" -> scheme;
      case "*" ->
          throw fault(text, "has no scheme; write one pattern with ws:// and one with wss://");
      default -> throw fault(text, "must begin with ws:// or wss://, in lower case");
    };
  }

  private static int portMark(String authority) {
    int close = authority.lastIndexOf(']');
    return authority.indexOf(':', close + 1);
  }

  private static int port(String text, String port) throws PatternFault {
    if (port.equals("*")) {
      return ANY_PORT;
    }
    int number = port.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(port) : 0;
    if (number < 1 || number > 65_535) {
      throw fault(text, "has a malformed port; write a number from 1 to 65535, or \":*\" for any");
    }
    return number;
  }

  private static HostPattern host(String text, String host) throws PatternFault {
    if (host.equals("*")) {
      return new HostPattern.Any();
    }
    if (host.startsWith("[")) {
      return new HostPattern.Exactly(address6(text, host));
    }
    boolean deep = host.startsWith("**.");
    boolean wild = deep || host.startsWith("*.");
    String name = wild ? host.substring(deep ? 3 : 2) : host;
    if (name.indexOf('*') >= 0) {
      throw starInHost(text);
    }
    Optional<String> hostFault = UrlSyntax.hostFault(name);
    if (hostFault.isPresent()) {
      throw fault(text, hostFault.get());
    }
    if (!wild) {
      return new HostPattern.Exactly(name);
    }
    if (UrlSyntax.isAddress4(name)) {
      throw fault(text, "has a star before an IPv4 address; stars stand only before names");
    }
    return new HostPattern.Below(name, deep);
  }

  private static String address6(String text, String host) throws PatternFault {
    Optional<String> address =
        host.endsWith("]")
            ? UrlSyntax.address6(host.substring(1, host.length() - 1))
            : Optional.empty();
    if (address.isEmpty()) {
      throw fault(
          text,
          "has no IPv6 address in its brackets; write it in lower case, like \"[2001:db8::1]\"");
    }
    return address.get();
  }
}
