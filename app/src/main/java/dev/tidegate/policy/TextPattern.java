package dev.tidegate.policy;

/**
 * A pattern of actions, or of resources that aren't URLs: {@code *} is everything, {@code a.*} is
 * {@code a} and whatever begins with {@code a.}, {@code a*} is whatever begins with {@code a},
 * anything else is itself. Case matters.
 */
sealed interface TextPattern {

  boolean matches(String value);

  /** Whether it matches all that another one matches. */
  boolean covers(TextPattern other);

  /** {@code *}. */
  record Everything() implements TextPattern {
    @Override
    public boolean matches(String value) {
      return true;
    }

    @Override
    public boolean covers(TextPattern other) {
      return true;
    }
  }

  /** A text without a star. */
  record Exactly(String text) implements TextPattern {
    @Override
    public boolean matches(String value) {
      return value.equals(text);
    }

    @Override
    public boolean covers(TextPattern other) {
      return equals(other);
    }
  }

  /** {@code a*}. */
  record StartingWith(String prefix) implements TextPattern {
    @Override
    public boolean matches(String value) {
      return value.startsWith(prefix);
    }

    @Override
    public boolean covers(TextPattern other) {
      return switch (other) {
        case Everything _ -> false;
        case Exactly(String text) -> matches(text);
        case StartingWith(String longer) -> matches(longer);
        case Family(String family) -> matches(family);
      };
    }
  }

  /** {@code a.*}. */
  record Family(String parent) implements TextPattern {
    @Override
    public boolean matches(String value) {
      return value.startsWith(parent)
          && (value.length() == parent.length() || value.charAt(parent.length()) == '.');
    }

    @Override
    public boolean covers(TextPattern other) {
      return switch (other) {
        case Everything _ -> false;
        case Exactly(String text) -> matches(text);
        case StartingWith(String prefix) -> prefix.startsWith(parent + ".");
        case Family(String family) -> matches(family);
      };
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
