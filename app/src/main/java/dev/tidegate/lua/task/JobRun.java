package dev.tidegate.lua.task;

import dev.tidegate.lua.ErrorKind;
import dev.tidegate.lua.Failure;
import dev.tidegate.lua.LogEntry;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.Outcome;
import dev.tidegate.lua.Run;
import dev.tidegate.lua.RunRequest;
import dev.tidegate.lua.Tracer;
import dev.tidegate.lua.Usage;
import dev.tidegate.lua.fiber.FiberScope;
import dev.tidegate.lua.fiber.Fibers;
import dev.tidegate.lua.fiber.Workers;
import dev.tidegate.lua.vm.CompiledScript;
import dev.tidegate.lua.vm.JobControl;
import dev.tidegate.lua.vm.Libraries;
import dev.tidegate.lua.vm.LuaContext;
import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/**
 * One job under way: its tasks, and the strand on which all that is the job's happens, one thing at
 * a time.
 *
 * <p>The strand is in the workers' queue at most once. What other threads want goes into the inbox;
 * putting something there puts the strand into the queue if it is not there. A job that is to end
 * is simply not resumed any more: its fibers are dropped where they stand, which no script can
 * catch.
 *
 * <p>Whatever is not said to be for any thread happens on the strand. Longer than a usual class,
 * because the tasks and the ways in which a job can end share that state.
 */
final class JobRun implements Run, Tasks, JobControl {

  /** Empty lines have no bytes but take memory: the output limit allows a line for each so many. */
  private static final int BYTES_PER_LINE = 64;

  /** Bytes of living things that are gone through in the time of a unit of work, about. */
  private static final int BYTES_PER_AUDIT_UNIT = 32;

  private static final int LINES_AT_LEAST = 100;

  private static final Logger LOGGER = System.getLogger(JobRun.class.getName());

  private final RunRequest request;
  private final Fibers fibers;
  private final Workers workers;
  private final ScheduledExecutorService timer;
  private final InstantSource clock;
  private final EngineCounts counts;
  private final Consumer<JobRun> onEnded;
  private final TaskBodies bodies;
  private final LuaContext context;
  private final MemoryAccount memory;

  private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();

  /** Claimed by whoever ends the job: the strand, or after the engine's close several threads. */
  private final AtomicBoolean ending = new AtomicBoolean();

  private final Expiry expiry;

  private final AtomicReference<@Nullable Outcome> demanded = new AtomicReference<>();
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private final long startNanos = System.nanoTime();

  private final Set<Task> tasks = new LinkedHashSet<>();
  private final ArrayDeque<Task> ready = new ArrayDeque<>();
  private final ArrayDeque<Runnable> endActions = new ArrayDeque<>();
  private final Timers timers;
  private @Nullable Task current;
  private int made;
  private int holds;
  private long logged;
  private volatile long outputBytes;
  private volatile long endNanos;
  private volatile boolean ended;

  JobRun(
      RunRequest request,
      Libraries libraries,
      TaskBodies bodies,
      Fibers fibers,
      Workers workers,
      ScheduledExecutorService timer,
      InstantSource clock,
      int nestingLimit,
      EngineCounts counts,
      Consumer<JobRun> onEnded) {
    this.request = request;
    this.bodies = bodies;
    this.fibers = fibers;
    this.workers = workers;
    this.timer = timer;
    this.clock = clock;
    this.counts = counts;
    this.onEnded = onEnded;
    this.expiry = new Expiry(timer, this::expire);
    this.context = new LuaContext(request, libraries, this, nestingLimit);
    this.memory = new MemoryAccount(request.limits().memory(), fibers, context::used);
    context.attribute(Tasks.class, () -> this);
    this.timers = new Timers(new StrandAlarm(), request.limits().timers());
  }

  /** The job that the runtime belongs to. */
  static JobRun of(LuaRuntime runtime) {
    return (JobRun) Tasks.of(runtime);
  }

