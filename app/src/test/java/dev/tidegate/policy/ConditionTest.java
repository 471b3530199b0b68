package dev.tidegate.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.tidegate.regex.BoundedRegex;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each operator makes of each kind of value. */
class ConditionTest {

  private static final String ERROR = "error";
  private static final List<Object> ROLES = List.of("distributor-admin", "super-admin");

  /** The field's value (null: absent), the operator, what it is compared with, the outcome. */
  private static Arguments row(
      @Nullable Object field, String operator, @Nullable Object other, Object outcome) {
    return argumentSet(
        "%s %s %s is %s".formatted(field, operator, other, outcome),
        field,
        operator,
        other,
        outcome);
  }

  static Stream<Arguments> comparisons() {
    return Stream.of(
        row("read", "eq", "read", true),
        row("write", "eq", "read", false),
        row("Read", "eq", "read", false),
        row(42L, "eq", "42", true),
        row("42", "eq", 42L, true),
        row(42L, "eq", 42.0, true),
        row("1.0", "eq", "1", true),
        row("007", "eq", "7", true),
        row("1e3", "eq", 1000L, true),
        row("+5", "eq", 5L, true),
        row(".5", "eq", 0.5, true),
        row(0.1, "eq", "0.1", true),
        row("0x10", "eq", 16L, false),
        row(" 1", "eq", 1L, false),
        row("1_000", "eq", 1000L, false),
        row("NaN", "eq", "nan", false),
        row("Infinity", "eq", "inf", false),
        row("12345678901234567890", "eq", "12345678901234567891", false),
        row(9007199254740993L, "eq", 9007199254740992L, false),
        row(9007199254740993L, "eq", "9007199254740992", false),
        row(true, "eq", "true", true),
        row("true", "eq", true, true),
        row(true, "eq", 1L, false),
        row(false, "eq", true, false),
        row("", "eq", "", true),
        row("", "eq", 0L, false),
        row(ROLES, "eq", ROLES, false),
        row(Map.of("a", 1L), "eq", Map.of("a", 1L), false),
        row(null, "eq", "x", false),
        row("x", "eq", null, false),
        row("write", "ne", "read", true),
        row("read", "ne", "read", false),
        row(42L, "ne", "42", false),
        row(ROLES, "ne", ROLES, true),
        row(null, "ne", "x", false),
        row("x", "ne", null, true));
  }

  static Stream<Arguments> orders() {
    return Stream.of(
        row(1L, "lt", 2L, true),
        row(2L, "lt", 2L, false),
        row("10", "lt", "9", false),
        row("9", "lt", "10", true),
        row(2L, "lte", 2.0, true),
        row(3L, "lte", 2L, false),
        row(3L, "gt", 2L, true),
        row("42.5", "gt", 42L, true),
        row(2L, "gt", 2L, false),
        row(2L, "gte", "2", true),
        row(1.5, "gte", 2L, false),
        row(9007199254740993L, "gt", 9007199254740992L, true),
        row("abc", "lt", 3L, ERROR),
        row(true, "lt", 3L, ERROR),
        row(List.of(1L), "gt", 3L, ERROR),
        row(3L, "lt", "abc", ERROR),
        row(3L, "lt", null, ERROR),
        row(3L, "gte", true, ERROR),
        row(null, "lt", 3L, false),
        row(null, "lt", null, false));
  }

  static Stream<Arguments> memberships() {
    return Stream.of(
        row("a", "in", List.of("a", "b"), true),
        row("c", "in", List.of("a", "b"), false),
        row(42L, "in", List.of("41", "42"), true),
        row("42.0", "in", List.of(42L), true),
        row("true", "in", List.of(true), true),
        row(true, "in", List.of("true"), true),
        row("read", "in", "read", true),
        row("read", "in", "reader", false),
        row("a", "in", 5L, ERROR),
        row("a", "in", Map.of("a", 1L), ERROR),
        row("a", "in", null, ERROR),
        row(ROLES, "in", List.of("super-admin"), false),
        row(null, "in", List.of("a"), false),
        row("a", "nin", List.of("a", "b"), false),
        row("c", "nin", List.of("a", "b"), true),
        row("", "nin", List.of("admin"), true),
        row(ROLES, "nin", List.of("super-admin"), true),
        row("a", "nin", "a", false),
        row("a", "nin", 5L, ERROR),
        row("a", "nin", null, ERROR),
        row(null, "nin", List.of("a"), false));
  }

