package dev.tidegate.policy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How a condition compares a field with a value; {@link #toString} is its name in files. */
public enum Operator {
  /** The same value, number or text. */
  EQ("not"),
  /** Not {@link #EQ}. */
  NE("which is"),
  /** A smaller number. */
  LT("not less than"),
  /** A larger number. */
  GT("not greater than"),
  /** A smaller or equal number. */
  LTE("not at most"),
  /** A larger or equal number. */
  GTE("not at least"),
  /** {@link #EQ} to one of a list. */
  IN("not in"),
  /** Not {@link #IN}. */
  NIN("which is in"),
  /** There or not. */
  EXISTS("although exists asks for"),
  /** Not {@link #EXISTS}. */
  NEXISTS("although nexists asks for"),
  /** Part of a text, or one of a list's items. */
  CONTAINS("which does not contain"),
  /** Not {@link #CONTAINS}. */
  NCONTAINS("which contains"),
  /** Where a regular expression is found. */
  MATCHES("which does not match"),
  /** Not {@link #MATCHES}. */
  NMATCHES("which matches");

  private static final Map<String, Operator> BY_NAME = new HashMap<>();

  static {
    for (Operator operator : values()) {
      BY_NAME.put(operator.toString(), operator);
    }
  }

  private final String name = name().toLowerCase(Locale.ROOT);
  private final String otherwise;

  Operator(String otherwise) {
    this.otherwise = otherwise;
  }

  static Optional<Operator> of(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  static List<String> names() {
    return Arrays.stream(values()).map(Operator::toString).toList();
  }

  /** What to say between the field's value and the other one where it does not hold. */
  String otherwise() {
    return otherwise;
  }

  /** Whether it asks only whether the field is there. */
  boolean asksForPresence() {
    return this == EXISTS || this == NEXISTS;
  }

  /** Whether it compares numbers. */
  boolean comparesNumbers() {
    return this == LT || this == GT || this == LTE || this == GTE;
  }

  /** Whether it looks for a regular expression. */
  boolean matchesText() {
    return this == MATCHES || this == NMATCHES;
  }

  /** Whether it looks into a list of values. */
  boolean looksIntoList() {
    return this == IN || this == NIN;
  }

  /** Its name in files. */
  @Override
  public String toString() {
    return name;
  }
}
