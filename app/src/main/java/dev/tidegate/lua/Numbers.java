package dev.tidegate.lua;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Numbers to text and back, as stock Lua does both; LuaJ prints through {@code float}. */
public final class Numbers {

  /** The first whole number that fourteen digits can't tell. */
  private static final long MORE_DIGITS = 100_000_000_000_000L;

  private static final BigDecimal FIVE = BigDecimal.valueOf(5);
  private static final MathContext FOURTEEN_DIGITS = new MathContext(14, RoundingMode.HALF_EVEN);

  private static final int LONGEST_NUMERAL = 400;
  private static final int LONGEST_WITH_SPACE = 1000;

  /** The price of reading a character of a numeral. */
  private static final int CHARACTER_PRICE = 4;

  /** The price of the text of a number that is not whole. */
  private static final int FRACTION_PRICE = 10;

  /** The price of the text of a number whose shortest decimals are not exact enough. */
  private static final int SUBNORMAL_PRICE = 4000;

  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?");
  private static final Pattern HEXADECIMAL =
      Pattern.compile(
          "[+-]?0[xX](?:[0-9a-fA-F]++(?:\\.[0-9a-fA-F]*+)?|\\.[0-9a-fA-F]++)(?:[pP][+-]?[0-9]++)?");

  private Numbers() {}

  /** A number of any double, NaN and -0.0 too. */
  public static Real of(double number) {
    return new Real(number);
  }

  /** The power as C has it: 1 is 1 to any power, and -1 to an infinite one. */
  public static double power(double base, double exponent) {
    return base == 1 || (base == -1 && Double.isInfinite(exponent)) ? 1 : Math.pow(base, exponent);
  }

  /** The text of a number in C's {@code %.14g} (Lua 5.2 {@code LUA_NUMBER_FMT}), charged. */
  public static LuaString toText(LuaRuntime runtime, Real number) {
    double value = number.value;
    int whole = (int) value;
    if (whole == value && whole > 0) {
      return digits(whole);
    }
    if (value != Math.rint(value)) {
      runtime.charge(Math.abs(value) < Double.MIN_NORMAL ? SUBNORMAL_PRICE : FRACTION_PRICE);
    }
    return LuaString.valueOf(format(value));
  }

  private static LuaString digits(int positive) {
    int length = 1;
    for (int rest = positive / 10; rest > 0; rest /= 10) {
      length++;
    }
    byte[] text = new byte[length];
    int rest = positive;
    for (int i = length - 1; i >= 0; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return LuaString.valueUsing(text);
  }

  /** The number in C's {@code %.14g}. */
  public static String format(double number) {
    long whole = (long) number;
    if (whole == number && whole > -MORE_DIGITS && whole < MORE_DIGITS) {
      return whole == 0 && 1 / number < 0 ? "-0" : Long.toString(whole);
    }
    if (Double.isNaN(number)) {
      return "nan";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "inf" : "-inf";
    }
    BigDecimal rounded = fourteenDigits(number);
    int exponent = rounded.precision() - rounded.scale() - 1;
    BigDecimal shortest = rounded.stripTrailingZeros();
    if (exponent >= -4 && exponent < 14) {
      return shortest.toPlainString();
    }
    String digits = shortest.unscaledValue().abs().toString();
    return (number < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + (exponent < 0 ? "e-" : "e+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }

  /**
   * The number, rounded as its exact value is.
   *
   * <p>The exact value may have hundreds of digits. The shortest decimal that reads as the same
   * double rounds the same, unless it stands in the middle between two results; only a subnormal
   * number has shorter ones than the fourteen digits allow.
   */
  private static BigDecimal fourteenDigits(double number) {
    if (Math.abs(number) >= Double.MIN_NORMAL) {
      BigDecimal shortest = new BigDecimal(Double.toString(number));
      BigDecimal rounded = shortest.round(FOURTEEN_DIGITS);
      int excess = shortest.precision() - FOURTEEN_DIGITS.getPrecision();
      BigDecimal half = shortest.ulp().scaleByPowerOfTen(excess - 1).multiply(FIVE);
      if (excess <= 0 || shortest.subtract(rounded).abs().compareTo(half) != 0) {
        return rounded;
      }
    }
    return new BigDecimal(number).round(FOURTEEN_DIGITS);
  }

  /**
   * The value as a number where it is one or is a string that reads as one (Lua 5.2 manual, 3.4.2);
   * otherwise nil. Reading is charged.
   */
  public static LuaValue toNumber(LuaRuntime runtime, LuaValue value) {
    if (value instanceof Real) {
      return value;
    }
    if (value instanceof LuaString string) {
      runtime.charge(CHARACTER_PRICE * (long) Math.min(string.m_length, LONGEST_WITH_SPACE));
      return parse(string);
    }
    return LuaValue.NIL;
  }

  /**
   * Reads a numeral with optional white space around it, decimal or hexadecimal (with fraction and
   * exponent); or nil. A numeral has at most {@value #LONGEST_NUMERAL} characters, with the space
   * around it at most {@value #LONGEST_WITH_SPACE}.
   */
  public static LuaValue parse(LuaString string) {
    if (string.m_length > LONGEST_WITH_SPACE) {
      return LuaValue.NIL;
    }
    int from = string.m_offset;
    int to = from + string.m_length;
    while (from < to && isSpace(string.m_bytes[from])) {
      from++;
    }
    while (from < to && isSpace(string.m_bytes[to - 1])) {
      to--;
    }
    if (from == to || to - from > LONGEST_NUMERAL) {
      return LuaValue.NIL;
    }
    double plain = plain(string.m_bytes, from, to);
    if (plain >= 0) {
      return Numbers.of(plain);
    }
    String text = new String(string.m_bytes, from, to - from, StandardCharsets.ISO_8859_1);
    boolean hexadecimal = HEXADECIMAL.matcher(text).matches();
    if (!hexadecimal && !DECIMAL.matcher(text).matches()) {
      return LuaValue.NIL;
    }
    // Java wants an exponent after a hexadecimal numeral, Lua does not.
    boolean lacksExponent = hexadecimal && text.indexOf('p') < 0 && text.indexOf('P') < 0;
    return Numbers.of(Double.parseDouble(lacksExponent ? text + "p0" : text));
  }

  /**
   * Reads digits with a point among them or not, as few as a double holds exactly. Gives -1 for all
   * other text.
   */
  private static double plain(byte[] bytes, int from, int to) {
    if (to - from > ExactDecimal.DIGITS) {
      return -1;
    }
    long digits = 0;
    int point = -1;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b >= '0' && b <= '9') {
        digits = 10 * digits + (b - '0');
      } else if (b == '.' && point < 0 && to - from > 1) {
        point = i;
      } else {
        return -1;
      }
    }
    return ExactDecimal.of(digits, point < 0 ? 0 : to - point - 1);
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || (b >= '\t' && b <= '\r');
  }
}
