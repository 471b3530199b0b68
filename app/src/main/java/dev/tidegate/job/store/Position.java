package dev.tidegate.job.store;

/**
 * A place in the queue of an actor.
 *
 * @param rank the priority with its sign turned
 * @param due in milliseconds
 * @param id of the job there
 */
record Position(String actor, int rank, long due, String id) {

  /** Before all jobs of an actor. */
  static Position first(String actor) {
    return new Position(actor, Short.MIN_VALUE, Long.MIN_VALUE, "");
  }
}
