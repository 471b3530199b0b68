package dev.tidegate.websocket;

import dev.tidegate.lua.Traced;
import dev.tidegate.lua.Tracer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The connections and attempts of one job: its property, counted and ended with it (R9). All on the
 * strand, but {@link #remove} from any thread.
 */
final class JobConnections implements Traced {

  private static final Closure JOB_END =
      new Closure(CloseCode.GOING_AWAY, "resource dropped", Closure.Initiator.JOB_END);

  private final Set<ConnectionLink> links = ConcurrentHashMap.newKeySet();

  /** How many are open, being opened or being closed. */
  int count() {
    return links.size();
  }

  /** Adds one, which gets messages whether or not the script still refers to its client. */
  void add(ConnectionLink link) {
    links.add(link);
  }

  void remove(ConnectionLink link) {
    links.remove(link);
  }

  /** Ends all of them; the job has ended. */
  void endAll() {
    List.copyOf(links).forEach(link -> link.end(JOB_END));
    links.clear();
  }

  @Override
  public void trace(Tracer tracer) {
    for (ConnectionLink link : links) {
      tracer.bytes(link.memory());
      tracer.values(link.client());
    }
  }
}
