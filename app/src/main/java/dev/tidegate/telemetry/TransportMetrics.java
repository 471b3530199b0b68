package dev.tidegate.telemetry;

import dev.tidegate.websocket.TransportStatistics;
import dev.tidegate.websocket.TransportStatistics.Compressed;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Function;
import java.util.function.Supplier;

/** Shows what the transport of all connections counts: paused reads and compression. */
public final class TransportMetrics {

  private final Supplier<TransportStatistics> transport;

  private TransportMetrics(Supplier<TransportStatistics> transport) {
    this.transport = transport;
  }

  /**
   * Shows a transport.
   *
   * @return to be kept, because the registry does not keep it
   */
  public static TransportMetrics of(
      MeterRegistry registry, Supplier<TransportStatistics> transport) {
    TransportMetrics metrics = new TransportMetrics(transport);
    Meters meters = new Meters(registry);
    meters.gauge(MeterName.READS_PAUSED, () -> metrics.now().readsPaused());
    meters.count(MeterName.READ_PAUSES, metrics, m -> m.now().readPauses());
    show(meters, "sent", metrics, TransportStatistics::sent);
    show(meters, "received", metrics, TransportStatistics::received);
    return metrics;
  }

  private static void show(
      Meters meters,
      String direction,
      TransportMetrics metrics,
      Function<TransportStatistics, Compressed> of) {
    meters.count(
        MeterName.COMPRESSED_PAYLOAD, metrics, m -> of.apply(m.now()).plain(), direction, "plain");
    meters.count(
        MeterName.COMPRESSED_PAYLOAD,
        metrics,
        m -> of.apply(m.now()).compressed(),
        direction,
        "wire");
  }

  private TransportStatistics now() {
    return transport.get();
  }
}
