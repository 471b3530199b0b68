package dev.tidegate.lua.lib;

import dev.tidegate.lua.ByteBuilder;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** C's conversions {@code %a %e %f %g} of doubles: exact decimals, ties to even. */
final class FloatFormat {

  private static final int DEFAULT_PRECISION = 6;
  private static final int MANTISSA_BITS = 52;
  private static final int MANTISSA_DIGITS = MANTISSA_BITS / 4;

  private FloatFormat() {}

  static void append(ByteBuilder target, Directive directive, double number) {
    boolean negative = number < 0 || (number == 0 && 1 / number < 0);
    String sign = directive.sign(negative);
    boolean upper = Character.isUpperCase(directive.conversion());
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      String word = Double.isNaN(number) ? "nan" : "inf";
      directive.append(target, sign, upper ? toUpperCase(word) : word, false);
      return;
    }
    double magnitude = Math.abs(number);
    int precision = directive.precision() < 0 ? DEFAULT_PRECISION : directive.precision();
    boolean alternate = directive.alternate();
    String body =
        switch (Character.toLowerCase(directive.conversion())) {
          case 'e' -> scientific(magnitude, precision, alternate);
          case 'f' -> fixed(magnitude, precision, alternate);
          case 'g' -> general(magnitude, Math.max(precision, 1), alternate);
          default -> {
            // Zeros go between the prefix and the digits.
            sign += "0x";
            yield hexadecimal(magnitude, directive.precision(), alternate);
          }
        };
    directive.append(
        target, upper ? toUpperCase(sign) : sign, upper ? toUpperCase(body) : body, true);
  }

  static String toUpperCase(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  private static String fixed(double magnitude, int precision, boolean alternate) {
    String text =
        new BigDecimal(magnitude).setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
    return alternate && precision == 0 ? text + "." : text;
  }

  private static String scientific(double magnitude, int precision, boolean alternate) {
    Decimal decimal = Decimal.of(magnitude, precision + 1);
    return decimal.digits().charAt(0)
        + (precision > 0 || alternate ? "." : "")
        + decimal.digits().substring(1)
        + exponent(decimal.exponent());
  }

  private static String exponent(int exponent) {
    int size = Math.abs(exponent);
    return (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
  }

  private static String general(double magnitude, int digits, boolean alternate) {
    int exponent = Decimal.of(magnitude, digits).exponent();
    if (exponent >= -4 && exponent < digits) {
      String text = fixed(magnitude, digits - 1 - exponent, alternate);
      return alternate ? text : withoutTrailingZeros(text);
    }
    String text = scientific(magnitude, digits - 1, alternate);
    if (alternate) {
      return text;
    }
    int e = text.indexOf('e');
    return withoutTrailingZeros(text.substring(0, e)) + text.substring(e);
  }

  private static String withoutTrailingZeros(String text) {
    if (text.indexOf('.') < 0) {
      return text;
    }
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
  }

  /** What follows the {@code 0x}; without a precision, as many digits as the number has. */
  private static String hexadecimal(double magnitude, int precision, boolean alternate) {
    long bits = Double.doubleToLongBits(magnitude);
    long mantissa = bits & ((1L << MANTISSA_BITS) - 1);
    int exponent = (int) (bits >>> MANTISSA_BITS);
    if (exponent > 0) {
      mantissa |= 1L << MANTISSA_BITS;
      exponent -= Double.MAX_EXPONENT;
    } else {
      exponent = mantissa == 0 ? 0 : Double.MIN_EXPONENT;
    }
    if (precision >= 0 && precision < MANTISSA_DIGITS) {
      mantissa = roundToEven(mantissa, 4 * (MANTISSA_DIGITS - precision));
    }
    String digits =
        "0".repeat(MANTISSA_DIGITS) + Long.toHexString(mantissa & ((1L << MANTISSA_BITS) - 1));
    digits = digits.substring(digits.length() - MANTISSA_DIGITS);
    if (precision < 0) {
      int end = MANTISSA_DIGITS;
      while (end > 0 && digits.charAt(end - 1) == '0') {
        end--;
      }
      digits = digits.substring(0, end);
    } else if (precision <= MANTISSA_DIGITS) {
      digits = digits.substring(0, precision);
    } else {
      digits += "0".repeat(precision - MANTISSA_DIGITS);
    }
    return (mantissa >>> MANTISSA_BITS)
        + (digits.isEmpty() && !alternate ? "" : ".")
        + digits
        + (exponent < 0 ? "p" : "p+")
        + exponent;
  }

  private static long roundToEven(long value, int bits) {
    long unit = 1L << bits;
    long rest = value & (unit - 1);
    long down = value - rest;
    boolean up = rest > unit / 2 || (rest == unit / 2 && (down & unit) != 0);
    return up ? down + unit : down;
  }

  /** A number's first digits, rounded, and the power of ten of the first. */
  private record Decimal(String digits, int exponent) {

    static Decimal of(double magnitude, int count) {
      if (magnitude == 0) {
        return new Decimal("0".repeat(count), 0);
      }
      BigDecimal rounded =
          new BigDecimal(magnitude).round(new MathContext(count, RoundingMode.HALF_EVEN));
      String digits = rounded.unscaledValue().toString();
      int exponent = rounded.precision() - rounded.scale() - 1;
      return new Decimal(digits + "0".repeat(count - digits.length()), exponent);
    }
  }
}
