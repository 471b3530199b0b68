package dev.tidegate.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Shows whether event loops get to their work in time. */
public final class EventLoopMetrics implements AutoCloseable {

  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final Meters meters;
  private final List<LoopWatch> watches = new CopyOnWriteArrayList<>();
  private final Pulse pulse;

  EventLoopMetrics(MeterRegistry registry) {
    meters = new Meters(registry);
    pulse = new Pulse("event-loop-watch", INTERVAL, () -> watches.forEach(LoopWatch::probe));
  }

  /**
   * Watches loops from now on.
   *
   * @param name what they are for, as a tag
   * @param loops those that there are at a time
   */
  public void watch(String name, Supplier<? extends Iterable<? extends Executor>> loops) {
    LoopWatch watch =
        new LoopWatch(loops, meters.timer(MeterName.LOOP_DELAY, name), System::nanoTime);
    meters.gauge(
        MeterName.LOOP_STALLED,
        () -> watch.stalled().toNanos() / (double) TimeUnit.SECONDS.toNanos(1),
        name);
    watches.add(watch);
  }

  @Override
  public void close() {
    pulse.close();
  }
}
