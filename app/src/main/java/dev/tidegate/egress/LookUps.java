package dev.tidegate.egress;

import java.util.concurrent.Executor;

/** Where names are looked up, which blocks a thread for as long as the resolver does. */
@FunctionalInterface
public interface LookUps {

  /**
   * Runs a look-up when a thread is free; returns at once.
   *
   * @param actor on whose behalf
   * @throws java.util.concurrent.RejectedExecutionException if too many wait
   */
  void run(String actor, Runnable lookUp);

  /** All actors alike. */
  static LookUps on(Executor executor) {
    return (actor, lookUp) -> executor.execute(lookUp);
  }
}