  static Stream<Arguments> presences() {
    return Stream.of(
        row("x", "exists", true, true),
        row("x", "exists", false, false),
        row(null, "exists", true, false),
        row(null, "exists", false, true),
        row("", "exists", true, true),
        row(false, "exists", true, true),
        row("x", "exists", null, true),
        row(null, "exists", null, false),
        row("x", "exists", "whatever", true),
        row(null, "exists", "whatever", false),
        row("x", "nexists", true, false),
        row(null, "nexists", true, true),
        row("x", "nexists", false, true),
        row(null, "nexists", false, false),
        row("x", "nexists", null, false),
        row(null, "nexists", null, true),
        row("x", "nexists", "whatever", false));
  }

  static Stream<Arguments> contents() {
    return Stream.of(
        row("distributor-admin", "contains", "admin", true),
        row("Admin", "contains", "admin", false),
        row(42L, "contains", 4L, true),
        row("abc1", "contains", 1L, true),
        row(true, "contains", "ru", true),
        row("x", "contains", "", true),
        row(ROLES, "contains", "admin", false),
        row(ROLES, "contains", "super-admin", true),
        row(List.of(1L, 2L), "contains", "2", true),
        row(List.of(), "contains", "x", false),
        row("text", "contains", List.of("t"), false),
        row("text", "contains", null, false),
        row(ROLES, "contains", null, false),
        row(Map.of("a", 1L), "contains", "a", ERROR),
        row(Map.of("a", 1L), "contains", List.of("a"), ERROR),
        row(null, "contains", "x", false),
        row("distributor", "ncontains", "admin", true),
        row("admin", "ncontains", "admin", false),
        row(ROLES, "ncontains", "admin", true),
        row(List.of(), "ncontains", "x", true),
        row("text", "ncontains", null, true),
        row(Map.of("a", 1L), "ncontains", "a", ERROR),
        row(null, "ncontains", "x", false));
  }

  static Stream<Arguments> matches() {
    return Stream.of(
        row("document:7", "matches", "^document:[0-9]+$", true),
        row("my document:7", "matches", "^document:", false),
        row("my document:7", "matches", "document:", true),
        row(42L, "matches", "^4", true),
        row(true, "matches", "^true$", true),
        row("ADMIN", "matches", "(?i)admin", true),
        row(ROLES, "matches", "admin", ERROR),
        row(Map.of("a", 1L), "matches", "a", ERROR),
        row("a".repeat(Condition.LONGEST_MATCHED), "matches", "b$", false),
        row("a".repeat(Condition.LONGEST_MATCHED + 1), "matches", "b$", ERROR),
        row(null, "matches", "x", false),
        row("document:7", "nmatches", "^document:", false),
        row("other", "nmatches", "^document:", true),
        row(ROLES, "nmatches", "admin", ERROR),
        row(null, "nmatches", "x", false));
  }

  @ParameterizedTest
  @MethodSource({"comparisons", "orders", "memberships", "presences", "contents"})
  void a_condition_with_a_field_to_compare_with_follows_the_table(
      @Nullable Object field, String operator, @Nullable Object other, Object outcome) {
    Condition condition =
        condition("meta.field", operator, new Condition.Operand.From(path("meta.other")));

    assertThat(outcome(condition, request(field, other))).isEqualTo(outcome);
  }

  @ParameterizedTest
  @MethodSource({"comparisons", "orders", "memberships", "presences", "contents"})
  void a_condition_with_a_literal_follows_the_same_table(
      @Nullable Object field, String operator, @Nullable Object other, Object outcome) {
    Condition.Operand operand =
        other == null ? new Condition.Operand.None() : new Condition.Operand.Literal(other);

    assertThat(outcome(condition("meta.field", operator, operand), request(field, null)))
        .isEqualTo(outcome);
  }

  @ParameterizedTest
  @MethodSource("matches")
  void a_condition_with_a_regular_expression_looks_anywhere_in_the_text(
      @Nullable Object field, String operator, String expression, Object outcome) throws Exception {
    Condition.Operand operand = new Condition.Operand.Regex(BoundedRegex.compile(expression));

    assertThat(outcome(condition("meta.field", operator, operand), request(field, null)))
        .isEqualTo(outcome);
  }

  @Test
  void no_text_makes_a_regular_expression_slow() throws Exception {
    Condition condition =
        condition(
            "meta.field",
            "matches",
            new Condition.Operand.Regex(BoundedRegex.compile("(a*)*(a|a)*(.*.*)*c$")));

    assertThat(outcome(condition, request("a".repeat(Condition.LONGEST_MATCHED), null)))
        .isEqualTo(false);
  }

