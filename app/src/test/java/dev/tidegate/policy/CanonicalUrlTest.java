package dev.tidegate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is a URL in canonical form, against a slower reading of the same rules. */
class CanonicalUrlTest {

  private static final int URLS = 100_000;
  private static final long SEED = 20_261_128;

  private static final Pattern FORM =
      Pattern.compile(
          "(wss?)://(?:\\[([^\\]/?#]*)\\]|([^:/?#\\[\\]]*))(?::([1-9][0-9]{0,4}))?(/[^?#]*)(?:\\?[!-~&&[^#]]*)?");

  private static final List<String> SCHEMES =
      List.of("wss://", "ws://", "wss:/", "WSS://", "http://", "");
  private static final List<String> HOSTS =
      List.of(
          "a",
          "api.example.com",
          "a-b.c_d",
          "-a",
          "a-",
          "a..b",
          ".a",
          "a.",
          "A",
          "ä",
          "192.0.2.1",
          "192.0.2.256",
          "01.2.3.4",
          "1.2.3",
          "a.1",
          "a.0x1f",
          "a.1x",
          "a.1-2",
          "[::1]",
          "[2001:db8::1]",
          "[::FFFF]",
          "[1.2.3.4]",
          "[",
          "]",
          "[]",
          "[a",
          "a]",
          "[::1]x",
          "[::1%25eth0]",
          "[::ffff:1.2.3.4]",
          "u@h",
          "a b",
          "a\n",
          "",
          "x".repeat(63),
          "x".repeat(64),
          "a.b.c.d.e",
          "1",
          "0x7f000001",
          "_dmarc");
  private static final List<String> PORTS =
      List.of(
          "", ":1", ":443", ":80", ":65535", ":65536", ":0", ":01", ":", ":99999", ":123456", ":4a",
          ":*", ":-1", "::1");
  private static final List<String> SEGMENTS =
      List.of(
          "/", "/a", "/.", "/..", "/...", "/.a", "/a.", "/a..", "/%20", "/%2F", "/%2f", "/%41",
          "/%zz", "/%", "/%2", "/~", "/a=b;c", "/ ", "/ä", "/*", "/[", "/@:", "/%C3%A4", "/A-Z_0",
          "/\\", "/\"", "/\u0000");
  private static final List<String> QUERIES =
      List.of("", "", "?", "?a=b", "?a b", "?a#b", "#a", "?ä", "?/../x", "?[]:", "?\u007f");

  private static Optional<CanonicalUrl> slowly(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    Optional<String> host =
        form.group(2) != null
            ? UrlSyntax.address6(form.group(2))
            : Optional.of(form.group(3)).filter(name -> UrlSyntax.hostFault(name).isEmpty());
    int port =
        form.group(4) == null
            ? CanonicalUrl.defaultPort(form.group(1))
            : Integer.parseInt(form.group(4));
    String path = form.group(5);
    if (host.isEmpty() || port > 65_535 || UrlSyntax.pathFault(path).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(new CanonicalUrl(form.group(1), host.get(), port, path));
  }

  @Test
  void random_urls_are_read_as_the_rules_say() {
    SplittableRandom random = new SplittableRandom(SEED);
    int canonical = 0;
    for (int n = 0; n < URLS; n++) {
      StringBuilder text = new StringBuilder();
      text.append(random.nextInt(4) > 0 ? "wss://" : pick(random, SCHEMES));
      text.append(random.nextInt(2) > 0 ? "api.example.com" : pick(random, HOSTS));
      text.append(random.nextInt(2) > 0 ? "" : pick(random, PORTS));
      for (int i = random.nextInt(4); i > 0; i--) {
        text.append(random.nextInt(2) > 0 ? "/a" : pick(random, SEGMENTS));
      }
      text.append(pick(random, QUERIES));
      if (random.nextInt(10) == 0) {
        text.insert(
            random.nextInt(text.length() + 1),
            pick(random, List.of("/", ":", "[", "]", "?", "#", ".", "%")));
      }
      String url = text.toString();

      Optional<CanonicalUrl> read = CanonicalUrl.parse(url);

      assertThat(read).as("seed %d, \"%s\"", SEED, url).isEqualTo(slowly(url));
      canonical += read.isPresent() ? 1 : 0;
    }
    assertThat(canonical).isBetween(URLS / 20, URLS / 2);
  }

  private static String pick(SplittableRandom random, List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }
}
