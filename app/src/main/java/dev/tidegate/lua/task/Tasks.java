package dev.tidegate.lua.task;

import dev.tidegate.lua.LuaRuntime;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

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
   * Has the action run on the strand, between two steps of tasks or where a task lets other jobs go
   * first. From any thread. Actions run in the order in which they were posted; after the job's end
   * they are dropped.
   */
  void post(Runnable action);

  /**
   * To be called before anything leaves for the outside world: does not come back when the job may
   * no longer act there. On the strand, from a host function.
   */
  void aboutToAct();

  /**
   * Whether the job may still act there. From any thread, right before something leaves that had to
   * wait since {@link #aboutToAct()}.
   */
  boolean mayAct();

  /**
   * Tells that something outside may wake the job later, so that tasks which all wait are no
   * deadlock. On the strand.
   */
  Hold hold();

  /**
   * Has the action run once on the strand, after the delay. On the strand. An action that keeps Lua
   * values alive implements {@link dev.tidegate.lua.Traced} too.
   *
   * @throws dev.tidegate.lua.ScriptError when {@link dev.tidegate.lua.Limits#timers()} run already
   */
  Timer after(Duration delay, Runnable action);

  /**
   * Has the action run on the strand at the end of each period from now, until it is cancelled. On
   * the strand. The periods stay in step with the clock; what the strand was too busy for is made
   * up for, up to 16 times.
   *
   * @param period positive
   * @param action says whether to go on; on false the timer runs out of work and pauses until
   *     {@link RepeatingTimer#goOn()}, so that ticks which nobody takes cost nothing. Implements
   *     {@link dev.tidegate.lua.Traced} too where it keeps Lua values alive.
   * @throws dev.tidegate.lua.ScriptError when {@link dev.tidegate.lua.Limits#timers()} run already
   */
  RepeatingTimer every(Duration period, BooleanSupplier action);

  /** Something outside that may wake the job. */
  interface Hold {

    /** It no longer can. On the strand; again does nothing. */
    void release();
  }

  /**
   * A timer of the job. While it runs, tasks that all wait are no deadlock. The job's end cancels
   * it.
   */
  interface Timer {

    /**
     * Stops it; its action will not run any more. On the strand.
     *
     * @return whether it was running: not once a timer that runs once has expired, nor when it was
     *     cancelled before
     */
    boolean cancel();
  }

  /** A timer that expires again and again. */
  interface RepeatingTimer extends Timer {

    /** Ends a pause: the next tick comes at the end of the current period. On the strand. */
    void goOn();
  }
}
