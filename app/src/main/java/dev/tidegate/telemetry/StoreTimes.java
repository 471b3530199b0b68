package dev.tidegate.telemetry;

import dev.tidegate.job.store.StoreListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Times what the store of jobs does. */
final class StoreTimes implements StoreListener {

  private final Timer writes;
  private final Timer reads;

  StoreTimes(MeterRegistry registry) {
    Meters meters = new Meters(registry);
    writes = meters.timer(MeterName.STORE_WRITE_DURATION);
    reads = meters.timer(MeterName.STORE_READ_DURATION);
  }

  @Override
  public void written(Duration took) {
    writes.record(took);
  }

  @Override
  public void read(Duration took) {
    reads.record(took);
  }
}
