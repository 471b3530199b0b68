package dev.tidegate.lua.module;

import java.math.BigDecimal;

/**
 * The texts of numbers in JSON: the fewest digits that are read as the same number, and all of a
 * whole one. Those that JSON lacks are {@code null}.
 */
final class JsonNumber {

  /** What making such a text costs at least, in units of work. */
  static final int PRICE = 30;

  private static final double LEAST_PLAIN = 1e-6;
  private static final double LEAST_WITH_EXPONENT = 1e21;

  private JsonNumber() {}

  /** A number that is a whole text by itself, as ECMAScript writes it. */
  static String alone(double number) {
    return number == Math.rint(number) && Math.abs(number) >= LEAST_WITH_EXPONENT
        ? withExponent(number)
        : within(number);
  }

  /** A number within an array or object: a whole one has all its digits and no exponent. */
  static String within(double number) {
    long whole = (long) number;
    if (whole == number && whole != Long.MAX_VALUE) {
      return Long.toString(whole);
    }
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return "null";
    }
    if (number == Math.rint(number)) {
      return new BigDecimal(number).toPlainString();
    }
    if (Math.abs(number) < LEAST_PLAIN) {
      return withExponent(number);
    }
    String text = Double.toString(number);
    return text.indexOf('E') < 0 ? text : new BigDecimal(text).stripTrailingZeros().toPlainString();
  }

  private static String withExponent(double number) {
    if (Double.isInfinite(number)) {
      return "null";
    }
    String text = Double.toString(number);
    // Java has a fraction in any case, and no plus sign.
    return text.replace(".0E", "E").replace("E-", "e-").replace("E", "e+");
  }
}
