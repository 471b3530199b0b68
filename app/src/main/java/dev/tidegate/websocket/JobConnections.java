package dev.tidegate.websocket;

import dev.tidegate.lua.Traced;
import dev.tidegate.lua.Tracer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The connections and attempts of one job: its property, counted and ended with it (R9). */
final class JobConnections implements Traced {

  /** What a connection takes besides the messages that wait; an estimate. */
  private static final int BYTES = 8192;

  private final Map<Runnable, WebSocketClient> clients = new HashMap<>();

  /** How many are open, being opened or being closed. */
  int count() {
    return clients.size();
  }

  /**
   * Adds one.
   *
   * @param ending ends it when the job ends first
   * @param client which gets messages, whether or not the script still refers to it
   */
  void add(Runnable ending, WebSocketClient client) {
    clients.put(ending, client);
  }

  void remove(Runnable ending) {
    clients.remove(ending);
  }

  /** Ends all of them; the job has ended. */
  void endAll() {
    List.copyOf(clients.keySet()).forEach(Runnable::run);
    clients.clear();
  }

  @Override
  public void trace(Tracer tracer) {
    tracer.bytes((long) BYTES * clients.size());
    clients.values().forEach(tracer::values);
  }
}
