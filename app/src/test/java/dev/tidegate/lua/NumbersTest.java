package dev.tidegate.lua;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

class NumbersTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, -0",
    "1, 1",
    "-1, -1",
    "100, 100",
    "0.1, 0.1",
    "1e14, 1e+14",
    "99999999999999, 99999999999999",
    "123456789012345, 1.2345678901234e+14",
    "1e15, 1e+15",
    "1e100, 1e+100",
    "-1e-100, -1e-100",
    "0.0001, 0.0001",
    "0.00001, 1e-05",
    "0.00012345678901234567, 0.00012345678901235",
    "3.14159265358979312, 3.1415926535898",
    "0.1234567890123449, 0.12345678901234",
    "9.99999999999999e22, 1e+23",
    "5e-324, 4.9406564584125e-324",
    "1.7976931348623157e308, 1.7976931348623e+308",
    "Infinity, inf",
    "-Infinity, -inf",
    "NaN, nan"
  })
  void a_number_is_written_with_fourteen_digits(double number, String text) {
    assertThat(Numbers.format(number)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void a_number_is_rounded_as_its_exact_value_is(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 30_000; i++) {
      // Where the fifteenth digit is a 5 and the last, the shortest decimal and the exact value may
      // differ in which way they round.
      double middle =
          Double.parseDouble(
              (random.nextLong(10_000_000_000_000L, 100_000_000_000_000L) * 10 + 5)
                  + "e"
                  + random.nextInt(-330, 290));
      for (double number :
          new double[] {
            middle,
            Math.nextUp(middle),
            Math.nextDown(middle),
            Double.longBitsToDouble(random.nextLong())
          }) {
        if (Double.isFinite(number) && number != Math.rint(number)) {
          assertThat(new BigDecimal(Numbers.format(number)))
              .as("seed %d: %s", seed, number)
              .isEqualByComparingTo(
                  new BigDecimal(number).round(new MathContext(14, RoundingMode.HALF_EVEN)));
        }
      }
    }
  }

  @Test
  void a_numeral_has_its_length_and_so_has_the_space_around_it() {
    assertThat(Numbers.parse(LuaString.valueOf(" ".repeat(999) + "7")).todouble()).isEqualTo(7);
    assertThat(Numbers.parse(LuaString.valueOf(" ".repeat(1000) + "7")).isnil()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void what_is_written_reads_as_nearly_the_same_number(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      double number = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(number) && Math.abs(number) > Double.MIN_NORMAL) {
        LuaValue read = Numbers.parse(LuaString.valueOf(Numbers.format(number)));
        assertThat(Math.abs(read.todouble() - number))
            .as("seed %d: %s", seed, number)
            .isLessThanOrEqualTo(Math.abs(number) * 1e-13);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0x10, 16",
    "0xA.8p1, 21",
    "0x.1p4, 1",
    "' 12 ', 12",
    "1e2, 100",
    ".5, 0.5",
    "5., 5",
    "-3, -3",
    "+3, 3",
    "0x, ",
    "1e, ",
    "' ', ",
    "1 2, ",
    "1d, ",
    "1f, ",
    "NaN, ",
    "inf, ",
    "Infinity, ",
    "0x1p, ",
    "--1, ",
    "1_000, "
  })
  void a_numeral_is_read_and_anything_else_is_not(String text, Double number) {
    LuaValue read = Numbers.parse(LuaString.valueOf(text));

    assertThat(read.isnil() ? null : (Double) read.todouble()).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource({
    "-9223372036854775808, -9.2233720368548e+18",
    "9223372036854775807, 9.2233720368548e+18",
    "-99999999999999, -99999999999999",
    "-100000000000000, -1e+14"
  })
  void whole_numbers_of_more_than_fourteen_digits_are_rounded(double number, String text) {
    assertThat(Numbers.format(number)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "1, NaN, 1",
    "-1, Infinity, 1",
    "-1, -Infinity, 1",
    "1, Infinity, 1",
    "2, 3, 8",
    "-1, 3, -1",
    "NaN, 0, 1"
  })
  void powers_are_those_of_c(double base, double exponent, double power) {
    assertThat(Numbers.power(base, exponent)).isEqualTo(power);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void few_digits_are_read_as_java_reads_them(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 30_000; i++) {
      StringBuilder numeral =
          new StringBuilder(Long.toString(random.nextLong(1L << random.nextInt(1, 54))));
      numeral.insert(random.nextInt(numeral.length() + 1), '.');
      String text = numeral.toString();
      assertThat(Numbers.parse(LuaString.valueOf(text)).todouble())
          .isEqualTo(Double.parseDouble(text));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "1.2.3", "..", "1..", "", " . ", "1 2", "1_0", "0x", "1.5f", "1d"})
  void what_only_looks_like_digits_is_no_number(String text) {
    assertThat(Numbers.parse(LuaString.valueOf(text))).isEqualTo(LuaValue.NIL);
  }
}
