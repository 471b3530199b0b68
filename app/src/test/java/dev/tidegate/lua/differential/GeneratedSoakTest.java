package dev.tidegate.lua.differential;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same comparisons with seeds that nobody has tried yet, for as long as asked for. */
@Tag("soak")
class GeneratedSoakTest {

  /** For each generator. */
  private static final Duration TIME =
      Duration.ofSeconds(Long.getLong("tidegate.fuzz.seconds", 600));

  private static final int CASES_A_SEED = 2_000;

  @Test
  void no_seed_makes_calls_that_differ() throws Exception {
    search(LibraryCalls::generate);
  }

  @Test
  void no_seed_makes_formats_that_differ() throws Exception {
    search(FormatCalls::generate);
  }

  @Test
  void no_seed_makes_dates_that_differ() throws Exception {
    search(DateCalls::generate);
  }

  @Test
  void no_seed_makes_programs_that_differ() throws Exception {
    search(Programs::generate);
  }

  @Test
  void no_seed_makes_mistakes_that_are_told_otherwise() throws Exception {
    search(BrokenPrograms::generate);
  }

  private static void search(Function<Chance, Case> generator) throws Exception {
    long end = System.nanoTime() + TIME.toNanos();
    SplittableRandom seeds = new SplittableRandom();
    try (Comparison comparison = Comparison.start()) {
      while (System.nanoTime() < end) {
        comparison.compare(seeds.nextLong(), CASES_A_SEED, generator);
      }
    }
  }
}
