package dev.tidegate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which conditions are refused, where, and with what words. */
class ConditionFaultsTest {

  private static String file(String... conditions) {
    return """
    version: "1.0"
    namespace: app
    entries:
      - name: a
        kind: security.policy
        policy:
          actions: doc.read
          resources: "*"
          effect: allow
          conditions:
    """
        + String.join("", List.of(conditions).stream().map(c -> "        - " + c + "\n").toList())
        + "    groups: [users]\n";
  }

  /** In the file above conditions begin in line 11, column 11. */
  private static List<String> faults(String... conditions) {
    return Loaded.faults(file(conditions));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{field: actor.id, operator: eq, value: alice}",
        "{field: meta.port, operator: gte, value: 443}",
        "{field: meta.port, operator: eq, value: 1.5}",
        "{field: meta.port, operator: lt, value: '1e3'}",
        "{field: meta.x, operator: eq, value: true}",
        "{field: meta.x, operator: eq, value: \"yes\"}",
        "{field: meta.x, operator: eq, value: \"null\"}",
        "{field: meta.x, operator: in, value: [a, 1, true]}",
        "{field: meta.x, operator: in, value: a}",
        "{field: meta.x, operator: nin, value_from: actor.meta.list}",
        "{field: meta.x, operator: exists}",
        "{field: meta.x, operator: exists, value: null}",
        "{field: meta.x, operator: nexists, value: false}",
        "{field: meta.x, operator: exists, value_from: actor.meta.flag}",
        "{field: meta.x, operator: matches, value: '^a+$'}",
        "{field: actor.meta, operator: exists}",
        "{field: owner, operator: eq, value_from: actor.id}",
        "{field: meta.x, operator: eq, value: null, value_from: actor.id}",
      })
  void a_condition_of_the_format_is_read(String condition) {
    assertThat(faults(condition)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~> ",
      quoteCharacter = '`',
      value = {
        "{operator: eq, value: 1} ~> 11:11: \"field\" is missing",
        "{field: meta.x, value: 1} ~> 11:11: \"operator\" is missing",
        "{field: meta.x, operator: eq} ~> 11:11: value or value_from is missing",
        "{field: meta.x, operator: eq, value: null} ~> 11:11: value or value_from is missing",
        "{field: meta.x, operator: equals, value: 1} ~> 11:37: invalid operator \"equals\"; write"
            + " one of eq, ne, lt, gt, lte, gte, in, nin, exists, nexists, contains, ncontains,"
            + " matches, nmatches",
        "{field: meta.x, operator: mtaches, value: a} ~> 11:37: invalid operator \"mtaches\", did"
            + " you mean \"matches\"? write one of eq, ne, lt, gt, lte, gte, in, nin, exists,"
            + " nexists, contains, ncontains, matches, nmatches",
        "{feild: meta.x, operator: eq, value: 1} ~> 11:12: unknown key \"feild\" in a condition,"
            + " did you mean \"field\"? known are field, operator, value, value_from",
        "{field: '', operator: eq, value: 1} ~> 11:19: a field cannot be empty; write one like"
            + " actor.id, actor.meta.role or meta.host",
        "{field: actor, operator: eq, value: 1} ~> 11:19: \"actor\" is no field: an actor has"
            + " actor.id and actor.meta",
        "{field: actor.role, operator: eq, value: 1} ~> 11:19: \"actor.role\" is no field: an actor"
            + " has actor.id and actor.meta",
        "{field: meta, operator: eq, value: 1} ~> 11:19: \"meta\" alone is no field; write one like"
            + " meta.host",
        "{field: meta..x, operator: eq, value: 1} ~> 11:19: \"meta..x\" has an empty part between"
            + " its dots",
        "{field: actr.id, operator: eq, value: 1} ~> 11:19: \"actr.id\" is no field; did you mean"
            + " \"actor.id\"?",
        "{field: actions, operator: eq, value: 1} ~> 11:19: \"actions\" is no field; did you mean"
            + " \"action\", or \"meta.actions\"?",
        "{field: Meta.x, operator: eq, value: 1} ~> 11:19: \"Meta.x\" is no field; did you mean"
            + " \"meta.x\"?",
        "{field: meta.x, operator: eq, value_from: actor.role} ~> 11:53: \"actor.role\" is no"
            + " field: an actor has actor.id and actor.meta",
        "{field: meta.x, operator: eq, value: a, value_from: actor.id} ~> 11:63: a condition has"
            + " value or value_from, not both",
        "{field: meta.x, operator: eq, value: [a]} ~> 11:48: eq compares with one value, not with a"
            + " list; write in for one of several",
        "{field: meta.x, operator: ne, value: [a]} ~> 11:48: ne compares with one value, not with a"
            + " list; write nin for one of several",
        "{field: meta.x, operator: in, value: 5} ~> 11:48: in looks into a list; write [5]",
        "{field: meta.x, operator: in, value: []} ~> 11:48: the policy can never apply: nothing is"
            + " in an empty list",
        "{field: meta.x, operator: in, value: [a, a]} ~> 11:52: \"a\" is in the list a second time",
        "{field: meta.x, operator: in, value: [[a]]} ~> 11:49: an item of value must be text, a"
            + " number or a boolean, found a list",
        "{field: meta.x, operator: eq, value: {a: b}} ~> 11:48: a value must be text, a number or a"
            + " boolean, found a mapping",
        "{field: meta.x, operator: lt, value: abc} ~> 11:48: lt compares numbers, and \"abc\" is"
            + " none",
        "{field: meta.x, operator: exists, value: maybe} ~> 11:52: exists has the value true or"
            + " false, or none, which means true",
        "{field: meta.x, operator: matches, value: 5} ~> 11:53: matches needs a regular expression"
            + " in quotes",
        "{field: meta.x, operator: matches, value: 'a('} ~> 11:53: \"a(\" is no regular expression"
            + " that can be used: missing closing )",
        "{field: meta.x, operator: matches, value: '(?=a)'} ~> 11:53: \"(?=a)\" is no regular"
            + " expression that can be used: invalid or unsupported Perl syntax",
        "{field: meta.x, operator: matches, value: '(a{1000}){1000}'} ~> 11:53: \"(a{1000}){1000}\""
            + " is too large a regular expression",
        "{field: meta.x, operator: matches, value_from: actor.id} ~> 11:58: matches needs its"
            + " regular expression as value, since it is compiled at load",
        "just a text ~> 11:11: a condition must be a mapping, found text",
        "{field: meta.x, operator: eq, value: yes} ~> 11:48: yes means different things to"
            + " different readers of YAML; put it in quotes to make it text",
        "{field: meta.x, operator: exists, value: ~} ~> 11:52: ~ means different things to"
            + " different readers of YAML; put it in quotes to make it text",
        "{field: meta.x, operator: eq, value: 0x1F} ~> 11:48: 0x1F means different things to"
            + " different readers of YAML; put it in quotes to make it text",
        "{field: meta.x, operator: eq, value: 2026-11-28} ~> 11:48: 2026-11-28 means different"
            + " things to different readers of YAML; put it in quotes to make it text",
        "{field: meta.x, operator: eq, value: 12:30} ~> 11:48: 12:30 means different things to"
            + " different readers of YAML; put it in quotes to make it text",
        "{field: meta.x, operator: eq, value: 1_000} ~> 11:48: 1_000 means different things to"
            + " different readers of YAML; put it in quotes to make it text",
        "{field: meta.x, operator: eq, value: 12345678901234567890} ~> 11:48: a whole number has at"
            + " most 18 digits; put it in quotes to make it text",
        "{field: meta.x, operator: eq, value: 1e400} ~> 11:48: a whole number has at most 18"
            + " digits; put it in quotes to make it text",
        "{field: meta.x, operator: eq, value: .inf} ~> 11:48: \".inf\" is no number of decimal"
            + " digits; put it in quotes to make it text",
        "{field: meta.x, operator: eq, value: !!float abc} ~> 11:48: \"abc\" is no number of"
            + " decimal digits; put it in quotes to make it text",
        "{field: meta.x, operator: eq, value: !!binary aGk=} ~> 11:48: a value must be text, a"
            + " number or a boolean, found one with the tag tag:yaml.org,2002:binary",
        "{field: meta.x, operator: eq, value: !java/object x} ~> 11:48: a value must be text, a"
            + " number or a boolean, found one with the tag !java/object",
      })
  void another_condition_is_refused_where_it_is_wrong(String condition, String fault) {
    assertThat(faults(condition)).contains(fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " & ",
      quoteCharacter = '`',
      value = {
        "eq, value: a & eq, value: b",
        "eq, value: 1 & eq, value: '2'",
        "eq, value: a & ne, value: a",
        "eq, value: 1 & ne, value: '1.0'",
        "eq, value: a & in, value: [b, c]",
        "nin, value: [a] & eq, value: a",
        "exists & nexists",
        "exists, value: true & exists, value: false",
        "exists & nexists, value: true",
        "eq, value: a & nexists",
        "exists, value: false & lt, value: 3",
        "lt, value: 3 & gt, value: 5",
        "lt, value: 3 & gt, value: 3",
        "lte, value: 3 & gt, value: 3",
        "gte, value: 4 & lte, value: 3",
        "eq, value: 5 & lt, value: 5",
        "gt, value: 5 & eq, value: 5",
        "eq, value: 5 & gte, value: 6",
        "eq, value: 5 & lte, value: '4'",
      })
  void conditions_that_no_request_fulfils_together_are_refused(String one, String other) {
    assertThat(
            faults(
                "{field: meta.x, operator: " + one + "}",
                "{field: meta.x, operator: " + other + "}"))
        .singleElement()
        .asString()
        .startsWith("12:11: the policy can never apply: what \"meta.x ")
        .endsWith("in line 11 rules out");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " & ",
      quoteCharacter = '`',
      value = {
        "eq, value: 1 & eq, value: '1.0'",
        "ne, value: a & ne, value: b",
        "eq, value: a & in, value: [a, b]",
        "exists & eq, value: a",
        "exists & nexists, value: false",
        "exists, value_from: meta.y & nexists",
        "gt, value: 3 & lt, value: 5",
        "gte, value: 3 & lte, value: 3",
        "eq, value: a & ne, value_from: meta.y",
        "contains, value: a & ncontains, value: b",
      })
  void conditions_that_go_together_are_read(String one, String other) {
    assertThat(
            faults(
                "{field: meta.x, operator: " + one + "}",
                "{field: meta.x, operator: " + other + "}"))
        .isEmpty();
  }

  @Test
  void different_fields_never_contradict_each_other() {
    assertThat(
            faults(
                "{field: meta.x, operator: eq, value: a}",
                "{field: meta.y, operator: eq, value: b}"))
        .isEmpty();
  }

  @Test
  void a_policy_has_at_most_so_many_conditions() {
    String[] conditions = new String[Limits.MOST_CONDITIONS + 1];
    for (int i = 0; i < conditions.length; i++) {
      conditions[i] = "{field: meta.x" + i + ", operator: exists}";
    }

    assertThat(faults(conditions)).containsExactly("61:11: this list has more than 50 conditions");
  }

  @Test
  void a_list_has_at_most_so_many_values() {
    StringBuilder values = new StringBuilder("v0");
    for (int i = 1; i <= Limits.MOST_ITEMS; i++) {
      values.append(", v").append(i);
    }

    assertThat(faults("{field: meta.x, operator: in, value: [" + values + "]}"))
        .singleElement()
        .asString()
        .endsWith("this list has more than 1000 items");
  }

  @Test
  void a_list_of_no_conditions_is_refused() {
    assertThat(Loaded.faults(file().replace("conditions:\n", "conditions: []\n")))
        .containsExactly("10:19: \"conditions\" is an empty list; leave it out");
  }

  @Test
  void conditions_must_be_a_list() {
    assertThat(
            Loaded.faults(
                file().replace("conditions:\n", "conditions: {field: a, operator: exists}\n")))
        .containsExactly(
            "10:19: \"conditions\" must be a list of {field, operator, value}, found a mapping");
  }
}
