package dev.tidegate.lua.differential;

/**
 * Where Tidegate's Lua is meant to differ from stock Lua 5.2, and why.
 *
 * <p>The generators themselves leave out, because the answer would say nothing:
 *
 * <ul>
 *   <li>numbers beyond the range of a C integer where one is wanted, which C leaves undefined;
 *   <li>constant expressions whose value is a negative zero, which LuaJ's compiler makes a zero;
 *   <li>the text of a NaN, whose sign is the processor's choice;
 *   <li>how deep calls may be nested, and positions of callers of a {@code __call} in a tail call:
 *       such a call nests here and is replaced there;
 *   <li>random numbers, addresses, and the order in which {@code next} goes through keys.
 * </ul>
 */
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
      boolean isWithin =
          source.contains("pcall(error, ") || source.contains("pcall(table.sort, t, error)");
      // A case is called by the protected call of what runs it.
      boolean isBelow = source.contains("error(");
      return (isWithin && expected.replaceFirst("\"(case|batch):\\d+: ", "\"").equals(actual))
          || (isBelow && expected.replaceFirst("\"[^\":]+/peer\\.lua:\\d+: ", "\"").equals(actual));
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

  /**
   * Stock Lua calls the iterator of a loop, or a metamethod of {@code ..} that is no function, by
   * the name of what stands in the register where it puts them for the call.
   */
  NAME_OF_REGISTER_FOR_CALL {
    @Override
    boolean covers(String source, String expected, String actual) {
      return (source.contains(" in ") || source.contains("__concat"))
          && expected
              .replaceAll(
                  "attempt to call (\\w+ )'[^']*' \\(a (\\w+) value\\)",
                  "attempt to call a $2 value")
              .equals(actual);
    }
  },

  /** A key that is a negative zero becomes a zero, as in Lua 5.3. */
  NEGATIVE_ZERO_KEYS {
    @Override
    boolean covers(String source, String expected, String actual) {
      return source.contains("-zero") && expected.replace("[-0]=", "[0]=").equals(actual);
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
