package dev.tidegate.lua.task;

import dev.tidegate.lua.ErrorKind;
import dev.tidegate.lua.ScriptError;
import dev.tidegate.lua.Traced;
import dev.tidegate.lua.Tracer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The timers of one job. What waits for their time is the engine's alarm, which all jobs share, so
 * that a timer costs some bytes and no thread. On the job's strand.
 */
final class Timers implements Traced {

  /** A timer and what waits for its time; an estimate. */
  private static final int BYTES = 400;

  /** Ticks that a repeating timer makes up for when the strand was busy. */
  private static final int MOST_MADE_UP = 16;

  private final Alarm alarm;
  private final int limit;
  private final Set<Entry> running = new HashSet<>();

  /**
   * Makes none yet.
   *
   * @param limit how many may run at the same time
   */
  Timers(Alarm alarm, int limit) {
    this.alarm = alarm;
    this.limit = limit;
  }

  Tasks.Timer after(Duration delay, Runnable action) {
    Once timer = new Once(action);
    start(timer);
    timer.arm(TimeUnit.NANOSECONDS.convert(delay));
    return timer;
  }

  Tasks.RepeatingTimer every(Duration period, BooleanSupplier action) {
    if (!period.isPositive()) {
      throw new IllegalArgumentException("a period must be positive, not " + period);
    }
    Repeating timer = new Repeating(TimeUnit.NANOSECONDS.convert(period), action);
    start(timer);
    timer.arm(timer.period);
    return timer;
  }

  private void start(Entry timer) {
    if (running.size() >= limit) {
      throw ScriptError.of(
          ErrorKind.RATE_LIMITED, "too many timers: the limit of " + limit + " is reached", false);
    }
    running.add(timer);
  }

  /** Whether none runs. */
  boolean isEmpty() {
    return running.isEmpty();
  }

  void cancelAll() {
    List.copyOf(running).forEach(Entry::cancel);
  }

  @Override
  public void trace(Tracer tracer) {
    tracer.bytes((long) BYTES * running.size());
    for (Entry timer : running) {
      if (timer.action() instanceof Traced action) {
        tracer.holder(action);
      }
    }
  }

  /** Wakes the strand at a time. */
  interface Alarm {

    /** The time in nanoseconds, from an origin of its own. */
    long now();

    /** Has the action run on the strand after so many nanoseconds. */
    Future<?> in(long nanos, Runnable action);
  }

  private abstract class Entry implements Tasks.Timer {

    private @Nullable Future<?> expiry;

    /** What runs when the time has come. */
    abstract Object action();

    abstract void expired();

    final void arm(long nanos) {
      expiry = alarm.in(Math.max(0, nanos), this::arrived);
    }

    /** It may have been cancelled on its way to the strand. */
    private void arrived() {
      if (isRunning()) {
        expired();
      }
    }

    final boolean isRunning() {
      return running.contains(this);
    }

    @Override
    public final boolean cancel() {
      boolean wasRunning = running.remove(this);
      if (wasRunning && expiry != null) {
        expiry.cancel(false);
      }
      return wasRunning;
    }
  }

  private final class Once extends Entry {

    private final Runnable action;

    Once(Runnable action) {
      this.action = action;
    }

    @Override
    Object action() {
      return action;
    }

    @Override
    void expired() {
      running.remove(this);
      action.run();
    }
  }

  private final class Repeating extends Entry implements Tasks.RepeatingTimer {

    private final long start = alarm.now();
    private final long period;
    private final BooleanSupplier action;

    /** Periods since the start of which the ticks were given or left out. */
    private long passed;

    private boolean paused;

    Repeating(long period, BooleanSupplier action) {
      this.period = period;
      this.action = action;
    }

    @Override
    Object action() {
      return action;
    }

    @Override
    void expired() {
      long now = periods();
      long due = Math.min(now - passed, MOST_MADE_UP);
      passed = now;
      for (long i = 0; i < due && !paused && isRunning(); i++) {
        paused = !action.getAsBoolean();
      }
      if (!paused && isRunning()) {
        armForNext();
      }
    }

    @Override
    public void goOn() {
      if (paused && isRunning()) {
        paused = false;
        passed = periods();
        armForNext();
      }
    }

    private long periods() {
      return (alarm.now() - start) / period;
    }

    private void armForNext() {
      arm(period - (alarm.now() - start) % period);
    }
  }
}
