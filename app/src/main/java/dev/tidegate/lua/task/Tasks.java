package dev.tidegate.lua.task;

import dev.tidegate.lua.LuaRuntime;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * The tasks of one job, as modules see them: how a function waits, and how the outside world
 * reaches the job.
 *
 * <p>Everything of a job happens on its strand: one thing at a time, on some worker. Other threads
 * reach it by {@link #post(Runnable)} and in no other way.
 */
public interface Tasks {

  /** The tasks of the running job. */
  static Tasks of(LuaRuntime runtime) {
    return runtime
        .attribute(Tasks.class)
        .orElseThrow(() -> new IllegalStateException("a run without tasks"));
  }

  /**
   * Makes the calling task wait until the stage completes; the job's other tasks and other jobs run
   * meanwhile. To be called on the strand, from a host function.
   *
   * @return the stage's value; an expected failure should be such a value
   * @throws java.util.concurrent.CompletionException when the stage failed, which is a fault and
   *     ends the job
   */
  <T> T await(CompletionStage<T> stage);

  /**
   * Has the action run on the strand, between two steps of tasks. From any thread. Actions run in
   * the order in which they were posted; after the job's end they are dropped.
   */
  void post(Runnable action);

  /**
   * Tells that something outside may wake the job later, so that tasks which all wait are no
   * deadlock. On the strand.
   */
  Hold hold();

  /**
   * Has the action run on the strand after the delay, which is kept as a {@link #hold()} until
   * then. On the strand. The job's end drops it.
   */
  void after(Duration delay, Runnable action);

  /** Something outside that may wake the job. */
  interface Hold {

    /** It no longer can. On the strand; again does nothing. */
    void release();
  }
}
