package dev.tidegate.lua.differential;

import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Choices that follow from a seed. */
final class Chance {

  private final SplittableRandom random;

  Chance(long seed) {
    random = new SplittableRandom(seed);
  }

  /** At least 0, less than the bound. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** Between both, inclusive. */
  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  boolean oneIn(int count) {
    return random.nextInt(count) == 0;
  }

  @SafeVarargs
  final <T> T of(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** What one of them gives. */
  @SafeVarargs
  final <T> T from(Supplier<? extends T>... choices) {
    return choices[random.nextInt(choices.length)].get();
  }
}
