package dev.tidegate.lua.differential;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LibraryDifferentialTest {

  private static Comparison comparison;

  @BeforeAll
  static void start() throws Exception {
    comparison = Comparison.start();
  }

  @AfterAll
  static void stop() {
    if (comparison != null) {
      comparison.close();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void calls_do_what_they_do_in_stock_lua(long seed) throws Exception {
    comparison.compare(seed, 25_000, LibraryCalls::generate);
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void formats_give_the_bytes_that_they_give_in_stock_lua(long seed) throws Exception {
    comparison.compare(seed, 15_000, FormatCalls::generate);
  }

  @ParameterizedTest
  @ValueSource(longs = 6)
  void dates_are_those_of_stock_lua(long seed) throws Exception {
    comparison.compare(seed, 10_000, DateCalls::generate);
  }
}
