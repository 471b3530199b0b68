package dev.tidegate.lua.fiber;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A fiber on a virtual thread of its own. Of the thread that resumes and the threads of the fibers
 * only one runs at any time: control is handed over by semaphores, which also order all access to
 * the fields.
 */
final class VirtualThreadFiber implements Fiber {

  private static final ThreadLocal<@Nullable VirtualThreadFiber> CURRENT = new ThreadLocal<>();

  private final FiberScope scope;
  private final FutureTask<@Nullable Void> body;
  // What this fiber's thread waits for when it has suspended a fiber, itself or an outer one.
  private final Semaphore goOn = new Semaphore(0);
  // What whoever resumed this fiber waits for.
  private final Semaphore handedBack = new Semaphore(0);

  private @Nullable Thread thread;
  private @Nullable VirtualThreadFiber resumer;
  // The fiber inside which this one was suspended; itself when nothing was nested.
  private @Nullable VirtualThreadFiber innermost;
  private boolean running;
  private boolean over;
  private boolean closing;

  VirtualThreadFiber(FiberScope scope, Runnable body) {
    this.scope = scope;
    this.body = new FutureTask<>(body, null);
  }

  static void suspend(FiberScope scope) {
    VirtualThreadFiber self = CURRENT.get();
    VirtualThreadFiber target = self;
    while (target != null && target.scope != scope) {
      target = target.resumer;
    }
    if (self == null || target == null) {
      throw new IllegalStateException("no fiber of scope " + scope + " is running here");
    }
    refuseWhenClosing(self);
    target.innermost = self;
    target.resumer = null;
    target.running = false;
    target.handedBack.release();
    self.goOn.acquireUninterruptibly();
    refuseWhenClosing(self);
  }

  @Override
  public boolean resume() {
    VirtualThreadFiber caller = CURRENT.get();
    refuseWhenClosing(caller);
    if (over) {
      throw new IllegalStateException("the fiber is over");
    }
    if (running) {
      throw new IllegalStateException("the fiber is running");
    }
    resumer = caller;
    handOver();
    if (over && body.state() == Future.State.FAILED) {
      rethrow(body.exceptionNow());
    }
    refuseWhenClosing(caller);
    return over;
  }

  @Override
  public boolean isDone() {
    return over;
  }

  @Override
  public void close() {
    if (over) {
      return;
    }
    if (running) {
      throw new IllegalStateException("a running fiber can't be closed");
    }
    closing = true;
    VirtualThreadFiber inner = innermost;
    while (inner != null && inner != this) {
      inner.closing = true;
      inner = inner.resumer;
    }
    if (thread == null) {
      over = true;
      return;
    }
    handOver();
    if (body.state() == Future.State.FAILED && !(body.exceptionNow() instanceof FiberClosed)) {
      rethrow(body.exceptionNow());
    }
  }

  /** Lets the fiber run until it is suspended or over; in the latter case its thread is gone. */
  private void handOver() {
    running = true;
    Thread own = thread;
    if (own == null) {
      own = Thread.ofVirtual().name("lua-fiber").unstarted(this::runBody);
      thread = own;
      own.start();
    } else {
      VirtualThreadFiber next = innermost;
      if (next == null) {
        throw new IllegalStateException("a suspended fiber without a place to go on");
      }
      innermost = null;
      next.goOn.release();
    }
    handedBack.acquireUninterruptibly();
    if (over) {
      joinUninterruptibly(own);
    }
  }

  private void runBody() {
    CURRENT.set(this);
    body.run();
    over = true;
    running = false;
    resumer = null;
    handedBack.release();
  }

  private static void refuseWhenClosing(@Nullable VirtualThreadFiber fiber) {
    if (fiber != null && fiber.closing) {
      throw new FiberClosed();
    }
  }

  private static void joinUninterruptibly(Thread thread) {
    boolean interrupted = false;
    boolean joined = false;
    while (!joined) {
      try {
        thread.join();
        joined = true;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void rethrow(Throwable thrown) {
    switch (thrown) {
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      // A Runnable can only throw it by tricking the compiler.
      default -> throw new UndeclaredThrowableException(thrown);
    }
  }

  /** Unwinds the body of a fiber that is closed. */
  private static final class FiberClosed extends Error {

    FiberClosed() {
      super("the fiber was closed", null, false, false);
    }
  }
}
