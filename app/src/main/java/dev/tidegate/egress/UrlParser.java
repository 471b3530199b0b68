package dev.tidegate.egress;

import dev.tidegate.egress.TargetUrl.Scheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The grammar of {@link TargetUrl}. It is RFC 3986 without everything that has let two parsers
 * disagree: user info, fragments, empty ports, numeric hosts in other than dotted decimal form,
 * percent signs in the authority, white space, backslashes, encoded dots and slashes in the path.
 */
final class UrlParser {

  private static final int MAX_HOST = 253;
  private static final int MAX_LABEL = 63;

  private UrlParser() {}

  static TargetUrl parse(String text) throws Refusal {
    requireCharacters(text);
    int schemeEnd = text.indexOf("://");
    if (schemeEnd < 0) {
      throw new Refusal("not of the form ws://host/path or wss://host/path");
    }
    Scheme scheme = scheme(text.substring(0, schemeEnd));
    int authorityStart = schemeEnd + 3;
    int authorityEnd = endOfAuthority(text, authorityStart);
    String authority = text.substring(authorityStart, authorityEnd);
    if (authority.indexOf('@') >= 0) {
      throw new Refusal("user info before the host is not supported");
    }
    if (authority.indexOf('%') >= 0) {
      throw new Refusal("a percent sign before the path is not allowed");
    }
    int portMark = portMark(authority);
    String hostText = portMark < 0 ? authority : authority.substring(0, portMark);
    int port = portMark < 0 ? scheme.defaultPort() : port(authority.substring(portMark + 1));
    String host =
        hostText.startsWith("[")
            ? address6(hostText.substring(1, hostText.length() - 1))
            : nameOrAddress4(hostText);

    int queryMark = text.indexOf('?', authorityEnd);
    String pathText = text.substring(authorityEnd, queryMark < 0 ? text.length() : queryMark);
    String path = canonicalPath(pathText.isEmpty() ? "/" : pathText);
    String query = queryMark < 0 ? null : canonicalQuery(text.substring(queryMark + 1));
    TargetUrl url = new TargetUrl(scheme, host, port, path, query);
    // Only the slash of an empty path is ever added, but that is enough to pass the limit.
    requireLength(url.text());
    return url;
  }

  private static void requireLength(String text) throws Refusal {
    if (text.length() > TargetUrl.MAX_LENGTH) {
      throw new Refusal("longer than " + TargetUrl.MAX_LENGTH + " characters");
    }
  }

