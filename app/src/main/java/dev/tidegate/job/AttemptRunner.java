package dev.tidegate.job;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Begins the attempts that this node has claimed. Safe for any thread. */
public final class AttemptRunner {

  private final ScriptRunner scripts;
  private final AttemptStore store;
  private final NodeId node;
  private final ActiveRuns active;
  private final AttemptEvents events;
  private final List<AttemptListener> listeners;
  private final SharedClock clock;
  private final JsonMapper json;

  /** Makes one. */
  AttemptRunner(
      ScriptRunner scripts,
      AttemptStore store,
      NodeId node,
      ActiveRuns active,
      AttemptEvents events,
      List<AttemptListener> listeners,
      SharedClock clock,
      JsonMapper json) {
    this.scripts = scripts;
    this.store = store;
    this.node = node;
    this.active = active;
    this.events = events;
    this.listeners = List.copyOf(listeners);
    this.clock = clock;
    this.json = json;
  }

  /**
   * An attempt has been claimed, and counts from now on as one that runs here.
   *
   * @param place what the job has taken, given back at the attempt's end
   */
  public Attempt begin(ClaimedJob job, Capacity.Place place) {
    return new Attempt(
        job, place, this, active.begin(job.id()), new AttemptJournal(json, job.lastLogSeq()));
  }

  ScriptRunner scripts() {
    return scripts;
  }

  AttemptStore store() {
    return store;
  }

  NodeId node() {
    return node;
  }

  AttemptEvents events() {
    return events;
  }

  List<AttemptListener> listeners() {
    return listeners;
  }

  SharedClock clock() {
    return clock;
  }
}
