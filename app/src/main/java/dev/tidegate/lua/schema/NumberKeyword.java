package dev.tidegate.lua.schema;

import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.Real;
import java.math.BigDecimal;
import org.luaj.vm2.LuaValue;

/** Keywords about numbers; anything else passes them. */
sealed interface NumberKeyword extends Keyword {

  /** Whether the number is as the keyword wants it. */
  boolean holds(Evaluation evaluation, double number);

  @Override
  default boolean holds(Evaluation evaluation, LuaValue value, Marks marks) {
    return !(value instanceof Real number) || holds(evaluation, number.value);
  }

  /** {@code maximum} and {@code exclusiveMaximum}. */
  record Most(String name, double limit, boolean isExclusive) implements NumberKeyword {

    @Override
    public boolean holds(Evaluation evaluation, double number) {
      return (isExclusive ? number < limit : number <= limit)
          || evaluation.fail(
              name,
              () ->
                  (isExclusive ? "must be less than " : "must be at most ")
                      + Numbers.format(limit));
    }
  }

  /** {@code minimum} and {@code exclusiveMinimum}. */
  record Least(String name, double limit, boolean isExclusive) implements NumberKeyword {

    @Override
    public boolean holds(Evaluation evaluation, double number) {
      return (isExclusive ? number > limit : number >= limit)
          || evaluation.fail(
              name,
              () ->
                  (isExclusive ? "must be more than " : "must be at least ")
                      + Numbers.format(limit));
    }
  }

  /** {@code multipleOf}, by the decimals that the numbers are written with. */
  record Multiple(double unit) implements NumberKeyword {

    /** Of the division of the largest number by the smallest. */
    private static final int PRICE = 400;

    @Override
    public boolean holds(Evaluation evaluation, double number) {
      return isMultiple(evaluation, number)
          || evaluation.fail("multipleOf", () -> "must be a multiple of " + Numbers.format(unit));
    }

    private boolean isMultiple(Evaluation evaluation, double number) {
      double quotient = number / unit;
      if (Math.abs(quotient) < 0x1p53 && unit == Math.rint(unit) && number == Math.rint(number)) {
        return number % unit == 0;
      }
      evaluation.runtime().charge(PRICE);
      return decimal(number).remainder(decimal(unit)).signum() == 0;
    }

    private static BigDecimal decimal(double number) {
      return new BigDecimal(Double.toString(number));
    }
  }
}
