package dev.tidegate.telemetry;

import dev.tidegate.api.OpenRequestListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Shows the requests that stay open while a job goes on. */
final class OpenRequestMetrics implements OpenRequestListener {

  private final Map<Kind, OfKind> kinds = new EnumMap<>(Kind.class);

  private record OfKind(AtomicInteger open, Map<End, Counter> ended, Map<Limit, Counter> refused) {}

  /** Registers all, so that rates can be formed from the first event. */
  OpenRequestMetrics(MeterRegistry registry) {
    Meters meters = new Meters(registry);
    for (Kind kind : Kind.values()) {
      AtomicInteger open = new AtomicInteger();
      meters.gauge(MeterName.REQUESTS_OPEN, open::get, text(kind));
      kinds.put(
          kind,
          new OfKind(
              open,
              counters(End.class, how -> meters.counter(MeterName.REQUESTS_ENDED, text(kind), how)),
              counters(
                  Limit.class,
                  limit -> meters.counter(MeterName.REQUESTS_REFUSED, text(kind), limit))));
    }
  }

  private static <E extends Enum<E>> Map<E, Counter> counters(
      Class<E> type, Function<String, Counter> counter) {
    Map<E, Counter> counters = new EnumMap<>(type);
    for (E value : type.getEnumConstants()) {
      counters.put(value, counter.apply(text(value)));
    }
    return counters;
  }

  private static String text(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void opened(Kind kind) {
    of(kind).open().incrementAndGet();
  }

  @Override
  public void closed(Kind kind, End end) {
    of(kind).open().decrementAndGet();
    Objects.requireNonNull(of(kind).ended().get(end)).increment();
  }

  @Override
  public void refused(Kind kind, Limit limit) {
    Objects.requireNonNull(of(kind).refused().get(limit)).increment();
  }

  private OfKind of(Kind kind) {
    return Objects.requireNonNull(kinds.get(kind));
  }
}
