package dev.tidegate.lua;

/**
 * Short decimal numerals as doubles without a search for the nearest: the digits are a whole number
 * that a double holds, and so is the power of ten, so that their quotient is rounded once, and
 * right (Clinger, "How to Read Floating Point Numbers Accurately", 1990).
 */
public final class ExactDecimal {

  /** Any whole number of so many digits is less than 2^53. */
  public static final int DIGITS = 15;

  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private ExactDecimal() {}

  /**
   * The number.
   *
   * @param digits all digits, of which there are {@value #DIGITS} at most
   * @param places how many of them stand behind the point
   */
  public static double of(long digits, int places) {
    return places == 0 ? digits : digits / POWERS_OF_TEN[places];
  }
}
