package dev.tidegate.lua.task;

import dev.tidegate.lua.ErrorKind;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.ScriptError;
import dev.tidegate.lua.vm.Line;
import dev.tidegate.lua.vm.LuaContext;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashSet;
import java.util.Set;
import org.luaj.vm2.LuaValue;

/**
 * The coroutines of one run that have not ended, counted against its limit together with the tasks
 * that it has spawned. A coroutine that nothing refers to stops counting: the garbage collector
 * tells of it in its own time, and when the limit is reached before that, the audit of the run's
 * memory does.
 */
final class Coroutines {

  private final Set<Reference<? extends Coroutine>> live = new HashSet<>();
  private final ReferenceQueue<Coroutine> collected = new ReferenceQueue<>();

  static Coroutines of(LuaRuntime runtime) {
    return runtime.attribute(
        Coroutines.class,
        () -> {
          Coroutines coroutines = new Coroutines();
          runtime.onEnd(coroutines::close);
          return coroutines;
        });
  }

  Coroutine create(LuaRuntime runtime, LuaValue function) {
    JobRun job = JobRun.of(runtime);
    requireRoom(runtime, job);
    Coroutine coroutine = new Coroutine(job, function);
    live.add(new WeakReference<>(coroutine, collected));
    return coroutine;
  }

  /** Starts a task, which counts until it ends. */
  Coroutine spawn(LuaRuntime runtime, LuaValue function) {
    JobRun job = JobRun.of(runtime);
    requireRoom(runtime, job);
    return job.spawn(function);
  }

  private void requireRoom(LuaRuntime runtime, JobRun job) {
    int limit = runtime.limits().coroutines();
    if (live.size() + job.spawnedTasks() < limit) {
      return;
    }
    // All are looked at.
    runtime.charge(limit);
    forgetEnded();
    if (live.size() + job.spawnedTasks() >= limit) {
      job.auditAtOwnCost();
    }
    if (live.size() + job.spawnedTasks() >= limit) {
      throw ScriptError.of(
          ErrorKind.RATE_LIMITED,
          "too many coroutines: the limit of " + limit + " is reached",
          false);
    }
  }

  private void forgetEnded() {
    for (var gone = collected.poll(); gone != null; gone = collected.poll()) {
      live.remove(gone);
    }
    live.removeIf(reference -> {
      Coroutine coroutine = reference.get();
      return coroutine == null || coroutine.status() == Coroutine.Status.DEAD;
    });
  }

  /** To be called before an audit. */
  void forgetReached() {
    for (var reference : live) {
      Coroutine coroutine = reference.get();
      if (coroutine != null) {
        coroutine.forgetReached();
      }
    }
  }

  /**
   * Ends those that the audit has not come by, as no script can reach them any more. A fiber that
   * has a thread would otherwise keep all that stands on its stack.
   */
  void closeUnreached(LuaContext context) {
    // Where closing unwinds the body, that moves the context away from where it stands.
    Line here = new Line();
    context.leave(here);
    live.removeIf(reference -> {
      Coroutine coroutine = reference.get();
      if (coroutine == null || coroutine.isReached()) {
        return coroutine == null;
      }
      coroutine.close();
      return true;
    });
    context.enter(here);
  }

  private void close() {
    for (var reference : live) {
      Coroutine coroutine = reference.get();
      if (coroutine != null) {
        coroutine.close();
      }
    }
  }
}
