package dev.tidegate.policy;

/**
 * A pattern of actions, or of resources that aren't URLs: {@code *} is everything, {@code a.*} is
 * {@code a} and whatever begins with {@code a.}, {@code a*} is whatever begins with {@code a},
 * anything else is itself. Case matters.
 */
sealed interface TextPattern {

  boolean matches(String value);

  /** {@code *}. */
  record Everything() implements TextPattern {
    @Override
    public boolean matches(String value) {
      return true;
    }
  }

  /** A text without a star. */
  record Exactly(String text) implements TextPattern {
    @Override
    public boolean matches(String value) {
      return value.equals(text);
    }
  }

  /** {@code a*}. */
  record StartingWith(String prefix) implements TextPattern {
    @Override
    public boolean matches(String value) {
      return value.startsWith(prefix);
    }
  }

  /** {@code a.*}. */
  record Family(String parent) implements TextPattern {
    @Override
    public boolean matches(String value) {
      return value.startsWith(parent)
          && (value.length() == parent.length() || value.charAt(parent.length()) == '.');
    }
  }

  static TextPattern parse(String text) throws PatternFault {
    int star = text.indexOf('*');
    if (star < 0) {
      return new Exactly(text);
    }
    String before = text.substring(0, star);
    if (star < text.length() - 1) {
      throw new PatternFault(
          "\"%s\" has a star before its end; a star stands only at the end, like \"%s*\""
              .formatted(text, before));
    }
    if (before.isEmpty()) {
      return new Everything();
    }
    if (before.equals(".")) {
      throw new PatternFault("\".*\" has nothing before the dot; write \"*\" for everything");
    }
    return before.endsWith(".")
        ? new Family(before.substring(0, before.length() - 1))
        : new StartingWith(before);
  }
}
