package dev.tidegate.telemetry;

import dev.tidegate.websocket.CloseCode;
import dev.tidegate.websocket.Closure;
import dev.tidegate.websocket.ConnectionEvents;
import dev.tidegate.websocket.ConnectionRegistry;
import dev.tidegate.websocket.MessageType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts and times WebSocket connections. */
final class ConnectionMetrics implements ConnectionEvents {

  private final Meters meters;
  private final AtomicInteger active = new AtomicInteger();
  private final Counter ok;
  private final Counter denied;
  private final Counter limited;
  private final Counter failed;
  private final Map<Denied.Rule, Counter> refusals = new EnumMap<>(Denied.Rule.class);
  private final Timer connect;
  private final Timer dns;
  private final Timer tcp;
  private final Timer tls;
  private final Timer upgrade;
  private final Timer ping;
  private final Flow sent;
  private final Flow received;

  /**
   * Registers everything whose tags are known, so that rates can be formed from the first event.
   */
  ConnectionMetrics(MeterRegistry registry, ConnectionRegistry connections) {
    meters = new Meters(registry);
    meters.gauge(MeterName.CONNECTIONS_ACTIVE, active::get);
    // The two are not read at the same moment.
    meters.gauge(
        MeterName.CONNECTIONS_PENDING, () -> Math.max(connections.count() - active.get(), 0));
    ok = meters.counter(MeterName.CONNECTS, "ok");
    denied = meters.counter(MeterName.CONNECTS, "denied");
    limited = meters.counter(MeterName.CONNECTS, "limited");
    failed = meters.counter(MeterName.CONNECTS, "failed");
    for (Denied.Rule rule : Denied.Rule.values()) {
      refusals.put(rule, meters.counter(MeterName.REFUSALS, tag(rule)));
    }
    connect = meters.timer(MeterName.CONNECT_DURATION);
    dns = meters.timer(MeterName.CONNECT_PHASE, "dns");
    tcp = meters.timer(MeterName.CONNECT_PHASE, "tcp");
    tls = meters.timer(MeterName.CONNECT_PHASE, "tls");
    upgrade = meters.timer(MeterName.CONNECT_PHASE, "upgrade");
    ping = meters.timer(MeterName.PING_DURATION);
    sent = flow("sent");
    received = flow("received");
  }

  @Override
  public void opened(Opened opened) {
    active.incrementAndGet();
    ok.increment();
    connect.record(opened.total());
    dns.record(opened.resolve());
    tcp.record(opened.timings().connect());
    if (!opened.timings().tls().isZero()) {
      tls.record(opened.timings().tls());
    }
    upgrade.record(opened.timings().upgrade());
  }

  @Override
  public void denied(Denied event) {
    denied.increment();
    Objects.requireNonNull(refusals.get(event.by()), "every rule has one").increment();
  }

  @Override
  public void limited(Limited event) {
    limited.increment();
  }

  @Override
  public void failed(Failed event) {
    failed.increment();
  }

  @Override
  public void sent(MessageType type, int size) {
    sent.count(size);
  }

  @Override
  public void received(MessageType type, int size) {
    received.count(size);
  }

  @Override
  public void answered(Answered answered) {
    ping.record(answered.roundTrip());
  }

  @Override
  public void closed(Closed closed) {
    active.decrementAndGet();
    Closure closure = closed.closure();
    meters
        .counter(MeterName.CLOSES, codeTag(closure.code()), closure.initiator().text())
        .increment();
  }

  private Flow flow(String direction) {
    return new Flow(
        meters.counter(MeterName.MESSAGES, direction), meters.counter(MeterName.BYTES, direction));
  }

  private static String tag(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** The codes that have a name each for itself; a peer may choose all others freely. */
  static String codeTag(CloseCode code) {
    if (CloseCode.NAMED.stream().anyMatch(named -> named.code().equals(code))) {
      return code.toString();
    }
    return switch (code.value() / 1000) {
      case 1, 2 -> "reserved";
      case 3 -> "3xxx";
      case 4 -> "4xxx";
      default -> "invalid";
    };
  }

  /** What goes in one direction. */
  private record Flow(Counter messages, Counter bytes) {

    void count(int size) {
      messages.increment();
      bytes.increment(size);
    }
  }
}
