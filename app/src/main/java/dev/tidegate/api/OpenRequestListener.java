package dev.tidegate.api;

/**
 * Hears of requests that stay open while a job goes on, for metrics. Called on any thread; must be
 * quick.
 */
public interface OpenRequestListener {

  /** What such a request is for. */
  enum Kind {
    /** A job's events. */
    EVENTS,
    /** A job's log, followed or not. */
    LOG,
    /** A job's end, by {@code Prefer: wait}. */
    WAIT
  }

  /** How one ended. */
  enum End {
    /** All was sent, or the job has ended. */
    COMPLETE,
    /** The time to wait was over. */
    TIME,
    /** The client went away. */
    GONE,
    /** The client had not read for too long. */
    STALLED,
    /** The reader may not see the job any more. */
    HIDDEN,
    /** The node was stopped. */
    DRAINED,
    /** A fault. */
    FAILED
  }

  /** Why one was not let in. */
  enum Limit {
    /** The actor has as many as it may. */
    ACTOR,
    /** The node has as many as it takes. */
    NODE,
    /** The node is being stopped. */
    DRAIN
  }

  /** One was let in. */
  void opened(Kind kind);

  /** One that was let in has ended. */
  void closed(Kind kind, End end);

  /** One was not let in. */
  void refused(Kind kind, Limit limit);
}
