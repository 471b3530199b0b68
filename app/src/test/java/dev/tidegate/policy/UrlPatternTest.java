package dev.tidegate.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlPatternTest {

  private static UrlPattern pattern(String text) {
    try {
      return UrlPattern.parse(text);
    } catch (PatternFault fault) {
      throw new AssertionError(fault.fault(), fault);
    }
  }

  private static boolean matches(String pattern, String url) {
    return CanonicalUrl.parse(url).map(pattern(pattern)::matches).orElse(false);
  }

  @ParameterizedTest(name = "{0} matches {1}")
  @CsvSource({
    "wss://api.example.com/*, wss://api.example.com/",
    "wss://api.example.com/*, wss://api.example.com/v1/feed",
    "wss://api.example.com/*, wss://api.example.com/v1?token=x",
    "wss://api.example.com/v1/*, wss://api.example.com/v1/",
    "wss://api.example.com/v1/*, wss://api.example.com/v1/a/b",
    "wss://api.example.com/v1, wss://api.example.com/v1",
    "wss://api.example.com/, wss://api.example.com/",
    "wss://api.example.com:443/*, wss://api.example.com/",
    "wss://api.example.com:8443/*, wss://api.example.com:8443/",
    "wss://api.example.com:*/*, wss://api.example.com:8443/",
    "wss://api.example.com:*/*, wss://api.example.com/",
    "wss://*.example.com/*, wss://a.example.com/",
    "wss://**.example.com/*, wss://a.example.com/",
    "wss://**.example.com/*, wss://a.b.example.com/",
    "wss://*/*, wss://anything.example/",
    "wss://*/*, wss://192.0.2.1/",
    "wss://*/*, wss://[2001:db8::1]/",
    "ws://192.0.2.1:*/*, ws://192.0.2.1:81/",
    "ws://[2001:db8::1]/*, ws://[2001:db8::1]/",
  })
  void matches_what_it_says(String pattern, String url) {
    assertThat(matches(pattern, url)).isTrue();
  }

  @ParameterizedTest(name = "{0} does not match {1}")
  @CsvSource({
    "wss://api.example.com/*, wss://api.example.com.evil.test/",
    "wss://api.example.com/*, wss://api.example.com:444/",
    "wss://api.example.com/*, ws://api.example.com/",
    "wss://api.example.com/*, wss://evil.test/api.example.com/",
    "wss://api.example.com/*, wss://evil.test/?wss://api.example.com/",
    "wss://api.example.com/*, wss://xapi.example.com/",
    "wss://api.example.com/v1/*, wss://api.example.com/v1",
    "wss://api.example.com/v1/*, wss://api.example.com/v10/",
    "wss://api.example.com/v1, wss://api.example.com/v1/",
    "wss://api.example.com/V1, wss://api.example.com/v1",
    "wss://*.example.com/*, wss://example.com/",
    "wss://*.example.com/*, wss://a.b.example.com/",
    "wss://*.example.com/*, wss://aexample.com/",
    "wss://*.example.com/*, wss://a.example.com.evil.test/",
    "wss://**.example.com/*, wss://example.com/",
    "wss://**.example.com/*, wss://aexample.com/",
    "ws://192.0.2.1/*, ws://192.0.2.10/",
    "ws://[2001:db8::1]/*, ws://[2001:db8::11]/",
  })
  void does_not_match_what_only_looks_like_it(String pattern, String url) {
    assertThat(CanonicalUrl.parse(url)).as("a canonical URL").isPresent();
    assertThat(matches(pattern, url)).isFalse();
  }

  @ParameterizedTest(name = "{0} is refused")
  @CsvSource(
      delimiter = '|',
      value = {
        "wss://api.example.com* | has a star after its host, where it would match other hosts as"
            + " well; write \"wss://api.example.com/*\"",
        "wss://api.example.com:* | has no path; write \"wss://api.example.com:*/*\" for every path"
            + " or \"wss://api.example.com:*/\" for the root alone",
        "wss://api.example.com:44* | has a star after its host, where it would match other hosts as"
            + " well; write \"wss://api.example.com:44/*\"",
        "wss://api.example.com | has no path; write \"wss://api.example.com/*\" for every path or"
            + " \"wss://api.example.com/\" for the root alone",
        "wss://api.*.example.com/* | has a star inside its host; write \"*.example.com\" for one"
            + " label or \"**.example.com\" for one or more",
        "wss://api*.example.com/* | has a star inside its host; write \"*.example.com\" for one"
            + " label or \"**.example.com\" for one or more",
        "wss://api.example.*/* | has a star inside its host; write \"*.example.com\" for one label"
            + " or \"**.example.com\" for one or more",
        "wss://***.example.com/* | has a star inside its host; write \"*.example.com\" for one"
            + " label or \"**.example.com\" for one or more",
        "wss://*.1.2.3.4/* | has a star before an IPv4 address; stars stand only before names",
        "wss://api.example.com/v* | has a star inside its path; it stands only at the end after a"
            + " slash, like \"/v1/*\"",
        "wss://api.example.com/*/x | has a star inside its path; it stands only at the end after a"
            + " slash, like \"/v1/*\"",
        "wss://api.example.com/**  | has a star inside its path; it stands only at the end after a"
            + " slash, like \"/v1/*\"",
        "https://api.example.com/* | must begin with ws:// or wss://, in lower case",
        "WSS://api.example.com/* | must begin with ws:// or wss://, in lower case",
        "*://api.example.com/* | has no scheme; write one pattern with ws:// and one with wss://",
        "api.example.com/* | is no URL pattern; write it like \"wss://api.example.com/*\"",
        "wss://user@api.example.com/* | has user info, which no URL may have",
        "wss://api.example.com/?a=* | has a query or fragment; patterns end with the path",
        "wss://api.example.com/#* | has a query or fragment; patterns end with the path",
        "wss://api.example.com:0/* | has a malformed port; write a number from 1 to 65535, or"
            + " \":*\" for any",
        "wss://api.example.com:65536/* | has a malformed port; write a number from 1 to 65535, or"
            + " \":*\" for any",
        "wss://api.example.com:/* | has a malformed port; write a number from 1 to 65535, or"
            + " \":*\" for any",
        "wss://[::1/* | has no IPv6 address in its brackets; write it in lower case, like"
            + " \"[2001:db8::1]\"",
        "wss://[fe80::1%25eth0]/* | has no IPv6 address in its brackets; write it in lower case,"
            + " like \"[2001:db8::1]\"",
      })
  void refuses_what_would_match_other_than_it_looks(String pattern, String why) {
    assertThatExceptionOfType(PatternFault.class)
        .isThrownBy(() -> UrlPattern.parse(pattern))
        .withMessage("\"" + pattern + "\" " + why);
  }

  @ParameterizedTest(name = "{0} is refused")
  @CsvSource({
    "wss://API.example.com/*",
    "wss://api.example.com./*",
    "wss://.example.com/*",
    "wss://api..example.com/*",
    "wss:///*",
    "wss://127.1/*",
    "wss://0x7f.0.0.1/*",
    "wss://2130706433/*",
    "wss://ex ample.com/*",
    "wss://münchen.example/*",
    "wss://api.example.com/a/../b/*",
    "wss://api.example.com/./*",
    "wss://api.example.com/%7Euser/*",
    "wss://api.example.com/%zz/*",
    "wss://api.example.com/a b",
    "wss://api.example.com\\/*",
  })
  void refuses_what_no_canonical_url_could_equal(String pattern) {
    assertThatExceptionOfType(PatternFault.class).isThrownBy(() -> UrlPattern.parse(pattern));
  }

  @Test
  void no_url_in_another_form_is_taken_for_one() {
    for (String url :
        new String[] {
          "wss://api.example.com",
          "WSS://api.example.com/",
          "wss://API.example.com/",
          "wss://user@api.example.com/",
          "wss://api.example.com:/",
          "wss://api.example.com:00443/",
          "wss://api.example.com:65536/",
          "wss://api.example.com/a/../b",
          "wss://api.example.com/#a",
          "wss://api.example.com/a b",
          "wss://[::1/",
          "wss://127.1/",
          "http://api.example.com/",
          "",
        }) {
      assertThat(CanonicalUrl.parse(url)).as(url).isEqualTo(Optional.empty());
    }
  }
}
