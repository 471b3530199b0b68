package dev.tidegate.lua.task;

import dev.tidegate.lua.Traced;
import dev.tidegate.lua.Tracer;
import dev.tidegate.lua.fiber.Fiber;
import dev.tidegate.lua.vm.Line;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/** One line of execution of a job. */
final class Task implements Traced {

  private final int number;
  private final Fiber fiber;
  private final Coroutine self;
  private State state = State.READY;
  private @Nullable Waiting waiting;
  private final Line line = new Line();
  private Coroutine running;

  /**
   * Makes a task that has not started.
   *
   * @param number its place in the order of spawning; 1 for the main task
   * @param function what it runs, nil for the main task
   */
  Task(int number, Fiber fiber, LuaValue function) {
    this.number = number;
    this.fiber = fiber;
    this.self = Coroutine.ofTask(this, function);
    this.running = self;
  }

  int number() {
    return number;
  }

  boolean isMain() {
    return number == 1;
  }

  Fiber fiber() {
    return fiber;
  }

  /** What {@code coroutine.running()} gives outside all coroutines. */
  Coroutine self() {
    return self;
  }

  /** The coroutine that is running in this task now. */
  Coroutine running() {
    return running;
  }

  void running(Coroutine coroutine) {
    running = coroutine;
  }

  State state() {
    return state;
  }

  void state(State next) {
    state = next;
  }

  /** What it waits for, in words. */
  String waitsFor() {
    return waiting == null ? "nothing" : waiting.words();
  }

  /** Lets it wait. */
  void waitFor(Waiting what) {
    waiting = what;
    state = State.WAITING;
  }

  /** It has what it waited for, or has to look whether it has. */
  void goesOn() {
    waiting = null;
  }

  @Override
  public void trace(Tracer tracer) {
    tracer.values(running);
    if (state != State.RUNNING) {
      tracer.holder(line);
      if (waiting != null) {
        tracer.holder(waiting);
      }
    }
  }

  /** Where it stands while it does not run. */
  Line line() {
    return line;
  }

  /** What a task is doing. */
  enum State {
    /** Waits for its turn behind the job's other tasks. */
    READY,
    /** Runs, or has given way to other jobs only and goes on before the job's other tasks. */
    RUNNING,
    /** Waits to be woken. */
    WAITING
  }
}