  /** Starts the main task and the job's clock. */
  void start(CompiledScript script) {
    Duration wallTime = request.limits().wallTime();
    Outcome late =
        limitReached(
            Failure.Reason.WALL_TIME,
            ErrorKind.TIMEOUT,
            "the wall time limit of " + wallTime.toMillis() + " ms");
    Future<?> deadline =
        timer.schedule(() -> demand(late), wallTime.toNanos(), TimeUnit.NANOSECONDS);
    endActions.push(() -> deadline.cancel(false));
    add(() -> demand(bodies.main(context, script, request)), LuaValue.NIL);
    schedule();
  }

  @Override
  public CompletionStage<Outcome> outcome() {
    return outcome.minimalCompletionStage();
  }

  @Override
  public void cancel() {
    demand(new Outcome.Cancelled());
  }

  @Override
  public void interrupt() {
    demand(interrupted("the run was interrupted"));
  }

  @Override
  public void expiresAt(long nanoTime) {
    expiry.set(nanoTime);
    if (ended) {
      expiry.forget();
    }
  }

  private void expire() {
    demand(interrupted("the run's time on its node was over"));
  }

  @Override
  public Usage usage() {
    long end = ended ? endNanos : System.nanoTime();
    return new Usage(
        context.used(),
        memory.peak(),
        outputBytes,
        Duration.ofNanos(end - startNanos),
        context.traffic().totals());
  }

  /**
   * Ends the job from outside the strand, once the workers have stopped and nothing runs there any
   * more.
   */
  void abandon() {
    end(new Outcome.Cancelled());
  }

  LuaContext context() {
    return context;
  }

  Fibers fibers() {
    return fibers;
  }

  // The strand ------------------------------------------------------------------------------------

  /** Ends the job with this outcome unless another one came first. From any thread. */
  private void demand(Outcome wanted) {
    demanded.compareAndSet(null, wanted);
    schedule();
  }

  @Override
  public void post(Runnable action) {
    if (!ended) {
      inbox.add(action);
      schedule();
    }
  }

  private void schedule() {
    if (!ended && scheduled.compareAndSet(false, true)) {
      submit(false);
    }
  }

  private void submit(boolean again) {
    try {
      if (again) {
        workers.resubmit(request.actor(), this::slice);
      } else {
        workers.submit(request.actor(), this::slice);
      }
    } catch (RejectedExecutionException closed) {
      // The engine has stopped and will not run the strand again; nobody else touches the job now.
      end(new Outcome.Cancelled());
    }
  }

  /** The job's outermost frame: what comes up here is a fault of the engine and ends the job. */
  private void slice() {
    try {
      advance();
    } catch (Throwable fault) {
      counts.fault(fault);
      LOGGER.log(Logger.Level.ERROR, "job " + request.id() + " ended by a fault", fault);
      end(
          new Outcome.Failed(
              Failure.of(Failure.Reason.INTERNAL, ErrorKind.INTERNAL, "internal error")));
    }
  }

  private void advance() {
    memory.resume();
    do {
      for (Runnable action = inbox.poll(); action != null; action = inbox.poll()) {
        action.run();
      }
      if (expiry.isReached()) {
        expire();
      }
      Outcome wanted = demanded.get();
      if (wanted != null) {
        memory.count();
        end(wanted);
        return;
      }
      Task task = current != null ? current : ready.poll();
      if (task == null) {
        idle();
        return;
      }
      step(task);
    } while (!workers.hasWaiting());
    memory.count();
    submit(true);
  }

  private void idle() {
    if (holds == 0 && timers.isEmpty()) {
      end(
          new Outcome.Failed(
              Failure.of(Failure.Reason.SCRIPT, ErrorKind.INTERNAL, Deadlock.describe(tasks))));
      return;
    }
    memory.count();
    scheduled.set(false);
    if (!inbox.isEmpty() || demanded.get() != null) {
      schedule();
    }
  }

