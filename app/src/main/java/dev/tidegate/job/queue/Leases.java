package dev.tidegate.job.queue;

import com.github.kagkarlsson.scheduler.CurrentlyExecuting;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import dev.tidegate.job.AttemptListener;
import dev.tidegate.job.ClaimedJob;
import dev.tidegate.job.SharedClock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The leases of the attempts that this node runs, which the scheduler's heartbeats extend. */
final class Leases extends AbstractSchedulerListener {

  private final SharedClock clock;
  private final HeartbeatPlan plan;
  private final List<AttemptListener> listeners;
  private final Map<Claims.Key, HeartbeatLease> held = new ConcurrentHashMap<>();

  Leases(SharedClock clock, HeartbeatPlan plan, List<AttemptListener> listeners) {
    this.clock = clock;
    this.plan = plan;
    this.listeners = List.copyOf(listeners);
  }

  /** Begins a lease, until it is given back. */
  HeartbeatLease begin(Claims.Key key, ClaimedJob job, CurrentlyExecuting execution) {
    HeartbeatLease lease =
        new HeartbeatLease(job.startedAt(), execution, clock, plan, System::nanoTime);
    held.put(key, lease);
    return lease;
  }

  void giveBack(Claims.Key key) {
    held.remove(key);
  }

  /** Whether the attempt of a claim is under way here, with a lease or still without one. */
  boolean knows(Claims.Key key) {
    return held.containsKey(key);
  }

  @Override
  public void onSchedulerEvent(SchedulerEventType type) {
    if (type == SchedulerEventType.RAN_UPDATE_HEARTBEATS) {
      held.values().forEach(HeartbeatLease::heartbeat);
    }
  }

  @Override
  public void onExecutionFailedHeartbeat(CurrentlyExecuting execution) {
    listeners.forEach(AttemptListener::heartbeatFailed);
  }
}
