package dev.tidegate.lua.differential;

/** Where Tidegate's Lua is meant to differ from stock Lua 5.2, and why. */
enum KnownDifference {
  /**
   * Errors of this sandbox's modules are objects, which {@code assert} has to raise as they are.
   */
  ASSERTED_OBJECTS {
    @Override
    boolean covers(String source, String expected, String actual) {
      return source.contains("assert") && expected.contains("(string expected, got ");
    }
  },

  /** What a reader function gives is judged within {@code load}, which catches what it finds. */
  POSITION_OF_READER_ERROR {
    @Override
    boolean covers(String source, String expected, String actual) {
      return actual.contains("\"reader function must return a string\"")
          && expected.replaceFirst("case:\\d+: reader", "reader").equals(actual);
    }
  },

  /** What called a protected call is not looked at for the level of an error within it. */
  LEVELS_BEYOND_PROTECTED_CALL {
    @Override
    boolean covers(String source, String expected, String actual) {
      return source.contains("pcall(error, ")
          && expected.replaceFirst("\"(case|batch):\\d+: ", "\"").equals(actual);
    }
  },

  /**
   * Messages and {@code %s} keep zero bytes, at which C ends a string. The generators of formats
   * leave them out.
   */
  ZERO_BYTES {
    @Override
    boolean covers(String source, String expected, String actual) {
      return source.contains("\\0")
          && (source.contains("assert") || source.contains("load"))
          && actual.contains("\\000");
    }
  },

  /** A text that is none is an error in {@code %s}; stock Lua writes what C makes of it. */
  NULL_TEXTS {
    @Override
    boolean covers(String source, String expected, String actual) {
      return source.contains("format") && actual.contains("'__tostring' must return a string");
    }
  },

  /** The name of a chunk is text: what is no UTF-8 shows as U+FFFD. */
  MALFORMED_CHUNK_NAMES {
    @Override
    boolean covers(String source, String expected, String actual) {
      return source.contains("load") && actual.contains("\\239\\191\\189");
    }
  },

  /** Stock Lua may call the iterator of a loop by the name of another variable. */
  NAME_OF_ITERATOR {
    @Override
    boolean covers(String source, String expected, String actual) {
      return source.contains(" in ")
          && expected
              .replaceAll(
                  "attempt to call \\w+ '\\w+' \\(a (\\w+) value\\)", "attempt to call a $1 value")
              .equals(actual);
    }
  },

  /** Memory is a limit of the job, and where it was exceeded is worth knowing. */
  POSITION_OF_MEMORY_ERROR {
    @Override
    boolean covers(String source, String expected, String actual) {
      return expected.equals(
          actual.replaceAll("case:\\d+: not enough memory", "not enough memory"));
    }
  };

  abstract boolean covers(String source, String expected, String actual);

  /** Whether one of them is the reason of a difference. */
  static boolean explains(String source, String expected, String actual) {
    for (KnownDifference difference : values()) {
      if (difference.covers(source, expected, actual)) {
        return true;
      }
    }
    return false;
  }
}
