package dev.tidegate.policy.expression;

/**
 * The value of a part that has none. It is a value and no exception because {@code ||} and {@code
 * &&} do without one of their sides where the other decides.
 *
 * @param words what went wrong, without values of the request
 */
record Flaw(String words) {

  static final Flaw TYPES = new Flaw("an operator or function got a value of a type that it lacks");
  static final Flaw MISSING = new Flaw("a key is missing; ask for it with has() first");
  static final Flaw NO_MAP = new Flaw("a value that is no map has no keys");
  static final Flaw INDEX = new Flaw("an index is beyond the end of its list");
  static final Flaw OVERFLOW = new Flaw("a number is too large for its type");
  static final Flaw ZERO = new Flaw("a number is divided by zero");
  static final Flaw NO_NUMBER = new Flaw("a text that should become a number is none");
  static final Flaw NO_COLLECTION = new Flaw("a value that is neither list nor map has no items");
  static final Flaw LONG_TEXT = new Flaw("a text has become too long");
  static final Flaw KEYS =
      new Flaw("a key of a map is neither text, nor whole number, nor boolean");
  static final Flaw TWICE = new Flaw("a map has a key twice");
}
