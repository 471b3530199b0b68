package dev.tidegate.lua.task;

import dev.tidegate.lua.ScriptError;
import dev.tidegate.lua.fiber.Fiber;
import dev.tidegate.lua.fiber.FiberScope;
import dev.tidegate.lua.vm.Depth;
import dev.tidegate.lua.vm.LuaContext;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A Lua coroutine (Lua 5.2 manual, 2.6): a fiber inside the fiber of the task that resumes it, so
 * that a function which waits inside it makes the whole task wait.
 */
final class Coroutine extends LuaValue {

  private final @Nullable Fiber fiber;
  private Status status;
  private Varargs transfer = NONE;
  private @Nullable LuaError failure;
  private Depth depth = Depth.NONE;

  private Coroutine(@Nullable Fiber fiber, Status status) {
    this.fiber = fiber;
    this.status = status;
  }

  /** Makes a suspended coroutine with the function as its body. */
  Coroutine(JobRun job, LuaValue function) {
    LuaContext context = job.context();
    this.status = Status.SUSPENDED;
    this.fiber = job.fibers().create(FiberScope.COROUTINE, () -> body(context, function));
  }

  /** What stands for a task itself, outside all coroutines. */
  static Coroutine ofTask() {
    return new Coroutine(null, Status.RUNNING);
  }

  private void body(LuaContext context, LuaValue function) {
    try {
      transfer = context.call(function, transfer);
    } catch (LuaError error) {
      failure = error;
    }
  }

  Status status() {
    return status;
  }

  /** Whether this is a task and not a coroutine. */
  boolean isTask() {
    return fiber == null;
  }

  /**
   * Lets it run until it yields or ends.
   *
   * @return what it yielded or returned
   * @throws LuaError what it raised, or that it can't be resumed
   */
  Varargs resume(JobRun job, Varargs arguments) {
    if (status != Status.SUSPENDED || fiber == null) {
      String which = status == Status.DEAD ? "dead" : "non-suspended";
      throw ScriptError.of(valueOf("cannot resume " + which + " coroutine"));
    }
    LuaContext context = job.context();
    Task task = job.currentTask();
    Coroutine resumer = task.running();
    Depth base = context.depth();
    resumer.status = Status.NORMAL;
    status = Status.RUNNING;
    transfer = arguments;
    task.running(this);
    context.depth(base.plus(depth));
    boolean done = fiber.resume();
    depth = context.depth().minus(base);
    context.depth(base);
    task.running(resumer);
    resumer.status = Status.RUNNING;
    status = done ? Status.DEAD : Status.SUSPENDED;
    if (failure != null) {
      throw failure;
    }
    return transfer;
  }

  /** Gives values to whoever resumed this coroutine, and returns what the next resume passes. */
  Varargs yieldValues(JobRun job, Varargs values) {
    transfer = values;
    job.fibers().suspend(FiberScope.COROUTINE);
    return transfer;
  }

  void close() {
    if (fiber != null && status == Status.SUSPENDED) {
      fiber.close();
    }
  }

  @Override
  public int type() {
    return TTHREAD;
  }

  @Override
  public String typename() {
    return "thread";
  }

  /** Where a coroutine is in its life; the texts are those of {@code coroutine.status}. */
  enum Status {
    SUSPENDED("suspended"),
    RUNNING("running"),
    NORMAL("normal"),
    DEAD("dead");

    private final String text;

    Status(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }
}