  private void step(Task task) {
    current = task;
    task.state(Task.State.RUNNING);
    context.enter(task.line());
    boolean done = task.fiber().resume();
    context.leave(task.line());
    if (done) {
      tasks.remove(task);
      task.self().ended();
    }
    if (done || task.state() != Task.State.RUNNING) {
      current = null;
    }
  }

  private void end(Outcome result) {
    if (!ending.compareAndSet(false, true)) {
      return;
    }
    ended = true;
    endNanos = System.nanoTime();
    timers.cancelAll();
    expiry.forget();
    for (Runnable action = endActions.poll(); action != null; action = endActions.poll()) {
      try {
        action.run();
      } catch (RuntimeException fault) {
        LOGGER.log(
            Logger.Level.ERROR, "job " + request.id() + ": an action at its end failed", fault);
      }
    }
    tasks.forEach(task -> task.fiber().close());
    inbox.clear();
    onEnded.accept(this);
    outcome.complete(result);
  }

  // Tasks -----------------------------------------------------------------------------------------

  Task currentTask() {
    if (current == null) {
      throw new IllegalStateException("no task is running");
    }
    return current;
  }

  private Task add(Runnable body, LuaValue function) {
    Task task = new Task(++made, fibers.create(FiberScope.TASK, body), function);
    tasks.add(task);
    ready.add(task);
    return task;
  }

  /** Starts a task with the function as its body, and lets it and those before it go first. */
  Coroutine spawn(LuaValue function) {
    Task task =
        add(
            () -> {
              currentTask().self().started();
              bodies.spawned(context, function).ifPresent(this::demand);
            },
            function);
    giveWayToOthers();
    return task.self();
  }

  /** Tasks besides the main one that have not ended. */
  int spawnedTasks() {
    return tasks.size() - 1;
  }

  /**
   * Makes the current task wait until something holds. Who makes it hold wakes the task.
   *
   * @param what it waits for
   */
  void parkUntil(BooleanSupplier holds, Waiting what) {
    // Other jobs may go first here, and what this one waits for may come, while it can't be woken.
    checkMemory();
    Task task = currentTask();
    while (!holds.getAsBoolean()) {
      task.waitFor(what);
      fibers.suspend(FiberScope.TASK);
      task.goesOn();
    }
  }

  /** Puts a task that waits behind those that are ready; one that is about to wait looks itself. */
  void wake(Task task) {
    if (task.state() == Task.State.WAITING) {
      task.state(Task.State.READY);
      ready.add(task);
    }
  }

  /** Lets the job's other tasks go first. */
  void giveWayToOthers() {
    checkMemory();
    Task task = currentTask();
    task.state(Task.State.READY);
    ready.add(task);
    fibers.suspend(FiberScope.TASK);
  }

  @Override
  public <T> T await(CompletionStage<T> stage) {
    CompletableFuture<T> future = stage.toCompletableFuture();
    if (!future.isDone()) {
      Task task = currentTask();
      Hold hold = hold();
      var _ =
          future.whenComplete((value, failure) ->
              post(() -> {
                hold.release();
                wake(task);
              }));
      parkUntil(future::isDone, Waiting.CALL);
    }
    return future.join();
  }

  @Override
  public Hold hold() {
    holds++;
    return new Hold() {
      private boolean released;

      @Override
      public void release() {
        if (!released) {
          released = true;
          holds--;
        }
      }
    };
  }

  @Override
  public Timer after(Duration delay, Runnable action) {
    return timers.after(delay, action);
  }

  @Override
  public RepeatingTimer every(Duration period, BooleanSupplier action) {
    return timers.every(period, action);
  }

  // What the context asks -------------------------------------------------------------------------

  @Override
  public void sliceEnded(long used) {
    long limit = request.limits().instructions();
    if (used > limit) {
      demand(
          limitReached(
              Failure.Reason.INSTRUCTIONS,
              ErrorKind.RATE_LIMITED,
              "the limit of " + limit + " instructions"));
    }
    checkMemory();
    giveWay();
  }

