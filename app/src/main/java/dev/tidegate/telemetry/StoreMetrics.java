package dev.tidegate.telemetry;

import dev.tidegate.job.store.JdbcJobStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Shows what the store of jobs writes. */
final class StoreMetrics implements MeterBinder {

  private final JdbcJobStore store;

  StoreMetrics(JdbcJobStore store) {
    this.store = store;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Meters meters = new Meters(registry);
    meters.count(MeterName.STORE_WRITES, store, s -> s.statistics().writes(), "durable");
    meters.count(MeterName.STORE_WRITES, store, s -> s.statistics().failures(), "failed");
    meters.count(MeterName.STORE_WRITES, store, s -> s.statistics().refused(), "refused");
    meters.count(MeterName.STORE_TRANSACTIONS, store, s -> s.statistics().groups());
    meters.gauge(MeterName.STORE_WRITES_WAITING, () -> store.statistics().waiting());
  }
}
