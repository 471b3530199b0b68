package dev.tidegate.lua.differential;

import java.util.ArrayList;
import java.util.List;

/** Makes calls of {@code os.date} and {@code os.time} that do not depend on the present. */
final class DateCalls {

  private static final String CONVERSIONS = "aAbBcCdDeFgGhHIjmMnprRStTuUVwWxXyYzZ%";

  private final Chance chance;

  private DateCalls(Chance chance) {
    this.chance = chance;
  }

  /** One call. */
  static Case generate(Chance chance) {
    DateCalls calls = new DateCalls(chance);
    return Case.of(chance.oneIn(2) ? calls.date() : calls.time());
  }

  private String date() {
    StringBuilder format = new StringBuilder("!");
    int parts = chance.between(0, 4);
    for (int i = 0; i < parts; i++) {
      format.append(chance.of("", " ", "x"));
      format.append('%').append(CONVERSIONS.charAt(chance.below(CONVERSIONS.length())));
    }
    if (chance.oneIn(40)) {
      format.append(
          chance.of(
              "%",
              "%1", "%L", "%Ex", "%Ed", "%Od", "%Oc", "%E", "%s", "%k", "%f", "%?", "% d", "%\\n"));
    }
    String shown = chance.oneIn(6) ? chance.of("!*t", "!*tx", "!") : format.toString();
    return "return os.date('" + shown + "', " + instant() + ")";
  }

  private String instant() {
    return switch (chance.below(8)) {
      case 0 ->
          chance.of("0", "-1", "1.9", "-0.5", "'86400'", "951782400", "4102444800", "-2208988800");
      case 1 -> "-" + chance.below(2_000_000_000);
      case 2 -> chance.below(100_000) + " * 86400";
      default -> Integer.toString(chance.below(2_000_000_000));
    };
  }

  private String time() {
    List<String> fields = new ArrayList<>();
    fields.add("year = " + number(1902, 2200));
    fields.add("month = " + number(-3, 30));
    fields.add("day = " + number(-40, 80));
    if (chance.oneIn(2)) {
      fields.add("hour = " + number(-30, 60));
      fields.add("min = " + number(-100, 200));
      fields.add("sec = " + number(-1000, 2000));
    }
    if (chance.oneIn(5)) {
      fields.add("isdst = " + chance.of("false", "nil"));
    }
    if (chance.oneIn(12)) {
      fields.remove(chance.below(fields.size()));
    }
    if (chance.oneIn(12)) {
      fields.add(chance.of("day = 'x'", "hour = {}", "month = true", "sec = '12'"));
    }
    return "return os.time{" + String.join(", ", fields) + "}";
  }

  private String number(int least, int most) {
    int number = chance.between(least, most);
    return chance.oneIn(15) ? "'" + number + "'" : chance.oneIn(15) ? number + ".5" : "" + number;
  }
}
