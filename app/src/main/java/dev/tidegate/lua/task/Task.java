package dev.tidegate.lua.task;

import dev.tidegate.lua.Traced;
import dev.tidegate.lua.Tracer;
import dev.tidegate.lua.fiber.Fiber;
import dev.tidegate.lua.vm.Line;

/** One line of execution of a job. */
final class Task implements Traced {

  private final Fiber fiber;
  private final Coroutine self;
  private State state = State.READY;
  private final Line line = new Line();
  private Coroutine running;

  Task(Fiber fiber) {
    this.fiber = fiber;
    this.self = Coroutine.ofTask();
    this.running = self;
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

  @Override
  public void trace(Tracer tracer) {
    tracer.values(running);
    if (state != State.RUNNING) {
      tracer.holder(line);
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
