package dev.tidegate.lua.lib;

import java.security.SecureRandom;
import java.util.SplittableRandom;

/**
 * A run's random numbers. Each run starts with a seed of its own, so that none can foresee what
 * another gets.
 */
final class RandomState {

  private static final SecureRandom SEEDS = new SecureRandom();

  private SplittableRandom random = new SplittableRandom(SEEDS.nextLong());

  void seed(double seed) {
    random = new SplittableRandom(Double.doubleToLongBits(seed));
  }

  /** At least 0, less than 1. */
  double next() {
    return random.nextDouble();
  }
}
