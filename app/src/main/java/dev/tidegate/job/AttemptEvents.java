package dev.tidegate.job;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The attempts that are under way on this node, for whoever has something to tell of them besides
 * what the engine does. Whoever runs an attempt opens it here, and appends what it hears. Safe for
 * any thread.
 */
public final class AttemptEvents {

  /** How many events of an attempt are taken; its log has a limit of its own. */
  public static final int MOST = 1_000;

  private final Map<String, Attempt> attempts = new ConcurrentHashMap<>();

  /** Knows of no attempt yet. */
  public AttemptEvents() {}

  /**
   * An attempt begins here.
   *
   * @param id the job
   * @param sink takes each event, on any thread and on several at a time; must not block
   * @return to be closed when the attempt has ended
   */
  public Attempt open(JobId id, Consumer<JobEvent.Fresh> sink) {
    Attempt attempt = new Attempt(id.toString(), sink);
    attempts.put(attempt.jobId, attempt);
    return attempt;
  }

  /** The attempt of a job that is under way here. */
  public Optional<Attempt> of(String jobId) {
    return Optional.ofNullable(attempts.get(jobId));
  }

  /** An attempt that is under way here, until it is closed. */
  public final class Attempt implements AutoCloseable {

    private final String jobId;
    private final Consumer<JobEvent.Fresh> sink;
    private final AtomicInteger reserved = new AtomicInteger();
    private volatile boolean closed;

    private Attempt(String jobId, Consumer<JobEvent.Fresh> sink) {
      this.jobId = jobId;
      this.sink = sink;
    }

    /**
     * Takes room for events to come.
     *
     * @return whether there was room for all of them
     */
    public boolean reserve(int events) {
      return reserved.getAndUpdate(taken -> taken > MOST - events ? taken : taken + events)
          <= MOST - events;
    }

    /** Tells of an event that there is room for; does nothing after the end. */
    public void add(JobEvent.Fresh event) {
      if (!closed) {
        sink.accept(event);
      }
    }

    /** Nothing more is told. */
    @Override
    public void close() {
      closed = true;
      attempts.remove(jobId, this);
    }
  }
}
