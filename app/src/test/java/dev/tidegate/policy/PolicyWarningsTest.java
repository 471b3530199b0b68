package dev.tidegate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read but hardly meant. */
class PolicyWarningsTest {

  private static final String HEAD =
      """
      version: "1.0"
      namespace: app
      entries:
      """;

  private static String entry(
      String name, String effect, String actions, String resources, String more) {
    return """
      - name: %s
        kind: security.policy
        policy: {effect: %s, actions: %s, resources: %s}
        %s
    """
        .formatted(name, effect, actions, resources, more)
        .indent(0);
  }

  @Test
  void a_policy_without_groups_applies_to_nobody() {
    assertThat(Loaded.warnings(HEAD + entry("a", "allow", "doc.read", "'*'", "")))
        .containsExactly("4:5: policy app:a has no groups: it applies to nobody");
  }

  @Test
  void urls_without_the_right_to_connect_are_of_no_use() {
    assertThat(
            Loaded.warnings(
                HEAD
                    + entry(
                        "a",
                        "allow",
                        "websocket.connect.url",
                        "'wss://a.example/*'",
                        "groups: [g]")))
        .singleElement()
        .asString()
        .startsWith("4:5: policy app:a allows websocket.connect.url to group app:g, but nothing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~> ",
      quoteCharacter = '`',
      value = {
        "[doc.read, doc.*] ~> '*' ~> 6:38: \"doc.read\" is covered by \"doc.*\" in the same list;"
            + " leave it out",
        "[doc.*, '*'] ~> '*' ~> 6:38: \"doc.*\" is covered by \"*\" in the same list; leave it out",
        "doc.read ~> ['doc:1', 'doc:*'] ~> 6:59: \"doc:1\" is covered by \"doc:*\" in the same"
            + " list; leave it out",
        "doc.read ~> ['doc:1', '*'] ~> 6:59: \"doc:1\" is covered by \"*\" in the same list; leave"
            + " it out",
        "websocket.connect.url ~> ['wss://*.a.example/*', 'wss://b.a.example/x'] ~> 6:95:"
            + " \"wss://b.a.example/x\" is covered by \"wss://*.a.example/*\" in the same list;"
            + " leave it out",
        "secret.uze ~> a ~> 6:37: the service asks about no action \"secret.uze\"; did you mean"
            + " \"secret.use\"?",
        "env.get.all ~> a ~> ",
        "[doc.read, doc.write] ~> ['doc:1', 'doc:2'] ~> ",
      })
  void what_another_item_covers_and_slips_are_named(
      String actions, String resources, String warning) {
    String text = HEAD + entry("a", "deny", actions, resources, "groups: [g]");
    if (warning == null) {
      assertThat(Loaded.warnings(text)).isEmpty();
    } else {
      assertThat(Loaded.warnings(text)).containsExactly(warning);
    }
  }

  private static final String ALLOW =
      entry("a", "allow", "[doc.read, doc.write]", "['doc:1', 'doc:2*']", "groups: [g, h]");

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~> ",
      quoteCharacter = '`',
      value = {
        "doc.* ~> 'doc:*' ~> groups: [g, h] ~> true",
        "'*' ~> '*' ~> groups: [g, h, i] ~> true",
        "doc.* ~> 'doc:*' ~> groups: [g] ~> false",
        "doc.read ~> 'doc:*' ~> groups: [g, h] ~> false",
        "doc.* ~> 'doc:1' ~> groups: [g, h] ~> false",
        "doc.* ~> 'doc:*' ~> {groups: [g, h], mode: shadow} ~> false",
      })
  void an_allow_that_a_deny_hides_wholly_is_named(
      String actions, String resources, String more, boolean hidden) {
    String tail = more.startsWith("{") ? "mode: shadow\n    groups: [g, h]" : more;
    String text = HEAD + ALLOW + entry("d", "deny", actions, resources, tail);

    assertThat(Loaded.warnings(text))
        .isEqualTo(
            hidden
                ? List.of(
                    "4:5: policy app:a allows nothing: policy app:d denies all of it to the same"
                        + " groups, see f:8")
                : List.of());
  }

  @Test
  void a_deny_with_a_condition_hides_nothing() {
    String deny =
        entry("d", "deny", "'*'", "'*'", "groups: [g, h]")
            .replace("effect:", "conditions: [{field: meta.x, operator: exists}], effect:");

    assertThat(Loaded.warnings(HEAD + ALLOW + deny)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~> ",
      quoteCharacter = '`',
      value = {
        "secret.use ~> 'wss://a.example/*'",
        "env.get ~> ''",
      })
  void a_name_that_nothing_has_is_refused(String action, String resource) {
    assertThat(Loaded.faults(HEAD + entry("a", "allow", action, resource, "groups: [g]")))
        .singleElement()
        .asString()
        .contains("the resource of env.get and secret.use is a name");
  }
}
