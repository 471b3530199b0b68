package dev.tidegate.telemetry;

import dev.tidegate.websocket.CloseCode;
import dev.tidegate.websocket.Closure;
import dev.tidegate.websocket.ConnectFailure;
import dev.tidegate.websocket.ConnectionEvents;
import dev.tidegate.websocket.ConnectionIdentity;
import dev.tidegate.websocket.ConnectionLimit;
import dev.tidegate.websocket.ConnectionRegistry;
import dev.tidegate.websocket.MessageType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts and times WebSocket connections. */
final class ConnectionMetrics implements ConnectionEvents {

  /** How long connections are open: from a question and an answer to days of listening. */
  private static final List<Duration> SESSIONS =
      List.of(
          Duration.ofMillis(100),
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(6),
          Duration.ofDays(1));

  private static final double[] SIZES = {
    1 << 6, 1 << 8, 1 << 10, 1 << 12, 1 << 14, 1 << 16, 1 << 18, 1 << 20, 1 << 22, 1 << 24
  };

  private final Meters meters;
  private final AtomicInteger active = new AtomicInteger();
  private final Counter ok;
  private final Counter denied;
  private final Counter limited;
  private final Map<ConnectionLimit, Counter> limits = new EnumMap<>(ConnectionLimit.class);
  private final Map<ConnectFailure, Counter> failed = new EnumMap<>(ConnectFailure.class);
  private final Map<Denied.Rule, Counter> refusals = new EnumMap<>(Denied.Rule.class);
  private final Timer connect;
  private final Timer dns;
  private final Timer tcp;
  private final Timer tls;
  private final Timer upgrade;
  private final Timer ping;
  private final Timer session;
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
    for (ConnectionLimit limit : ConnectionLimit.values()) {
      limits.put(limit, meters.counter(MeterName.LIMITED, tag(limit)));
    }
    for (ConnectFailure failure : ConnectFailure.values()) {
      failed.put(failure, meters.counter(MeterName.CONNECTS, tag(failure)));
    }
    for (Denied.Rule rule : Denied.Rule.values()) {
      refusals.put(rule, meters.counter(MeterName.REFUSALS, tag(rule)));
    }
    connect = meters.timer(MeterName.CONNECT_DURATION);
    dns = meters.timer(MeterName.CONNECT_PHASE, "dns");
    tcp = meters.timer(MeterName.CONNECT_PHASE, "tcp");
    tls = meters.timer(MeterName.CONNECT_PHASE, "tls");
    upgrade = meters.timer(MeterName.CONNECT_PHASE, "upgrade");
    ping = meters.timer(MeterName.PING_DURATION);
    session = meters.timer(MeterName.SESSION_DURATION, SESSIONS);
    meters.gauge(MeterName.RECEIVED_WAITING, () -> connections.waiting().messages());
    meters.gauge(MeterName.RECEIVED_WAITING_SIZE, () -> connections.waiting().bytes());
    sent = flow("sent");
    received = flow("received");
  }

  @Override
  public void connecting(ConnectionIdentity connection) {}

  @Override
  public void abandoned(Abandoned abandoned) {}

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
    Objects.requireNonNull(limits.get(event.by()), "every limit has one").increment();
  }

  @Override
  public void failed(Failed event) {
    Objects.requireNonNull(failed.get(event.at()), "every kind has one").increment();
  }

  @Override
  public void sent(MessageType type, int size) {
    sent.count(type, size);
  }

  @Override
  public void received(MessageType type, int size) {
    received.count(type, size);
  }

  @Override
  public void answered(Answered answered) {
    ping.record(answered.roundTrip());
  }

  @Override
  public void closed(Closed closed) {
    active.decrementAndGet();
    session.record(closed.open());
    Closure closure = closed.closure();
    meters
        .counter(MeterName.CLOSES, codeTag(closure.code()), closure.initiator().text())
        .increment();
  }

  private Flow flow(String direction) {
    return new Flow(
        kind(direction, MessageType.TEXT),
        kind(direction, MessageType.BINARY),
        meters.summary(MeterName.MESSAGE_SIZE, SIZES, direction));
  }

  private Kind kind(String direction, MessageType type) {
    return new Kind(
        meters.counter(MeterName.MESSAGES, direction, tag(type)),
        meters.counter(MeterName.BYTES, direction, tag(type)));
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
  private record Flow(Kind text, Kind binary, DistributionSummary sizes) {

    /** Called for every message, so there is no map to look into. */
    void count(MessageType type, int size) {
      Kind kind =
          switch (type) {
            case TEXT -> text;
            case BINARY -> binary;
          };
      kind.messages.increment();
      kind.bytes.increment(size);
      sizes.record(size);
    }
  }

  /** Messages of one type. */
  private record Kind(Counter messages, Counter bytes) {}
}
