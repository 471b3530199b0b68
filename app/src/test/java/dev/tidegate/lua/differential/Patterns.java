package dev.tidegate.lua.differential;

/** Makes patterns (Lua 5.2 manual, 6.4.1) and what {@code gsub} puts in place of a match. */
final class Patterns {

  private static final int MOST_ITEMS = 6;

  private final Chance chance;

  Patterns(Chance chance) {
    this.chance = chance;
  }

  /** As a Lua string literal. */
  String pattern() {
    StringBuilder pattern = new StringBuilder();
    if (chance.oneIn(6)) {
      pattern.append('^');
    }
    int open = 0;
    int items = chance.below(MOST_ITEMS);
    for (int i = 0; i < items; i++) {
      switch (chance.below(10)) {
        case 0 -> {
          pattern.append('(');
          open++;
        }
        case 1 -> {
          if (open > 0) {
            pattern.append(')');
            open--;
          } else {
            pattern.append("()");
          }
        }
        default -> pattern.append(single()).append(chance.of("", "", "", "*", "+", "-", "?"));
      }
    }
    pattern.append(")".repeat(open));
    if (chance.oneIn(6)) {
      pattern.append('$');
    }
    if (chance.oneIn(12)) {
      pattern.insert(
          chance.below(pattern.length() + 1),
          chance.of("%", "[", "(", ")", "]", "^", "%b", "%f", "%1", "[^", "-", "\0", "*"));
    }
    return Values.quote(pattern.toString()).replace("\0", "\\0");
  }

  private String single() {
    return switch (chance.below(9)) {
      case 0 -> ".";
      case 1 ->
          "%"
              + chance.of(
                  "a", "d", "l", "s", "u", "w", "x", "p", "c", "g", "A", "D", "S", "W", "U", "X",
                  "P", "C", "G", "L");
      case 2 -> "%" + chance.of(".", "%", "(", "[", "-", "z", "Z", "n", "0", "1", "2", "9");
      case 3 -> set();
      case 4 ->
          chance.oneIn(3)
              ? chance.of("%b()", "%b[]", "%bxa", "%baa", "%f[%w]", "%f[^a]", "%f[%z]")
              : "x";
      case 5 -> " ";
      default -> chance.of("a", "b", "0", "1", ",", "=");
    };
  }

  private String set() {
    StringBuilder set = new StringBuilder(chance.oneIn(3) ? "[^" : "[");
    if (chance.oneIn(6)) {
      set.append(']');
    }
    int parts = chance.between(1, 3);
    for (int i = 0; i < parts; i++) {
      set.append(
          chance.of(
              "a", "b", "01", "a-z", "0-9", "%a", "%s", "%]", "-", "a-", "%-x", "^", "[", " ",
              "%d-z", "b-a"));
    }
    return set.append(chance.oneIn(20) ? "" : "]").toString();
  }

  /** Text, a table or a function. */
  String replacement() {
    return switch (chance.below(10)) {
      case 0 -> "{a = 'A', b = false, x = 7, ['1'] = true, [''] = '-'}";
      case 1 -> "setmetatable({}, {__index = function(_, k) return k .. k end})";
      case 2 ->
          "function(...) trace(...) return "
              + chance.of("nil", "false", "'y'", "8", "{}", "true", "...")
              + " end";
      case 3 ->
          chance.of(
              "string.upper",
              "function() error('in it') end",
              "function() error('in it', 2) end",
              "error",
              "string.rep",
              "5",
              "nil",
              "true");
      default ->
          Values.quote(
              new Values(chance).text("ab<>", chance.below(3))
                  + chance.of("%0", "%1", "%2", "%%", "%9", "", "", "%", "%x", "%1%0")
                  + chance.of("", ">", "%0"));
    };
  }
}
