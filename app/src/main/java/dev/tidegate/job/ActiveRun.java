package dev.tidegate.job;

import dev.tidegate.lua.Run;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Something that runs, or is about to: it may be stopped before the engine has begun with it. */
final class ActiveRun {

  private final Consumer<ActiveRun> onOver;
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  // Wishes go first and are looked at after the run is known: one of the two sides sees the other.
  private volatile boolean cancelled;
  private volatile boolean interrupted;
  private volatile @Nullable Run run;

  ActiveRun(Consumer<ActiveRun> onOver) {
    this.onOver = onOver;
  }

  /** Asks it to stop on behalf of its owner. */
  void cancel() {
    cancelled = true;
    Run started = run;
    if (started != null) {
      started.cancel();
    }
  }

  /** Stops it, because the node can't let it go on. */
  void interrupt() {
    interrupted = true;
    Run started = run;
    if (started != null) {
      started.interrupt();
    }
  }

  /** Whether its owner has asked for it to stop. */
  boolean isCancelled() {
    return cancelled;
  }

  /** The engine has begun. */
  void runs(Run started) {
    run = started;
    if (cancelled) {
      started.cancel();
    }
    if (interrupted) {
      started.interrupt();
    }
  }

  /** Completes when it is over. */
  CompletableFuture<Void> end() {
    return end;
  }

  /** All is said that is to be said about it. */
  void over() {
    onOver.accept(this);
    end.complete(null);
  }
}
