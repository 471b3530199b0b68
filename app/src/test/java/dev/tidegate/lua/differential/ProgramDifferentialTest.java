package dev.tidegate.lua.differential;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramDifferentialTest {

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
  @ValueSource(longs = {1, 2})
  void programs_leave_the_trace_that_they_leave_in_stock_lua(long seed) throws Exception {
    comparison.compare(seed, 1_500, Programs::generate);
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 4})
  void mistakes_are_told_in_the_words_of_stock_lua(long seed) throws Exception {
    comparison.compare(seed, 1_500, BrokenPrograms::generate);
  }
}