  @ParameterizedTest
  @CsvSource({
    "actor.id, alice",
    "actor.id.more, alice",
    "action, document.read",
    "action.more, document.read",
    "resource, document:1",
    "actor.meta.role, admin",
    "actor.meta.team.name, blue",
    "actor.meta.team.none, absent",
    "actor.meta.role.name, absent",
    "actor.meta.none.name, absent",
    "actor.meta.list.0, absent",
    "meta.host, api.example.com",
    "meta.job.labels.tier, gold",
    "owner, bob",
    "a.b, dotted",
    "meta.a.b, absent",
    "nobody, absent"
  })
  void a_field_is_found_by_its_path(String path, String value) {
    AccessRequest request =
        Asked.of(
            Map.of("role", "admin", "team", Map.of("name", "blue"), "list", List.of("x")),
            Map.of(
                "host",
                "api.example.com",
                "job",
                Map.of("labels", Map.of("tier", "gold")),
                "owner",
                "bob",
                "a.b",
                "dotted"));

    Object found = path(path).read(request);

    assertThat(found == null ? "absent" : found).isEqualTo(value);
  }

  @Test
  void the_metadata_of_an_actor_are_a_field_too() {
    assertThat(path("actor.meta").read(Asked.of(Map.of("a", 1), Map.of())))
        .isEqualTo(Map.of("a", 1L));
  }

  @Test
  void what_is_asked_of_an_actor_who_is_nobody_has_no_answer() {
    AccessRequest request =
        new AccessRequest(new Actor("", Set.of()), "a", "b", Metadata.of(Map.of("x", "")));
    Condition of = condition("actor.id", "exists", new Condition.Operand.None());
    Condition with = condition("meta.x", "eq", new Condition.Operand.From(path("actor.meta.role")));

    assertThat(Arrays.asList(outcome(of, request), outcome(with, request))).containsOnly(ERROR);
  }

  @Test
  void what_went_wrong_is_said_without_values() {
    Condition condition =
        condition("meta.field", "lt", new Condition.Operand.From(path("meta.other")));

    assertThat(condition.test(request("secret-a", "secret-b")))
        .isEqualTo(new Verdict.Failure("meta.field is a text and no number, which lt needs"));
  }

  static Stream<Arguments> reasons() {
    return Stream.of(
        argumentSet("eq", "user", "eq", "admin", "meta.field is \"user\", not \"admin\""),
        argumentSet(
            "in",
            "user",
            "in",
            List.of("admin", 1L),
            "meta.field is \"user\", not in [\"admin\", 1]"),
        argumentSet("absent", null, "eq", "x", "meta.field is absent"),
        argumentSet("exists", null, "exists", true, "meta.field is absent"),
        argumentSet("nexists", 1L, "nexists", true, "meta.field is there"),
        argumentSet("lt", 9L, "lt", 5L, "meta.field is 9, not less than 5"),
        argumentSet(
            "ncontains",
            ROLES,
            "ncontains",
            "super-admin",
            "meta.field is [\"distributor-admin\", \"super-admin\"], which contains"
                + " \"super-admin\""),
        argumentSet(
            "long",
            "x".repeat(100),
            "eq",
            "a\n\"b\"",
            "meta.field is \"" + "x".repeat(60) + "…\", not \"a\\u000A\\\"b\\\"\""));
  }

  @ParameterizedTest
  @MethodSource("reasons")
  void why_a_condition_does_not_hold_is_said_with_the_values(
      @Nullable Object field, String operator, Object literal, String why) {
    Condition condition = condition("meta.field", operator, new Condition.Operand.Literal(literal));
    AccessRequest request = request(field, null);

    assertThat(condition.test(request)).isEqualTo(Verdict.Answer.FAILS);
    assertThat(condition.why(request)).isEqualTo(why);
  }

  private static AccessRequest request(@Nullable Object field, @Nullable Object other) {
    HashMap<String, Object> meta = new HashMap<>();
    meta.put("field", field);
    meta.put("other", other);
    return Asked.of(Map.of(), meta);
  }

  private static Condition condition(String field, String operator, Condition.Operand operand) {
    return new Condition(
        path(field), Operator.of(operator).orElseThrow(), operand, new Place(1, 1));
  }

  private static FieldPath path(String text) {
    try {
      return FieldPath.parse(text);
    } catch (PatternFault fault) {
      throw new AssertionError(fault);
    }
  }

  private static Object outcome(Condition condition, AccessRequest request) {
    return switch (condition.test(request)) {
      case Verdict.Answer answer -> answer == Verdict.Answer.HOLDS;
      case Verdict.Failure(String reason) -> reason.isBlank() ? "no reason" : ERROR;
    };
  }
}
