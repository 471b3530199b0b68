package dev.tidegate.lua.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes Lua expressions for arguments, with what is on the edge more often than by chance. */
final class Values {

  private static final String[] NUMBERS = {
    "0",
    "-zero",
    "1",
    "2",
    "3",
    "-1",
    "-2",
    "7",
    "10",
    "36",
    "63",
    "64",
    "100",
    "255",
    "256",
    "0.1",
    "0.5",
    "-0.5",
    "1.5",
    "2.5",
    "-2.5",
    "3.7",
    "1/3",
    "2^31",
    "2^31-1",
    "-2^31",
    "2^32",
    "2^32-1",
    "2^53",
    "-2^53",
    "2^53+2",
    "2^63",
    "-2^63",
    "2^64",
    "1e15",
    "1e14",
    "99999999999999",
    "1e100",
    "1e308",
    "-1e308",
    "5e-324",
    "2.2250738585072014e-308",
    "123456789.125",
    "1e-5",
    "0.0001",
    "math.pi",
    "math.huge",
    "-math.huge",
    "nan",
    "0x7fffffff",
    "0xA.8p1",
    "9007199254740993",
  };

  private static final String[] NUMERALS = {
    "'10'",
    "'0x10'",
    "' 0x1p4 '",
    "'1e1'",
    "'-7.5e-1\\n'",
    "'0x'",
    "'1e'",
    "'nan'",
    "'inf'",
    "'- 1'",
    "'+5'",
    "'0x.8'",
    "'.5'",
    "'5.'",
    "'.'",
    "''",
    "' '",
    "'1 2'",
    "'\\t12\\v'",
    "'1\\0'",
    "'0x1P-2'",
    "'1_000'",
    "'1e400'",
    "'-0'",
    "'0b1'",
    "'08'",
    "'1f'",
    "'0xap'",
    "'1e+'",
    "'--1'",
    "'0x1.8'",
    "'infinity'",
    "'1E5'",
    "'0X1F'",
    "'99999999999999999999'",
    "'0x1ffffffffffffffff'",
  };

  private final Chance chance;

  Values(Chance chance) {
    this.chance = chance;
  }

  String number() {
    return switch (chance.below(10)) {
      case 0 -> chance.of(NUMERALS);
      case 1 -> "-" + chance.between(1, 1000);
      case 2 -> chance.below(100_000) + "/" + (1 + chance.below(1000));
      case 3 -> Integer.toString(chance.below(64));
      default -> chance.of(NUMBERS);
    };
  }

  /** A position or count, mostly near the ends of short strings. */
  String position() {
    return switch (chance.below(12)) {
      case 0 -> chance.of("1.5", "2.999", "-1.5", "'2'", "'0x3'", "-zero");
      case 1 -> chance.of("2^31-1", "-2^31", "-2^31+1", "1000", "-1000");
      default -> Integer.toString(chance.between(-6, 12));
    };
  }

  /** A number that C code takes as 32 bits. */
  String word() {
    return chance.oneIn(3)
        ? chance.of(
            "2^31",
            "-2^31",
            "2^32",
            "2^32-1",
            "0xdeadbeef",
            "-1",
            "2.5",
            "-2.5",
            "0.5",
            "'0xff'",
            "2^40+3",
            "-2^40-3",
            "0x7fffffff",
            "2^50")
        : Integer.toString(chance.between(-300, 70_000));
  }

  String string() {
    return switch (chance.below(8)) {
      case 0 -> chance.of(NUMERALS);
      case 1 -> bytes();
      case 2 -> Integer.toString(chance.below(100_000));
      case 3 -> chance.of("('ab'):rep(" + chance.below(60) + ")", "('x'):rep(1000)", "'\\0a\\0'");
      default -> subject();
    };
  }

  /** Text of few different characters, so that patterns match now and then. */
  String subject() {
    return quote(text("aab01 .(x)[]%,=\n", chance.below(14)));
  }

  String bytes() {
    int length = chance.below(8);
    return IntStream.range(0, length)
        .mapToObj(i -> "\\%03d".formatted(chance.below(256)))
        .collect(Collectors.joining("", "'", "'"));
  }

  String text(String alphabet, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(chance.below(alphabet.length())));
    }
    return text.toString();
  }

  static String quote(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
  }

  String table() {
    return switch (chance.below(10)) {
      case 0 -> "{}";
      case 1 -> "{n=1, x='y', 5, 6}";
      case 2 -> "{1, nil, 3}";
      case 3 ->
          "setmetatable({1, 2, 3}, {__index = function(_, k) trace('index', k) return k end})";
      case 4 -> "setmetatable({1, 2, 3}, {__newindex = function(_, k, v) trace('new', k, v) end})";
      case 5 -> "setmetatable({1, 2, 3}, {__len = function() return " + length() + " end})";
      default -> list();
    };
  }

  private String length() {
    return chance.of("2", "5", "0", "-1", "3.5", "'2'", "nil", "{}", "30", "'x'");
  }

  private String list() {
    List<String> elements = new ArrayList<>();
    int count = chance.below(9);
    boolean numbers = chance.oneIn(2);
    for (int i = 0; i < count; i++) {
      elements.add(
          numbers ? chance.between(-9, 9) + chance.of("", "", ".5") : quote(text("abc", 2)));
    }
    if (chance.oneIn(8)) {
      elements.add(any());
    }
    return "{" + String.join(", ", elements) + "}";
  }

  String function() {
    return chance.of(
        "function(...) return ... end",
        "function() end",
        "function(...) trace(...) return select('#', ...) end",
        "function() error('raised') end",
        "function() error({code = 5}) end",
        "function() error() end",
        "function() error('here', 2) end",
        "function() return 1, 2, 3 end",
        "function(x) return x .. '!' end",
        "function(x) return x.y end",
        "tostring",
        "type",
        "string.upper",
        "string.sub",
        "error",
        "next");
  }

  /** Anything, but no number beyond what C code takes where it takes a certain kind. */
  String wrong(char kind) {
    if (kind == 'l') {
      return chance.of("nil", "{}", "true", "7", "setmetatable({}, {__call = next})");
    }
    if ("imwcbxdv".indexOf(kind) < 0) {
      return any();
    }
    return switch (chance.below(5)) {
      case 0 -> "nil";
      case 1 -> chance.of("true", "'x'", "''");
      case 2 -> function();
      case 3 -> table();
      default -> Integer.toString(chance.between(-5, 40));
    };
  }

  String any() {
    return switch (chance.below(9)) {
      case 0 -> "nil";
      case 1 -> chance.of("true", "false");
      case 2 -> function();
      case 3 -> table();
      case 4 -> "coroutine.create(" + function() + ")";
      case 5 ->
          "setmetatable({}, {__tostring = function() return "
              + chance.of("'it'", "5", "nil", "{}")
              + " end})";
      case 6 -> "setmetatable({}, {__call = function(self, ...) return 'called', ... end})";
      case 7 -> number();
      default -> string();
    };
  }
}