  private static void requireCharacters(String text) throws Refusal {
    requireLength(text);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '#') {
        throw new Refusal("a fragment (#) is not allowed");
      }
      if (c <= ' ' || c > '~' || "\\\"<>^`{|}".indexOf(c) >= 0) {
        throw new Refusal(
            "character %s at position %d is not allowed in a URL"
                .formatted(c > ' ' && c <= '~' ? "'" + c + "'" : "U+%04X".formatted((int) c), i));
      }
    }
  }

  private static Scheme scheme(String text) throws Refusal {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "ws" -> Scheme.WS;
      case "wss" -> Scheme.WSS;
      default -> throw new Refusal("the scheme must be ws or wss");
    };
  }

  private static int endOfAuthority(String text, int start) {
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '/' || c == '?') {
        return i;
      }
    }
    return text.length();
  }

  /** Where the colon of the port stands, or -1 without a port. */
  private static int portMark(String authority) throws Refusal {
    if (!authority.startsWith("[")) {
      int mark = authority.indexOf(':');
      if (mark != authority.lastIndexOf(':')) {
        throw new Refusal("more than one colon in the authority; an IPv6 address needs brackets");
      }
      return mark;
    }
    int close = authority.indexOf(']');
    if (close < 0) {
      throw new Refusal("the bracket of the IPv6 address is not closed");
    }
    if (close + 1 == authority.length()) {
      return -1;
    }
    if (authority.charAt(close + 1) != ':') {
      throw new Refusal("only a port may follow the bracket of an IPv6 address");
    }
    return close + 1;
  }

  static int port(String text) throws Refusal {
    boolean digits = !text.isEmpty() && text.length() <= 5 && text.charAt(0) != '0';
    for (int i = 0; digits && i < text.length(); i++) {
      digits = isDigit(text.charAt(i));
    }
    int port = digits ? Integer.parseInt(text) : 0;
    if (port < 1 || port > 65_535) {
      throw new Refusal("the port must be a decimal number from 1 to 65535");
    }
    return port;
  }

  /** A host without brackets in canonical form. */
  static String canonicalHost(String host) throws Refusal {
    return host.indexOf(':') >= 0 ? address6(host) : nameOrAddress4(host);
  }

  private static String address6(String text) throws Refusal {
    byte @Nullable [] address = IpLiteral.parse6(text);
    if (address == null) {
      throw new Refusal("the brackets hold no IPv6 address");
    }
    if (IpLiteral.isMapped4(address)) {
      // The same peer would have two names, and a policy that denies one would allow the other.
      throw new Refusal("an IPv4 address must be written as such, not inside an IPv6 address");
    }
    return IpLiteral.format(address);
  }

  private static String nameOrAddress4(String text) throws Refusal {
    String host = text.toLowerCase(Locale.ROOT);
    if (host.endsWith(".")) {
      host = host.substring(0, host.length() - 1);
    }
    if (host.isEmpty()) {
      throw new Refusal("the host is empty");
    }
    if (host.length() > MAX_HOST) {
      throw new Refusal("the host is longer than " + MAX_HOST + " characters");
    }
    int start = 0;
    for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', start)) {
      requireLabel(host.substring(start, dot));
      start = dot + 1;
    }
    String last = host.substring(start);
    requireLabel(last);
    if (isNumeric(last) && IpLiteral.parse4(host) == null) {
      throw new Refusal(
          "a host that ends in a number must be an IPv4 address of four decimal numbers without"
              + " leading zeros");
    }
    return host;
  }

  private static void requireLabel(String label) throws Refusal {
    if (label.isEmpty()) {
      throw new Refusal("the host has an empty label");
    }
    if (label.length() > MAX_LABEL) {
      throw new Refusal("a label of the host is longer than " + MAX_LABEL + " characters");
    }
    for (int i = 0; i < label.length(); i++) {
      char c = label.charAt(i);
      boolean inner = i > 0 && i < label.length() - 1;
      // The underscore is no host name character, but container networks hand out such names.
      if (!isLowerLetter(c) && !isDigit(c) && c != '_' && !(c == '-' && inner)) {
        throw new Refusal("the host may hold letters, digits, dots, and hyphens between them");
      }
    }
  }

  /** What some resolver takes for a number: decimal digits, or 0x and hexadecimal digits. */
  private static boolean isNumeric(String label) {
    boolean hex = label.startsWith("0x");
    for (int i = hex ? 2 : 0; i < label.length(); i++) {
      char c = label.charAt(i);
      if (!isDigit(c) && !(hex && c >= 'a' && c <= 'f')) {
        return false;
      }
    }
    return true;
  }

  static String canonicalPath(String path) throws Refusal {
    if (!path.startsWith("/")) {
      throw new Refusal("the path must begin with a slash");
    }
    requireCharacters(path);
    if (path.indexOf('?') >= 0) {
      throw new Refusal("a question mark does not belong to the path");
    }
    return withoutDotSegments(normalizeEscapes(path, true));
  }

  static String canonicalQuery(String query) throws Refusal {
    requireCharacters(query);
    // Signatures are made over the query's exact text: checked, but left as it is.
    normalizeEscapes(query, false);
    return query;
  }

  /**
   * Percent-encodings in one spelling: letters, digits and {@code - _ ~} as themselves, all others
   * with upper-case digits. RFC 3986 6.2.2 calls these the same URL, so a policy must see one text.
   */
  private static String normalizeEscapes(String text, boolean path) throws Refusal {
    StringBuilder normal = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '[' || c == ']') {
        if (path) {
          throw new Refusal("a bracket in the path must be percent-encoded");
        }
      }
      if (c != '%') {
        normal.append(c);
        continue;
      }
      int value =
          i + 2 < text.length()
              ? hexDigit(text.charAt(i + 1)) * 16 + hexDigit(text.charAt(i + 2))
              : -1;
      if (value < 0) {
        throw new Refusal("a percent sign must be followed by two hexadecimal digits");
      }
      if (path && (value == '.' || value == '/' || value == '\\' || value == 0)) {
        throw new Refusal("%%%02x in the path is not allowed".formatted(value));
      }
      if (isUnreserved((char) value)) {
        normal.append((char) value);
      } else {
        normal.append("%%%02X".formatted(value));
      }
      i += 2;
    }
    return normal.toString();
  }

  private static String withoutDotSegments(String path) {
    List<String> kept = new ArrayList<>();
    int start = 1;
    boolean last = false;
    while (!last) {
      int slash = path.indexOf('/', start);
      last = slash < 0;
      String segment = last ? path.substring(start) : path.substring(start, slash);
      boolean up = segment.equals("..");
      if (up && !kept.isEmpty()) {
        kept.removeLast();
      }
      if (!up && !segment.equals(".")) {
        kept.add(segment);
      } else if (last) {
        kept.add(""); // "/a/.." and "/a/." end in a slash
      }
      start = slash + 1;
    }
    return "/" + String.join("/", kept);
  }

  private static int hexDigit(char c) {
    int digit = c < 128 ? Character.digit(c, 16) : -1;
    return digit < 0 ? -1_000 : digit;
  }

  private static boolean isUnreserved(char c) {
    return isLowerLetter(c)
        || (c >= 'A' && c <= 'Z')
        || isDigit(c)
        || c == '-'
        || c == '_'
        || c == '~';
  }

  private static boolean isLowerLetter(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
