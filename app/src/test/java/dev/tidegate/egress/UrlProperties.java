package dev.tidegate.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.egress.TargetUrl.Parse;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;

/** What holds for every text that is taken for a URL. */
final class UrlProperties {

  private UrlProperties() {}

  /** Checks a text; whether it is a URL. */
  static boolean check(String text) {
    return switch (TargetUrl.parse(text)) {
      case Parse.Refused(String reason) -> {
        assertThat(reason).as("%s", text).matches("[ -~]+");
        yield false;
      }
      case Parse.Parsed(TargetUrl url) -> {
        assertThat(TargetUrl.parse(url.text())).as("%s", text).isEqualTo(new Parse.Parsed(url));
        assertThat(url.text()).as("%s", text).matches("wss?://[a-z0-9_.:\\[\\]-]+/[!-~]*");
        assertThat(url.text().length()).isLessThanOrEqualTo(TargetUrl.MAX_LENGTH);
        sameAsTheJdk(text, url);
        yield true;
      }
    };
  }

  /** Another parser must not see another peer, where it sees any. */
  private static void sameAsTheJdk(String text, TargetUrl url) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException stricter) {
      return;
    }
    // The JDK knows no underscores in names, and then says nothing about the host.
    if (uri.getHost() == null) {
      return;
    }
    assertThat(canonical(uri.getHost())).as("host of %s", text).isEqualTo(url.host());
    assertThat(uri.getPort() < 0 ? url.scheme().defaultPort() : uri.getPort())
        .as("port of %s", text)
        .isEqualTo(url.port());
    assertThat(uri.getScheme().toLowerCase(Locale.ROOT)).isEqualTo(url.scheme().text());
    assertThat(uri.getUserInfo()).as("user info of %s", text).isNull();
    assertThat(uri.getFragment()).as("fragment of %s", text).isNull();
    assertThat(uri.getRawQuery()).as("query of %s", text).isEqualTo(url.query());
  }

  private static String canonical(String host) {
    if (host.startsWith("[")) {
      byte[] address =
          Objects.requireNonNull(IpLiteral.parse6(host.substring(1, host.length() - 1)), host);
      return IpLiteral.format(address);
    }
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
