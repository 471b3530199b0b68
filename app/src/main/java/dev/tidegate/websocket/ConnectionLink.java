package dev.tidegate.websocket;

import dev.tidegate.egress.TargetUrl;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.Traffic;
import dev.tidegate.lua.task.Tasks;
import java.time.Duration;

/**
 * Between the transport's thread and the job's strand: counts and reports what arrives, and carries
 * it to the client.
 */
final class ConnectionLink implements Connection.Listener {

  private final Tasks tasks;
  private final Traffic traffic;
  private final String jobId;
  private final WebSocketClient client;
  private final JobConnections connections;
  private final ConnectionEvents events;
  private final TargetUrl url;

  /** On the strand. */
  private Runnable ending = () -> {};

  /** Set before the transport is asked to dial. */
  private volatile Duration resolve = Duration.ZERO;

  /** On the transport's thread. */
  private long openedAt;

  ConnectionLink(
      LuaRuntime runtime,
      Tasks tasks,
      WebSocketClient client,
      JobConnections connections,
      ConnectionEvents events,
      TargetUrl url) {
    this.tasks = tasks;
    this.traffic = runtime.traffic();
    this.jobId = runtime.jobId();
    this.client = client;
    this.connections = connections;
    this.events = events;
    this.url = url;
  }

  /** Registers the attempt with its job; on the strand. */
  void startedAs(Runnable cancel) {
    ending = cancel;
    connections.add(ending, client);
  }

  /** The attempt came to nothing; on the strand. */
  void neverOpened() {
    connections.remove(ending);
  }

  /** The address is known, and it took this long. */
  void resolved(Duration took) {
    resolve = took;
  }

  @Override
  public void opened(Dialer.Outcome.Connected connected) {
    openedAt = System.nanoTime();
    traffic.opened();
    events.opened(
        new ConnectionEvents.Opened(
            jobId, url, connected.compressed(), resolve, connected.timings()));
  }

  @Override
  public void message(MessageType type, byte[] payload) {
    traffic.received(payload.length);
    events.received(type, payload.length);
    tasks.post(() -> client.deliver(type, payload));
  }

  @Override
  public void closed(Closure closure) {
    Duration open = Duration.ofNanos(System.nanoTime() - openedAt);
    events.closed(new ConnectionEvents.Closed(jobId, url, closure, open));
    tasks.post(() -> {
      connections.remove(ending);
      client.ended();
    });
  }
}
