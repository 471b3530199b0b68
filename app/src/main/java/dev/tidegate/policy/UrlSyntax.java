package dev.tidegate.policy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What hosts and paths look like in canonical form. Patterns are held to it when they are loaded,
 * for one that isn't canonical could never match; and so is the URL that is asked about, since a
 * deny pattern could be passed by with another spelling.
 */
final class UrlSyntax {

  private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");
  private static final Pattern NUMERIC = Pattern.compile("[0-9]+|0x[0-9a-f]*");
  private static final Pattern OCTET = Pattern.compile("0|[1-9][0-9]{0,2}");
  private static final Pattern ADDRESS6 = Pattern.compile("[0-9a-f:.]{2,45}");
  private static final String SEGMENT_CHARACTERS = "-._~!$&'()*+,;=:@/";

  private UrlSyntax() {}

  /** Whether {@link #hostFault} finds nothing. */
  static boolean isHost(String host) {
    int label = 0;
    for (int i = 0; i <= host.length(); i++) {
      if (i < host.length() && host.charAt(i) != '.') {
        char c = host.charAt(i);
        boolean inner = isLabelCharacter(c) || (c == '-' && i > label);
        if (!inner) {
          return false;
        }
        continue;
      }
      if (i == label || i - label > 63 || host.charAt(i - 1) == '-') {
        return false;
      }
      if (i == host.length() && isDigit(host.charAt(label))) {
        // Few hosts have a last label that begins so; those that are no addresses are refused.
        return hostFault(host).isEmpty();
      }
      label = i + 1;
    }
    return true;
  }

  private static boolean isLabelCharacter(char c) {
    return (c >= 'a' && c <= 'z') || isDigit(c) || c == '_';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** What is wrong with a host name or IPv4 address; empty if nothing. */
  static Optional<String> hostFault(String host) {
    if (host.isEmpty()) {
      return Optional.of("has no host");
    }
    if (!host.chars().allMatch(c -> c > ' ' && c < 127)) {
      return Optional.of("has a host that is not plain ASCII; write it in Punycode (xn--...)");
    }
    if (!host.equals(host.toLowerCase(Locale.ROOT))) {
      return Optional.of(
          "has capital letters in its host; write \"%s\"".formatted(host.toLowerCase(Locale.ROOT)));
    }
    if (host.endsWith(".")) {
      return Optional.of("has a dot after its host; leave it out");
    }
    String[] labels = host.split("\\.", -1);
    for (String label : labels) {
      if (!LABEL.matcher(label).matches()) {
        return Optional.of("has a malformed host");
      }
    }
    boolean address = NUMERIC.matcher(labels[labels.length - 1]).matches();
    return address && !isAddress4(host)
        ? Optional.of("has a host that ends in a number but is no IPv4 address like 192.0.2.1")
        : Optional.empty();
  }

  /** Whether a text is a dotted quad without leading zeros. */
  static boolean isAddress4(String host) {
    String[] labels = host.split("\\.", -1);
    for (String label : labels) {
      if (!OCTET.matcher(label).matches() || Integer.parseInt(label) > 255) {
        return false;
      }
    }
    return labels.length == 4;
  }

  /** An IPv6 address between brackets in a form that is the same for all its spellings. */
  static Optional<String> address6(String text) {
    if (!ADDRESS6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      InetAddress address = Inet6Address.ofLiteral(text);
      return address instanceof Inet6Address
          ? Optional.of("[" + address.getHostAddress() + "]")
          : Optional.empty(); // an IPv4 address in disguise
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }

  /** Whether {@link #pathFault} finds nothing. */
  static boolean isPath(String path) {
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean plain = isLabelCharacter(c) || (c >= 'A' && c <= 'Z') || c == '-' || c == '~';
      if (c == '/' ? isDotted(path, i + 1) : !plain && !isRare(path, i, c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isRare(String path, int at, char c) {
    return c == '%' ? escapeFault(path, at).isEmpty() : SEGMENT_CHARACTERS.indexOf(c) >= 0;
  }

  /** Whether a segment is "." or "..". */
  private static boolean isDotted(String path, int from) {
    int i = from;
    while (i < path.length() && i - from < 3 && path.charAt(i) == '.') {
      i++;
    }
    int dots = i - from;
    return (dots == 1 || dots == 2) && (i == path.length() || path.charAt(i) == '/');
  }

  /** What is wrong with a path; empty if nothing. */
  static Optional<String> pathFault(String path) {
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (c == '%') {
        Optional<String> fault = escapeFault(path, i);
        if (fault.isPresent()) {
          return fault;
        }
      } else if (!plain && SEGMENT_CHARACTERS.indexOf(c) < 0) {
        return Optional.of("has a character in its path that must be percent-encoded");
      }
    }
    String closed = path + "/";
    return closed.contains("/./") || closed.contains("/../")
        ? Optional.of("has a segment \".\" or \"..\" in its path; write the path that it leads to")
        : Optional.empty();
  }

  private static Optional<String> escapeFault(String path, int at) {
    String digits = path.substring(at + 1, Math.min(at + 3, path.length()));
    if (!digits.matches("[0-9A-Fa-f]{2}")) {
      return Optional.of("has a percent sign in its path without two hexadecimal digits");
    }
    if (!digits.equals(digits.toUpperCase(Locale.ROOT))) {
      return Optional.of("must write %" + digits + " with capital letters");
    }
    char c = (char) Integer.parseInt(digits, 16);
    if (c == '.' || c == '/' || c == '\\' || c == 0) {
      return Optional.of("has %" + digits + " in its path, which no URL may have");
    }
    boolean unreserved =
        (c >= 'a' && c <= 'z')
            || (c >= 'A' && c <= 'Z')
            || (c >= '0' && c <= '9')
            || c == '-'
            || c == '_'
            || c == '~';
    return unreserved
        ? Optional.of("must write %" + digits + " as \"" + c + "\"")
        : Optional.empty();
  }
}
