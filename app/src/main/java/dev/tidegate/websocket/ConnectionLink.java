package dev.tidegate.websocket;

import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.Traffic;
import dev.tidegate.lua.task.Tasks;
import dev.tidegate.websocket.ConnectionEvents.Abandoned;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Between the transport's thread and the job's strand: counts and reports what arrives, and carries
 * it to the client. It is also what stands for the connection in the node's registry.
 */
final class ConnectionLink implements Connection.Listener {

  /** What a connection takes besides the messages that wait; an estimate. */
  private static final int BYTES = 8 << 10;

  private final Tasks tasks;
  private final Traffic ofJob;
  private final ConnectionIdentity identity;
  private final WebSocketClient client;
  private final JobConnections connections;
  private final ConnectionRegistry registry;
  private final ConnectionEvents events;
  private final ConnectionTraffic traffic;

  /** Set before anybody can ask for it. */
  private volatile @Nullable ConnectAttempt attempt;

  /** Set before the transport is asked to dial. */
  private volatile Duration resolve = Duration.ZERO;

  private volatile @Nullable Opening opening;

  private record Opening(Dialer.Outcome.Connected connected, Instant at, long nanos) {

    Duration age() {
      return Duration.ofNanos(System.nanoTime() - nanos);
    }
  }

  ConnectionLink(
      LuaRuntime runtime,
      WebSocketClient client,
      JobConnections connections,
      ConnectionRegistry registry,
      ConnectionEvents events) {
    this.tasks = Tasks.of(runtime);
    this.ofJob = runtime.traffic();
    this.identity = client.identity();
    this.client = client;
    this.connections = connections;
    this.registry = registry;
    this.events = events;
    this.traffic = client.traffic();
  }

  /** Whose connection it is. */
  ConnectionIdentity identity() {
    return identity;
  }

  /** What receives the messages. */
  WebSocketClient client() {
    return client;
  }

  /**
   * Takes a place for the attempt with the node and the job, which both may end it from now on; on
   * the strand.
   *
   * @return the limit that leaves no place, if one does
   */
  Optional<ConnectionLimit> register(ConnectAttempt made) {
    attempt = made;
    Optional<ConnectionLimit> reached = registry.admit(this);
    if (reached.isEmpty()) {
      connections.add(this);
    }
    return reached;
  }

  /** An attempt begins. */
  void connecting() {
    events.connecting(identity);
  }

  /** The attempt came to nothing. From any thread. */
  void neverOpened(Abandoned.Why why) {
    leave();
    events.abandoned(new Abandoned(identity, why));
  }

  /** Makes room for another, before the script hears that there is room. */
  private void leave() {
    registry.remove(this);
    connections.remove(this);
  }

  /**
   * Closes the connection, or gives the attempt up. From any thread.
   *
   * @return whether nobody had done so before
   */
  boolean end(Closure how) {
    ConnectAttempt known = attempt;
    return known != null && known.cancel(how);
  }

  /** What the connection takes besides the messages that wait, in bytes. From any thread. */
  long memory() {
    Opening opened = opening;
    ConnectAttempt known = attempt;
    boolean compressed = opened != null && opened.connected().compressed();
    return compressed && known != null ? BYTES + known.compression().memory() : BYTES;
  }

  /** The connection as it is now; empty before it is open. From any thread. */
  Optional<ConnectionSnapshot> snapshot() {
    Opening opened = opening;
    if (opened == null) {
      return Optional.empty();
    }
    return Optional.of(
        new ConnectionSnapshot(
            identity.id(),
            identity.jobId(),
            identity.url().textWithoutQuery(),
            opened.connected().peer(),
            opened.connected().protocol(),
            opened.connected().compressed(),
            opened.at(),
            opened.age(),
            traffic.received(),
            traffic.sent(),
            traffic.waiting(),
            traffic.roundTrip()));
  }

  /** What has come and the script has not taken. From any thread. */
  Volume waiting() {
    return traffic.waiting();
  }

  /** The address is known, and it took this long. */
  void resolved(Duration took) {
    resolve = took;
  }

  @Override
  public void opened(Dialer.Outcome.Connected connected) {
    opening = new Opening(connected, registry.clock().instant(), System.nanoTime());
    ofJob.opened();
    events.opened(
        new ConnectionEvents.Opened(
            identity, connected.compressed(), resolve, connected.timings()));
  }

  @Override
  public void message(MessageType type, byte[] payload) {
    ofJob.received(payload.length);
    traffic.received(payload.length);
    events.received(type, payload.length);
    tasks.post(() -> client.deliver(type, payload));
  }

  @Override
  public void pong(Duration roundTrip) {
    traffic.answered(roundTrip);
    events.answered(new ConnectionEvents.Answered(identity, roundTrip));
  }

  @Override
  public boolean maySend() {
    return tasks.mayAct();
  }

  @Override
  public void closed(Closure closure) {
    leave();
    Opening opened = opening;
    Duration open = opened == null ? Duration.ZERO : opened.age();
    events.closed(
        new ConnectionEvents.Closed(identity, closure, open, traffic.received(), traffic.sent()));
    tasks.post(() -> client.ended(closure));
  }
}