  /** Lets other jobs go first; does not come back when this one is to end. */
  private void giveWay() {
    if (demanded.get() != null || expiry.isReached() || workers.hasWaiting()) {
      memory.count();
      fibers.suspend(FiberScope.TASK);
    }
  }

  @Override
  public void aboutToAct() {
    if (expiry.isReached()) {
      expire();
      suspendForGood();
    }
  }

  @Override
  public boolean mayAct() {
    return !expiry.isReached();
  }

  /** Leaves a task where it stands, because the job is to end. */
  private void suspendForGood() {
    fibers.suspend(FiberScope.TASK);
    throw new IllegalStateException("resumed after the job's end");
  }

  private void checkMemory() {
    memory.count();
    if (memory.isAuditDue(0)) {
      audit();
      if (!memory.hasRoom(0)) {
        long limit = request.limits().memory();
        demand(
            limitReached(
                Failure.Reason.MEMORY,
                ErrorKind.RATE_LIMITED,
                "the memory limit of " + limit + " bytes"));
        giveWay();
      }
    }
  }

  @Override
  public boolean hasRoom(long bytes) {
    memory.count();
    if (memory.isAuditDue(bytes)) {
      audit();
    }
    return memory.hasRoom(bytes);
  }

  @Override
  public void adopt(long bytes) {
    memory.adopt(bytes);
  }

  /** Finds out what is alive, from within the running task's fiber. */
  private void audit() {
    Optional<Coroutines> coroutines = context.attribute(Coroutines.class);
    coroutines.ifPresent(Coroutines::forgetReached);
    long live = context.live(this::traceTasks, this::giveWay);
    coroutines.ifPresent(each -> each.closeUnreached(context));
    // What the audit itself has allocated is not the job's.
    memory.resume();
    memory.audited(live);
    counts.audit();
  }

  /** Has an audit that the script pays for, because it can bring it about as often as it likes. */
  void auditAtOwnCost() {
    audit();
    context.charge(memory.live() / BYTES_PER_AUDIT_UNIT);
  }

  private void traceTasks(Tracer tracer) {
    tracer.bytes(outputBytes + logged * BYTES_PER_LINE);
    tasks.forEach(tracer::holder);
    tracer.holder(timers);
  }

  @Override
  public void log(LogEntry.Level level, String message, Map<String, String> fields) {
    long limit = request.limits().output();
    long lines = LINES_AT_LEAST + limit / BYTES_PER_LINE;
    long bytes = outputBytes + bytes(message);
    for (Map.Entry<String, String> field : fields.entrySet()) {
      bytes += bytes(field.getKey()) + bytes(field.getValue());
    }
    if (bytes > limit || logged >= lines) {
      demand(
          limitReached(
              Failure.Reason.OUTPUT,
              ErrorKind.RATE_LIMITED,
              bytes > limit
                  ? "the output limit of " + limit + " bytes"
                  : "the output limit of " + lines + " lines"));
      suspendForGood();
    }
    outputBytes = bytes;
    request.log().accept(new LogEntry(++logged, clock.instant(), level, message, fields));
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public void onEnd(Runnable action) {
    endActions.push(action);
  }

  private static Outcome interrupted(String message) {
    return new Outcome.Failed(
        new Failure(
            Failure.Reason.INTERRUPTED, ErrorKind.UNAVAILABLE.text(), message, true, null, null));
  }

  private static Outcome limitReached(Failure.Reason reason, ErrorKind kind, String limit) {
    return new Outcome.Failed(Failure.of(reason, kind, "the job reached " + limit));
  }

  /** The engine's timer thread, which hands on to the strand. */
  private final class StrandAlarm implements Timers.Alarm {

    @Override
    public long now() {
      return System.nanoTime();
    }

    @Override
    public Future<?> in(long nanos, Runnable action) {
      return timer.schedule(() -> post(action), nanos, TimeUnit.NANOSECONDS);
    }
  }
}
