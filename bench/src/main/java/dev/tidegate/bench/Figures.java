package dev.tidegate.bench;

import java.util.Collection;
import java.util.List;

/** Means of measurements. */
public final class Figures {

  private Figures() {}

  /** The middle one, or the mean of the two in the middle. */
  public static double median(Collection<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  static double geometricMean(Collection<Double> values) {
    return Math.exp(values.stream().mapToDouble(Math::log).average().orElseThrow());
  }

  /** The later half, when the JIT has come to rest; of a single value, that value. */
  static List<Double> later(List<Double> values) {
    return values.subList(values.size() / 2, values.size());
  }
}
