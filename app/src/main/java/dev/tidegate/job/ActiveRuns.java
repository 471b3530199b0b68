package dev.tidegate.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What runs on this node, so that it can be stopped: what runs within a request, and the attempts
 * of accepted jobs. Safe for any thread.
 */
public final class ActiveRuns {

  private final Set<ActiveRun> all = ConcurrentHashMap.newKeySet();
  private final Map<JobId, ActiveRun> attempts = new ConcurrentHashMap<>();

  /** Knows of none yet. */
  public ActiveRuns() {}

  /** Something is about to run within a request, until it is said to be over. */
  ActiveRun begin() {
    ActiveRun run = new ActiveRun(all::remove);
    all.add(run);
    return run;
  }

  /** An attempt of a job is about to run, until it is said to be over. */
  ActiveRun begin(JobId id) {
    ActiveRun run =
        new ActiveRun(over -> {
          attempts.remove(id, over);
          all.remove(over);
        });
    attempts.put(id, run);
    all.add(run);
    return run;
  }

  /** How many there are. */
  public int count() {
    return all.size();
  }

  /** Whether an attempt of any job is under way. */
  public boolean hasAttempts() {
    return !attempts.isEmpty();
  }

  /** Asks the attempt of a job to stop, on behalf of the job's owner; does nothing without one. */
  public void cancel(JobId id) {
    ActiveRun run = attempts.get(id);
    if (run != null) {
      run.cancel();
    }
  }

  /** Stops everything, because the node can't let it go on. */
  public void interruptAll() {
    all.forEach(ActiveRun::interrupt);
  }

  /**
   * Waits until nothing runs, for as long as nothing new begins.
   *
   * @param longest at most so long
   * @return whether nothing runs
   */
  public boolean awaitNone(Duration longest) throws InterruptedException {
    long deadline = System.nanoTime() + longest.toNanos();
    while (!all.isEmpty()) {
      try {
        var _ =
            CompletableFuture.allOf(
                    new ArrayList<>(all)
                        .stream().map(ActiveRun::end).toArray(CompletableFuture[]::new))
                .get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException late) {
        return all.isEmpty();
      } catch (ExecutionException impossible) {
        throw new IllegalStateException("an end that failed", impossible);
      }
    }
    return true;
  }
}
