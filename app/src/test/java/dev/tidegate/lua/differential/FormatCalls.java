package dev.tidegate.lua.differential;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes calls of {@code string.format}, with all that C's {@code printf} knows for Lua's values.
 */
final class FormatCalls {

  private final Chance chance;
  private final Values values;

  private FormatCalls(Chance chance) {
    this.chance = chance;
    values = new Values(chance);
  }

  /** One call. */
  static Case generate(Chance chance) {
    return Case.of(new FormatCalls(chance).call());
  }

  private String call() {
    StringBuilder format = new StringBuilder();
    List<String> arguments = new ArrayList<>();
    int directives = chance.between(1, 3);
    for (int i = 0; i < directives; i++) {
      format.append(chance.of("", "", "x", "%%", " ")).append('%').append(flags());
      String conversion =
          chance.of(
              "a", "A", "c", "d", "e", "E", "f", "g", "G", "i", "o", "q", "s", "u", "x", "X", "d",
              "g", "s", "x");
      if (chance.oneIn(60)) {
        conversion = chance.of("b", "p", "n", "l", "", "F", "S", "\\n");
      }
      format.append(conversion);
      arguments.add(argument(conversion));
    }
    if (chance.oneIn(15)) {
      arguments.removeLast();
    }
    arguments.addFirst("'" + format + "'");
    return "return string.format(" + String.join(", ", arguments) + ")";
  }

  private String flags() {
    StringBuilder flags = new StringBuilder();
    int count = chance.oneIn(2) ? 0 : chance.between(1, 3);
    for (int i = 0; i < count; i++) {
      flags.append(chance.of("-", "+", " ", "#", "0"));
    }
    if (chance.oneIn(80)) {
      flags.append("------");
    }
    if (chance.oneIn(3)) {
      flags.append(chance.of("1", "5", "9", "12", "20", "99", chance.oneIn(10) ? "100" : "3"));
    }
    if (chance.oneIn(3)) {
      flags
          .append('.')
          .append(
              chance.of("", "0", "1", "3", "10", "17", "40", "99", chance.oneIn(10) ? "123" : "2"));
    }
    return flags.toString();
  }

  private String argument(String conversion) {
    if (chance.oneIn(25) && !conversion.equals("s")) {
      return values.wrong('i');
    }
    return switch (conversion) {
      case "c" -> Integer.toString(chance.below(256));
      case "d", "i" -> chance.oneIn(3) ? values.position() : whole(true);
      case "o", "u", "x", "X" -> chance.oneIn(3) ? values.position() : whole(false);
      case "q" -> chance.oneIn(2) ? values.bytes() : values.string();
      case "s" -> text();
      // How the sign of a NaN is padded is the processor's choice.
      default -> {
        String number = values.number();
        yield number.contains("nan") ? "0.5" : number;
      }
    };
  }

  /** Nothing with an address, whose length differs, and no zero bytes, at which C ends. */
  private String text() {
    if (chance.oneIn(5)) {
      return chance.of(
          "nil",
          "true",
          "12.5",
          "setmetatable({}, {__tostring = function() return 'its text' end})");
    }
    String string = values.string();
    return string.contains("\\0") ? "'zero'" : string;
  }

  /** Beyond what the conversion takes now and then. */
  private String whole(boolean negative) {
    String number =
        chance.of(
            "0",
            "7",
            "255",
            "65535",
            "2^31",
            "2^32-1",
            "2^53",
            "2^62",
            "2^63",
            "2^63-1024",
            "1e15",
            "123456789",
            "3.0",
            "3.5",
            "0.99",
            "2^64-2048",
            "2^64",
            "1e19");
    return negative && !number.equals("0") && chance.oneIn(2) ? "-" + number : number;
  }
}
