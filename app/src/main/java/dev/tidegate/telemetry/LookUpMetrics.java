package dev.tidegate.telemetry;

import dev.tidegate.egress.FairLookUps;
import dev.tidegate.egress.Resolver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Times look-ups of names, and shows how many run and wait. */
public final class LookUpMetrics {

  private final Meters meters;
  private final Timer found;
  private final Timer none;

  LookUpMetrics(MeterRegistry registry) {
    meters = new Meters(registry);
    found = meters.timer(MeterName.LOOKUP_DURATION, "found");
    none = meters.timer(MeterName.LOOKUP_DURATION, "none");
  }

  /** The same resolver, timed. */
  public Resolver timing(Resolver resolver) {
    return name -> {
      long start = System.nanoTime();
      Timer timer = none;
      try {
        List<InetAddress> addresses = resolver.resolve(name);
        timer = found;
        return addresses;
      } finally {
        timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
      }
    };
  }

  /** Shows from now on how many of these run and wait. */
  public void watch(FairLookUps lookUps) {
    meters.gauge(MeterName.LOOKUPS_ACTIVE, lookUps::active);
    meters.gauge(MeterName.LOOKUPS_WAITING, lookUps::waiting);
  }
}
