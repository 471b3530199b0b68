package dev.tidegate.policy.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidegate.policy.expression.Expression.Result;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What expressions see and say, and what is no expression. */
class ExpressionTest {

  private static final Expression.Variables REQUEST =
      new Expression.Variables(
          "alice",
          Map.of(
              "role",
              "admin",
              "roles",
              List.of("admin", "dev"),
              "age",
              42L,
              "score",
              1.5,
              "team",
              Map.of("name", "blue"),
              "blocked",
              false),
          "document.read",
          "document:123",
          Map.of(
              "owner",
              "alice",
              "public",
              true,
              "tags",
              List.of("a", "b"),
              "host",
              "api.example.com",
              "port",
              443L,
              "a.b",
              "dotted"));

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~ ",
      quoteCharacter = '`',
      value = {
        "true ~ TRUE",
        "false ~ FALSE",
        "actor.id == 'alice' ~ TRUE",
        "actor.meta.role == 'admin' ~ TRUE",
        "actor.meta.role == 'user' ~ FALSE",
        "actor.meta.team.name == 'blue' ~ TRUE",
        "actor.meta['team']['name'] == 'blue' ~ TRUE",
        "'admin' in actor.meta.roles ~ TRUE",
        "'role' in actor.meta ~ TRUE",
        "meta.owner == actor.id ~ TRUE",
        "meta['a.b'] == 'dotted' ~ TRUE",
        "action == 'document.read' && meta.public == true ~ TRUE",
        "resource.matches('^document:.*') && action == 'document.read' ~ TRUE",
        "resource.matches('^doc$') ~ FALSE",
        "resource.startsWith('document:' + '1') ~ TRUE",
        "resource.endsWith('124') ~ FALSE",
        "meta.host.contains('example') ~ TRUE",
        "action in ['document.read', 'document.write'] && meta.tags.all(t, t != 'private') ~ TRUE",
        "meta.tags.exists(t, t == 'b') ~ TRUE",
        "meta.tags.exists_one(t, t == 'b') ~ TRUE",
        "meta.tags.filter(t, t != 'a') == ['b'] ~ TRUE",
        "meta.tags.map(t, t + '!') == ['a!', 'b!'] ~ TRUE",
        "meta.tags.map(t, t != 'a', t + '!') == ['b!'] ~ TRUE",
        "size(meta.tags) == 2 && size(actor.id) == 5 && meta.tags.size() == 2 ~ TRUE",
        "actor.meta.age >= 18 && actor.meta.age < 42.5 ~ TRUE",
        "actor.meta.score * 2.0 == 3.0 ~ TRUE",
        "actor.meta.age + 1 == 43 && actor.meta.age % 10 == 2 && -actor.meta.age < 0 ~ TRUE",
        "int('7') == 7 && string(7) == '7' && double('1.5') == 1.5 ~ TRUE",
        "has(meta.owner) && !has(meta.none) ~ TRUE",
        "has(meta.none) ? meta.none == 'x' : true ~ TRUE",
        "!actor.meta.blocked ~ TRUE",
        "meta.port == 443 && meta.port == 443.0 ~ TRUE",
        "meta.none == 'x' || true ~ TRUE",
        "meta.none == 'x' && false ~ FALSE",
        "meta.tags.exists(t, meta[t] == 'x' || t == 'b') ~ TRUE",
        "{'a': 1}['a'] == 1 && dyn({'a': 1}) == dyn({'a': 1.0}) ~ TRUE",
        "dyn([1, 2]) == dyn([1.0, 2.0]) && [[1]] == [[1]] ~ TRUE",
        "null == null ~ TRUE",
        "dyn('1') == 1 ~ FALSE",
        "meta.none == 'x' ~ a key is missing; ask for it with has() first",
        "meta.none.deep == 'x' ~ a key is missing; ask for it with has() first",
        "meta.owner.deep == 'x' ~ a value that is no map has no keys",
        "actor.meta.role > 5 ~ an operator or function got a value of a type that it lacks",
        "actor.meta.role && true ~ an operator or function got a value of a type that it lacks",
        "actor.meta.role ~ is not boolean",
        "meta.tags[7] == 'x' ~ an index is beyond the end of its list",
        "actor.meta.age / 0 == 1 ~ a number is divided by zero",
        "actor.meta.age * 9223372036854775807 == 1 ~ a number is too large for its type",
        "int(actor.id) == 1 ~ a text that should become a number is none",
        "actor.meta.age.all(t, true) ~ a value that is neither list nor map has no items",
      })
  void an_expression_is_true_or_false_or_says_what_went_wrong(String text, String result)
      throws Exception {
    assertThat(said(Expression.compile(text).evaluate(REQUEST))).isEqualTo(result);
  }

  private static String said(Result result) {
    return switch (result) {
      case Result.Answer answer -> answer.name();
      case Result.Failure(String reason) -> reason;
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~ ",
      quoteCharacter = '`',
      value = {
        "actor.role == 'x' ~ 1:1",
        "actr.id == 'x' ~ 1:1",
        "actor == 'x' ~ 1:1",
        "nothing ~ 1:1",
        "invalid syntax here ~ 1:9",
        "action == 5 ~ 1:8",
        "action + 'x' ~ 1:1",
        "size(meta) ~ 1:1",
        "action.lowerAscii() == 'x' ~ 1:18",
        "matches(action, 'x(') ~ 1:17",
        "action.matches(resource) ~ 1:16",
        "action.matches('a{1000}{1000}') ~ 1:16",
        "action.matches('(?=x)') ~ 1:16",
        "timestamp('2020-01-01T00:00:00Z') == timestamp('2020-01-01T00:00:00Z') ~ 1:10",
        "duration('1s') == duration('1s') ~ 1:9",
        "b'a' == b'a' ~ 1:1",
        "1u == 1u ~ 1:1",
        "action == \"\"\"x\"\"\" ~ 1:1",
        "type(action) == string ~ 1:5",
        "google.protobuf.Struct{} == meta ~ 1:23",
        "meta.?owner.orValue('x') == 'x' ~ 1:5",
        "'x' ~ 1:1",
      })
  void what_is_no_expression_is_refused_where_it_is_wrong(String text, String place) {
    assertThatExceptionOfType(ExpressionFault.class)
        .isThrownBy(() -> Expression.compile(text))
        .satisfies(fault -> {
          ExpressionFault.Problem first = fault.problems().getFirst();
          assertThat(first.line() + ":" + first.column()).as(first.message()).isEqualTo(place);
          assertThat(first.message()).doesNotContain("\n").isNotBlank();
        });
  }

  @Test
  void the_line_of_a_fault_is_known() {
    assertThatExceptionOfType(ExpressionFault.class)
        .isThrownBy(() -> Expression.compile("action == 'a' &&\n  nobody"))
        .satisfies(fault -> {
          assertThat(fault.problems().getFirst().line()).isEqualTo(2);
          assertThat(fault.problems().getFirst().column()).isEqualTo(3);
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~ ",
      quoteCharacter = '`',
      value = {
        "resource matches '^document:.*' && action == 'a' ~ resource.matches('^document:.*') &&"
            + " action == 'a'",
        "meta.host contains 'x' ~ meta.host.contains('x')",
        "meta.host not contains 'x' ~ !meta.host.contains('x')",
        "meta.host startsWith 'x' or meta.host endsWith 'y' ~ meta.host.startsWith('x') ||"
            + " meta.host.endsWith('y')",
        "action == 'and' and not (resource == 'b') ~ action == 'and' && !(resource == 'b')",
        "action not in ['a', 'b'] ~ !(action in ['a', 'b'])",
        "all(meta.tags, {# != 'private'}) ~ meta.tags.all(t, t != 'private')",
        "any(meta.tags, {# == 'x' && # != 'y'}) ~ meta.tags.exists(t, t == 'x' && t != 'y')",
        "none(meta.list, {.name == 'x'}) ~ !meta.list.exists(t, t.name == 'x')",
        "one(meta.list, {#.name == 'x'}) ~ meta.list.exists_one(t, t.name == 'x')",
        "len(meta.tags) > 2 ~ size(meta.tags) > 2",
        "meta.owner == nil ~ meta.owner == null",
        "meta.plan ?? 'free' == 'free' ~ (has(meta.plan) ? meta.plan : 'free') == 'free'",
      })
  void an_expression_in_the_other_language_is_shown_in_cel(String text, String cel) {
    assertThatExceptionOfType(ExpressionFault.class)
        .isThrownBy(() -> Expression.compile(text))
        .satisfies(fault ->
            assertThat(fault.problems().getFirst().message())
                .isEqualTo("is no expression in CEL; write \"" + cel + "\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~ ",
      quoteCharacter = '`',
      value = {
        "meta.owner | lower() == 'x' ~ x.f()",
        "actor?.meta.role == 'x' ~ has(meta.key)",
        "let x = 1; x == 1 ~ no variables",
        "count(meta.tags, {# == 'x'}) > 1 ~ list.all(t, t != \"x\")",
      })
  void what_cannot_be_said_in_cel_is_told_what_to_write(String text, String advice) {
    assertThatExceptionOfType(ExpressionFault.class)
        .isThrownBy(() -> Expression.compile(text))
        .satisfies(fault -> assertThat(fault.problems().getFirst().message()).contains(advice));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n"})
  void an_empty_expression_is_refused(String text) {
    assertThatExceptionOfType(ExpressionFault.class)
        .isThrownBy(() -> Expression.compile(text))
        .satisfies(
            fault -> assertThat(fault.problems().getFirst().message()).contains("cannot be empty"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "[",
        "!",
        "-",
        "a.",
        "a+",
        "{",
        "\"",
        "1?",
        "a&&",
        "actor.meta.a.",
        "[1].map(x,",
        "has("
      })
  void nothing_that_is_repeated_takes_the_compiler_down(String piece) {
    String text = piece.repeat(Expression.LONGEST / piece.length());

    assertThatExceptionOfType(ExpressionFault.class).isThrownBy(() -> Expression.compile(text));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 30, 100, 1_000})
  void what_is_nested_is_compiled_and_evaluated_or_refused(int depth) {
    for (String text :
        List.of(
            "(".repeat(depth) + "true" + ")".repeat(depth),
            "true" + " && true".repeat(depth),
            "true" + " == true".repeat(depth),
            "'a'" + " + 'a'".repeat(depth) + " != 'b'",
            "dyn(".repeat(depth) + "true" + ")".repeat(depth))) {
      try {
        assertThat(Expression.compile(text).evaluate(REQUEST)).isEqualTo(Result.Answer.TRUE);
      } catch (ExpressionFault fault) {
        assertThat(depth).as(fault.getMessage()).isGreaterThan(1);
      }
    }
  }

  @Test
  void an_expression_is_at_most_so_long() {
    assertThatExceptionOfType(ExpressionFault.class)
        .isThrownBy(() -> Expression.compile("'" + "a".repeat(Expression.LONGEST) + "' == action"))
        .withMessageContaining("at most 2048 characters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "meta.l.all(a, meta.l.all(b, meta.l.all(c, meta.l.all(d, a + b + c + d >= 0))))",
        "meta.l.exists(a, meta.l.exists(b, meta.l.exists(c, false))) || true",
        "meta.l.map(a, meta.l.map(b, meta.l.map(c, [a, b, c]))) != []",
        "[meta.l].map(x, [x, x, x, x]).map(x, [x, x, x, x]).map(x, [x, x, x, x]).map(x, [x, x, x,"
            + " x]).map(x, [x, x, x, x]).map(x, [x, x, x, x]).map(x, [x, x, x, x]).map(x, x =="
            + " x).all(y, y)",
        "['aaaaaaaa'].map(x, x + x).map(x, x + x).map(x, x + x).all(x, meta.l.all(y, meta.l.all(z,"
            + " x.matches('(a*)*b') || x + x != x)))",
        "meta.l.all(x, meta.text.contains(meta.part) || meta.text.matches('a*a*a*b') || x >= 0)",
        "meta.l.all(x, meta.l == meta.l && meta.l.all(y, meta.l == meta.l))",
      })
  void an_evaluation_ends_after_so_many_steps(String text) throws Exception {
    Expression.Variables large =
        new Expression.Variables(
            "a",
            Map.of(),
            "a",
            "b",
            Map.of(
                "l",
                IntStream.range(0, 1_000).mapToObj(Long::valueOf).toList(),
                "text",
                "a".repeat(8_000),
                "part",
                "a".repeat(4_000) + "b"));

    assertThat(Expression.compile(text).evaluate(large))
        .isEqualTo(new Result.Failure("takes more than 100000 steps"));
  }

  @Test
  void texts_do_not_double_for_ever() throws Exception {
    String doubling = "[actor.id]" + ".map(x, x + x + x + x)".repeat(10) + ".all(x, x != 'a')";

    assertThat(Expression.compile(doubling).evaluate(REQUEST)).isInstanceOf(Result.Failure.class);
  }

  @Test
  void a_list_of_thousands_is_mapped() throws Exception {
    Expression.Variables variables =
        new Expression.Variables(
            "a", Map.of(), "a", "b", Map.of("l", Collections.nCopies(5_000, "x")));

    assertThat(
            Expression.compile("meta.l.filter(x, x == 'x').map(x, x + '!').size() == 5000")
                .evaluate(variables))
        .isEqualTo(Result.Answer.TRUE);
  }
}
