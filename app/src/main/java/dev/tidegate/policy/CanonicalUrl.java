package dev.tidegate.policy;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a URL in canonical form that patterns look at; the query is not among them.
 *
 * @param scheme {@code ws} or {@code wss}
 * @param host a name, a dotted quad, or brackets around {@link UrlSyntax#address6}
 * @param port the scheme's default filled in
 * @param path begins with a slash
 */
record CanonicalUrl(String scheme, String host, int port, String path) {

  private static final Pattern FORM =
      Pattern.compile(
          "(wss?)://(?:\\[([^\\]/?#]*)\\]|([^:/?#\\[\\]]*))(?::([1-9][0-9]{0,4}))?(/[^?#]*)(?:\\?[!-~&&[^#]]*)?");

  static int defaultPort(String scheme) {
    return scheme.equals("wss") ? 443 : 80;
  }

  /** Reads a URL; empty unless it is in canonical form. */
  static Optional<CanonicalUrl> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    String scheme = form.group(1);
    String address6 = form.group(2);
    String name = form.group(3);
    Optional<String> host =
        address6 != null
            ? UrlSyntax.address6(address6)
            : Optional.of(name).filter(n -> UrlSyntax.hostFault(n).isEmpty());
    int port = form.group(4) == null ? defaultPort(scheme) : Integer.parseInt(form.group(4));
    String path = form.group(5);
    if (host.isEmpty() || port > 65_535 || UrlSyntax.pathFault(path).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(new CanonicalUrl(scheme, host.get(), port, path));
  }
}
