package dev.tidegate.bench;

import dev.tidegate.lua.fiber.Fiber;
import dev.tidegate.lua.fiber.FiberChoice;
import dev.tidegate.lua.fiber.FiberScope;
import dev.tidegate.lua.fiber.FiberSupport;
import dev.tidegate.lua.fiber.Fibers;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What it takes to switch to a fiber and back, with both kinds of fiber. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED")
@SuppressWarnings("NullAway.Init") // JMH sets the parameter and calls the setup
public class FiberBenchmark {

  private static final int WARM_UP_FIBERS = 10_000;

  /** A name of {@link FiberChoice}. */
  @Param({"CONTINUATION", "VIRTUAL_THREAD"})
  public FiberChoice choice;

  private Fibers fibers;
  private Fiber task;
  private Fiber taskWithCoroutine;
  private Fiber taskInCoroutines;

  /**
   * Makes the fibers and brings each to its first suspension. Others run to their end before, so
   * that the JIT has compiled the bodies: a frame that began in the interpreter stays there, and
   * takes several times as long to move.
   */
  @Setup
  public void start() {
    fibers = FiberSupport.choose(choice).fibers();
    for (int i = 0; i < WARM_UP_FIBERS; i++) {
      runToTheEnd(suspending(2));
      runToTheEnd(withCoroutine(2));
      runToTheEnd(inCoroutines(2));
    }
    task = suspending(Long.MAX_VALUE);
    taskWithCoroutine = withCoroutine(Long.MAX_VALUE);
    taskInCoroutines = inCoroutines(Long.MAX_VALUE);
    task.resume();
    taskWithCoroutine.resume();
    taskInCoroutines.resume();
  }

  /** Closes the fibers. */
  @TearDown
  public void stop() {
    task.close();
    taskWithCoroutine.close();
    taskInCoroutines.close();
  }

  /** A task is resumed and suspends itself. */
  @Benchmark
  public boolean resumeAndSuspend() {
    return task.resume();
  }

  /** A task is resumed, resumes a coroutine that yields, and suspends itself: two switches. */
  @Benchmark
  public boolean resumeCoroutineAndSuspend() {
    return taskWithCoroutine.resume();
  }

  /** A task that waits inside two nested coroutines is resumed and waits again. */
  @Benchmark
  public boolean resumeAndSuspendInTwoCoroutines() {
    return taskInCoroutines.resume();
  }

  /** A fiber is made, run and done with, without a suspension. */
  @Benchmark
  public boolean createAndRun() {
    return fibers.create(FiberScope.TASK, () -> {}).resume();
  }

  private Fiber suspending(long times) {
    return fibers.create(FiberScope.TASK, () -> suspend(FiberScope.TASK, times));
  }

  private Fiber withCoroutine(long times) {
    return fibers.create(
        FiberScope.TASK,
        () -> {
          Fiber coroutine =
              fibers.create(FiberScope.COROUTINE, () -> suspend(FiberScope.COROUTINE, times));
          while (!coroutine.resume()) {
            fibers.suspend(FiberScope.TASK);
          }
        });
  }

  private Fiber inCoroutines(long times) {
    return fibers.create(
        FiberScope.TASK,
        () -> {
          Fiber inner = fibers.create(FiberScope.COROUTINE, () -> suspend(FiberScope.TASK, times));
          fibers.create(FiberScope.COROUTINE, inner::resume).resume();
        });
  }

  private void suspend(FiberScope scope, long times) {
    for (long i = 0; i < times; i++) {
      fibers.suspend(scope);
    }
  }

  private static void runToTheEnd(Fiber fiber) {
    boolean done = false;
    while (!done) {
      done = fiber.resume();
    }
  }
}
