package dev.tidegate.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Registers the meters of {@link MeterName}, each as it is described there. */
final class Meters {

  /** The ends of the histograms of sizes: 4 KiB and 1 GiB. */
  private static final double LEAST_BYTES = 1 << 12;

  private static final double MOST_BYTES = 1 << 30;

  private final MeterRegistry registry;

  Meters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** The counter with these tag values, in the order of {@link MeterName#tags()}. */
  Counter counter(MeterName name, String... values) {
    return Counter.builder(name.id())
        .description(name.description())
        .baseUnit(name.unit().orElse(null))
        .tags(tags(name, values))
        .register(registry);
  }

  /** A counter that asks for its value, with these tag values. */
  <T> void count(MeterName name, T counted, ToDoubleFunction<T> value, String... values) {
    FunctionCounter.builder(name.id(), counted, value)
        .description(name.description())
        .baseUnit(name.unit().orElse(null))
        .tags(tags(name, values))
        .register(registry);
  }

  /** The timer with these tag values, in the order of {@link MeterName#tags()}. */
  Timer timer(MeterName name, String... values) {
    return Timer.builder(name.id())
        .description(name.description())
        .publishPercentileHistogram()
        .tags(tags(name, values))
        .register(registry);
  }

  /**
   * The same with a histogram of few buckets, for what is measured often or over a wide range.
   *
   * @param ends of the buckets
   */
  Timer timer(MeterName name, List<Duration> ends, String... values) {
    return Timer.builder(name.id())
        .description(name.description())
        .serviceLevelObjectives(ends.toArray(Duration[]::new))
        .tags(tags(name, values))
        .register(registry);
  }

  /** The summary with these tag values, in the order of {@link MeterName#tags()}. */
  DistributionSummary summary(MeterName name, String... values) {
    return DistributionSummary.builder(name.id())
        .description(name.description())
        .baseUnit(name.unit().orElse(null))
        .publishPercentileHistogram()
        .minimumExpectedValue(LEAST_BYTES)
        .maximumExpectedValue(MOST_BYTES)
        .tags(tags(name, values))
        .register(registry);
  }

  /**
   * The same with a histogram of few buckets, for what is measured often or over a wide range.
   *
   * @param ends of the buckets
   */
  DistributionSummary summary(MeterName name, double[] ends, String... values) {
    return DistributionSummary.builder(name.id())
        .description(name.description())
        .baseUnit(name.unit().orElse(null))
        .serviceLevelObjectives(ends)
        .tags(tags(name, values))
        .register(registry);
  }

  /**
   * A gauge that asks for its value, with these tag values, in the order of {@link
   * MeterName#tags()}.
   */
  void gauge(MeterName name, Supplier<Number> value, String... values) {
    Gauge.builder(name.id(), value)
        .description(name.description())
        .baseUnit(name.unit().orElse(null))
        .tags(tags(name, values))
        .register(registry);
  }

  private static String[] tags(MeterName name, String[] values) {
    if (values.length != name.tags().size()) {
      throw new IllegalArgumentException(name + " has the tags " + name.tags());
    }
    String[] pairs = new String[2 * values.length];
    for (int i = 0; i < values.length; i++) {
      pairs[2 * i] = name.tags().get(i);
      pairs[2 * i + 1] = values[i];
    }
    return pairs;
  }
}
