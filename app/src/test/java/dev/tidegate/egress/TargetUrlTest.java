package dev.tidegate.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidegate.egress.TargetUrl.Parse;
import dev.tidegate.egress.TargetUrl.Scheme;
import dev.tidegate.policy.AccessRequest;
import dev.tidegate.policy.Actions;
import dev.tidegate.policy.Actor;
import dev.tidegate.policy.PolicyLoader;
import dev.tidegate.policy.PolicySet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetUrlTest {

  private static TargetUrl parsed(String text) {
    return switch (TargetUrl.parse(text)) {
      case Parse.Parsed(TargetUrl url) -> url;
      case Parse.Refused(String reason) -> throw new AssertionError(text + " refused: " + reason);
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '|',
      value = {
        "ws://example.com ws://example.com/",
        "wss://example.com/ wss://example.com/",
        "WSS://Example.COM/Feed wss://example.com/Feed",
        "wss://example.com./a wss://example.com/a",
        "ws://example.com:80/ ws://example.com/",
        "wss://example.com:443/ wss://example.com/",
        "ws://example.com:443/ ws://example.com:443/",
        "wss://example.com:1/ wss://example.com:1/",
        "wss://example.com:65535/ wss://example.com:65535/",
        "wss://example.com?a=b wss://example.com/?a=b",
        "wss://example.com/? wss://example.com/?",
        "wss://example.com/a?x=/../%2e%2f?[1] wss://example.com/a?x=/../%2e%2f?[1]",
        "wss://example.com/a/./b/../c wss://example.com/a/c",
        "wss://example.com/../../a wss://example.com/a",
        "wss://example.com/a/.. wss://example.com/",
        "wss://example.com/a/b/. wss://example.com/a/b/",
        "wss://example.com/a/b/.. wss://example.com/a/",
        "wss://example.com/.a/..b/... wss://example.com/.a/..b/...",
        "wss://example.com/a//b/ wss://example.com/a//b/",
        "wss://example.com/%61dmin%7E wss://example.com/admin~",
        "wss://example.com/%c3%a9 wss://example.com/%C3%A9",
        "wss://example.com/%2541 wss://example.com/%2541",
        "wss://example.com/a@b:c;d=e,f!$&'()*+ wss://example.com/a@b:c;d=e,f!$&'()*+",
        "ws://127.0.0.1:9001/x ws://127.0.0.1:9001/x",
        "ws://[::1]:9001/x ws://[::1]:9001/x",
        "ws://[0:0:0:0:0:0:0:1] ws://[::1]/",
        "ws://[2001:DB8:0:0:1:0:0:1]/ ws://[2001:db8::1:0:0:1]/",
        "ws://[2001:db8:0:1:1:1:1:1]/ ws://[2001:db8:0:1:1:1:1:1]/",
        "ws://[64:ff9b::192.0.2.33]/ ws://[64:ff9b::c000:221]/",
        "ws://localhost:8080 ws://localhost:8080/",
        "ws://price_feed:8080/ ws://price_feed:8080/",
        "wss://xn--bcher-kva.example/ wss://xn--bcher-kva.example/",
        "wss://1password.example/ wss://1password.example/",
        "wss://a.1a/ wss://a.1a/",
      })
  void brings_a_url_into_canonical_form(String text, String canonical) {
    assertThat(parsed(text).text()).isEqualTo(canonical);
    assertThat(parsed(canonical)).isEqualTo(parsed(text)).hasToString(canonical);
  }

  @Test
  void gives_the_parts_that_a_handshake_needs() {
    TargetUrl url = parsed("wss://Example.com:8443/a/../b?c=d");

    assertThat(url.scheme()).isEqualTo(Scheme.WSS);
    assertThat(url.secure()).isTrue();
    assertThat(url.host()).isEqualTo("example.com");
    assertThat(url.port()).isEqualTo(8443);
    assertThat(url.hostHeader()).isEqualTo("example.com:8443");
    assertThat(url.requestTarget()).isEqualTo("/b?c=d");
    assertThat(parsed("ws://example.com").hostHeader()).isEqualTo("example.com");
    assertThat(parsed("ws://example.com").port()).isEqualTo(80);
    assertThat(parsed("ws://example.com").secure()).isFalse();
    assertThat(parsed("ws://[::1]:90/").hostHeader()).isEqualTo("[::1]:90");
    assertThat(parsed("ws://[::1]:90/").host()).isEqualTo("::1");
  }

  @Test
  void limits_the_length_as_given_and_in_canonical_form() {
    String base = "ws://example.com/";
    assertThat(parsed(base + "a".repeat(2_048 - base.length())).text()).hasSize(2_048);
    assertThat(TargetUrl.parse(base + "a".repeat(2_049 - base.length())))
        .isInstanceOf(Parse.Refused.class);
    String withoutPath = "ws://example.com?";
    assertThat(TargetUrl.parse(withoutPath + "a".repeat(2_048 - withoutPath.length())))
        .isInstanceOf(Parse.Refused.class);
  }

  @Test
  void limits_host_and_labels_to_what_dns_can_hold() {
    String label = "a".repeat(63);
    assertThat(parsed("ws://" + label + ".com/").host()).hasSize(67);
    assertThat(TargetUrl.parse("ws://a" + label + ".com/")).isInstanceOf(Parse.Refused.class);
    String most = (label + ".").repeat(3) + "a".repeat(61);
    assertThat(parsed("ws://" + most + "/").host()).hasSize(253);
    assertThat(TargetUrl.parse("ws://" + most + "a/")).isInstanceOf(Parse.Refused.class);
  }

  @Test
  void says_which_character_is_wrong_without_repeating_it() {
    assertThat(TargetUrl.parse("ws://a\tb/"))
        .isEqualTo(new Parse.Refused("character U+0009 at position 6 is not allowed in a URL"));
  }

  @Test
  void cannot_be_made_from_components_that_are_not_canonical() {
    assertThat(new TargetUrl(Scheme.WS, "example.com", 80, "/", null).text())
        .isEqualTo("ws://example.com/");
    for (String host : new String[] {"Example.com", "example.com.", "127.1", "a/b", "a b", ""}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new TargetUrl(Scheme.WS, host, 80, "/", null));
    }
    for (String path : new String[] {"", "a", "/a/../b", "/%41", "/a?b", "/a#b", "/ "}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new TargetUrl(Scheme.WS, "example.com", 80, path, null));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TargetUrl(Scheme.WS, "example.com", 0, "/", null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TargetUrl(Scheme.WS, "example.com", 80, "/", "a#b"));
  }

  private static AccessRequest request(Actor actor, TargetUrl url) {
    return new AccessRequest(
        actor, Actions.WEBSOCKET_CONNECT_URL, url.text(), url.policyMetadata());
  }

  @Test
  void gives_policies_its_parts_and_logs_no_query() {
    TargetUrl url = parsed("WSS://Example.com/a/../b?token=secret");

    assertThat(url.policyMetadata().values())
        .isEqualTo(Map.of("scheme", "wss", "host", "example.com", "port", 443L, "path", "/b"));
    assertThat(parsed("ws://[::1]:90/").policyMetadata().values()).containsEntry("host", "::1");
    assertThat(url.textWithoutQuery()).isEqualTo("wss://example.com/b");
    assertThat(parsed("ws://[::1]:90/?a").textWithoutQuery()).isEqualTo("ws://[::1]:90/");
  }

  /**
   * Any text is either refused or brought into a form that stays as it is, and that policies
   * recognise as canonical: otherwise a rule that denies it could be passed by.
   */
  @Test
  void mutated_urls_never_throw_and_canonical_form_is_stable() {
    String[] seeds = {
      "wss://api.example.com:8443/v1/./feed/../x?symbols=a,b&t=%20#f",
      "ws://127.0.0.1:80/%61/%2f",
      "ws://[2001:db8::1]:9000/a//b/..",
      "WS://user@Host.Example./?q=[1]",
      "ws://[::ffff:1.2.3.4]/",
    };
    String alphabet = "ws:/.@%[]?#\\0123456789abcdefxXAF-_~ \t\u0000\u00e9\u3002:://..*";
    PolicySet allowsAll =
        PolicyLoader.parse(
            "all.yaml",
            """
            version: "1.0"
            namespace: test
            entries:
              - name: all
                kind: security.policy
                policy:
                  actions: websocket.connect.url
                  resources: ["ws://*:*/*", "wss://*:*/*"]
                  effect: allow
                groups: [all]
            """);
    Actor actor = new Actor("a", Set.of("all"));
    Random random = new Random(20_261);
    int accepted = 0;
    for (int round = 0; round < 300_000; round++) {
      StringBuilder text = new StringBuilder(seeds[random.nextInt(seeds.length)]);
      for (int edits = random.nextInt(6); edits >= 0; edits--) {
        int at = random.nextInt(text.length() + 1);
        char c = alphabet.charAt(random.nextInt(alphabet.length()));
        switch (random.nextInt(4)) {
          case 0 -> text.insert(at, c);
          case 1 -> text.delete(at, Math.min(at + 1 + random.nextInt(3), text.length()));
          case 2 -> text.replace(at, Math.min(at + 1, text.length()), String.valueOf(c));
          default -> {
            int from = random.nextInt(text.length() + 1);
            text.insert(at, text.substring(from, Math.min(from + 4, text.length())));
          }
        }
      }
      if (UrlProperties.check(text.toString())) {
        accepted++;
        TargetUrl url = parsed(text.toString());
        assertThat(allowsAll.evaluate(request(actor, url)).decision().allowed())
            .as("policies know %s, from %s", url, text)
            .isTrue();
      }
    }
    assertThat(accepted).isGreaterThan(10_000);
  }

  @Test
  void random_texts_are_refused_or_keep_their_properties() {
    Random random = new Random(20_262);
    for (int round = 0; round < 50_000; round++) {
      char[] text = new char[random.nextInt(40)];
      for (int i = 0; i < text.length; i++) {
        text[i] = (char) (random.nextInt(8) == 0 ? random.nextInt(0x10000) : random.nextInt(0x80));
      }
      UrlProperties.check(new String(text));
      UrlProperties.check("ws://" + new String(text));
      UrlProperties.check("wss://example.com/" + new String(text));
    }
  }
}
