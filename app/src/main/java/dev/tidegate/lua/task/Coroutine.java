package dev.tidegate.lua.task;

import dev.tidegate.lua.ScriptError;
import dev.tidegate.lua.Traced;
import dev.tidegate.lua.Tracer;
import dev.tidegate.lua.fiber.Fiber;
import dev.tidegate.lua.fiber.FiberScope;
import dev.tidegate.lua.vm.Line;
import dev.tidegate.lua.vm.LuaContext;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A Lua coroutine (Lua 5.2 manual, 2.6): a fiber inside the fiber of the task that resumes it, so
 * that a function which waits inside it makes the whole task wait.
 */
final class Coroutine extends LuaValue implements Traced {

  /** The object, its fiber and what that keeps of the stack when it is suspended; an estimate. */
  private static final int BYTES = 1024;

  private final @Nullable Fiber fiber;
  private Status status;
  private Varargs transfer = NONE;
  private @Nullable LuaError failure;
  private final Line line = new Line();

  /** What it runs, until it has started. */
  private LuaValue function = NIL;

  /** Whether an audit has come by since this was last cleared. */
  private boolean reached;

  /** Who resumed it, while it is not suspended. */
  private @Nullable Coroutine resumer;

  /** In which task it is, while it is not suspended. */
  private @Nullable Task task;

  private Coroutine(Task task, LuaValue function) {
    this.fiber = null;
    this.status = Status.RUNNING;
    this.task = task;
    this.function = function;
  }

  /** Makes a suspended coroutine with the function as its body. */
  Coroutine(JobRun job, LuaValue function) {
    LuaContext context = job.context();
    this.status = Status.SUSPENDED;
    this.function = function;
    this.fiber = job.fibers().create(FiberScope.COROUTINE, () -> body(context, function));
  }

  /** What stands for a task itself, outside all coroutines. */
  static Coroutine ofTask(Task task, LuaValue function) {
    return new Coroutine(task, function);
  }

  /** A task's function runs now, and is kept by the call. */
  void started() {
    function = NIL;
  }

  /** The task has ended. */
  void ended() {
    status = Status.DEAD;
    task = null;
  }

  private void body(LuaContext context, LuaValue function) {
    try {
      Varargs arguments = transfer;
      this.function = NIL;
      transfer = context.call(function, arguments);
    } catch (LuaError error) {
      failure = error;
    }
  }

  /** As scripts see it: within a task that waits or is ready, nothing runs. */
  Status status() {
    boolean runs = task == null || task.state() == Task.State.RUNNING;
    return runs ? status : isTask() ? Status.SUSPENDED : Status.NORMAL;
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
    Task current = job.currentTask();
    Coroutine caller = current.running();
    context.leave(caller.line);
    caller.status = Status.NORMAL;
    status = Status.RUNNING;
    resumer = caller;
    task = current;
    transfer = arguments;
    current.running(this);
    context.enterOnTop(line);
    boolean done = fiber.resume();
    context.leaveTo(line, caller.line);
    current.running(caller);
    resumer = null;
    task = null;
    caller.status = Status.RUNNING;
    status = done ? Status.DEAD : Status.SUSPENDED;
    if (failure != null) {
      throw failure;
    }
    Varargs values = transfer;
    transfer = NONE;
    return values;
  }

  /** Gives values to whoever resumed this coroutine, and returns what the next resume passes. */
  Varargs yieldValues(JobRun job, Varargs values) {
    transfer = values;
    job.fibers().suspend(FiberScope.COROUTINE);
    Varargs given = transfer;
    transfer = NONE;
    return given;
  }

  /** Where it stands while it does not run. */
  Line line() {
    return line;
  }

  void forgetReached() {
    reached = false;
  }

  boolean isReached() {
    return reached;
  }

  @Override
  public void trace(Tracer tracer) {
    reached = true;
    tracer.bytes(BYTES);
    tracer.values(function);
    tracer.values(transfer);
    if (failure != null) {
      tracer.values(failure.getMessageObject());
    }
    if (resumer != null) {
      tracer.values(resumer);
    }
    // While it runs, the context has all this itself.
    if (status != Status.RUNNING && status != Status.DEAD) {
      tracer.holder(line);
    }
  }

  void close() {
    if (fiber != null && status == Status.SUSPENDED) {
      status = Status.DEAD;
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
