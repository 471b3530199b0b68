package dev.tidegate.websocket.netty;

import dev.tidegate.lua.fiber.Poller;
import io.netty.channel.EventLoop;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Event loops on the threads that run Lua, one each: what a peer sends reaches a script that waits
 * for it, and what the script answers reaches the socket, without another thread being woken.
 *
 * <p>A loop's turn comes whenever its worker has no slice to run, and after every slice or few
 * while it has. Gives the loops in turn to whoever asks for one.
 */
public final class WorkerLoops implements Poller.Factory, Supplier<EventLoop>, AutoCloseable {

  /** In seconds. */
  private static final int LONGEST_CLOSE = 2;

  private final List<Loop> loops = new CopyOnWriteArrayList<>();
  private final AtomicInteger turns = new AtomicInteger();

  @Override
  public Poller create(Thread worker) {
    Loop loop = new Loop(worker);
    loops.add(loop);
    return loop;
  }

  /**
   * The loop whose turn it is.
   *
   * @throws IllegalStateException while there are no workers
   */
  @Override
  public EventLoop get() {
    if (loops.isEmpty()) {
      throw new IllegalStateException("no worker has been started");
    }
    return loops.get(Math.floorMod(turns.getAndIncrement(), loops.size()));
  }

  /** All of them, as many as there are workers now. */
  public List<EventLoop> all() {
    return List.copyOf(loops);
  }

  /** Ends the loops, and with them the workers' threads. Waits at most 2 seconds. */
  @Override
  public void close() {
    List<Future<?>> ends =
        loops.stream()
            .<Future<?>>map(loop -> loop.shutdownGracefully(0, LONGEST_CLOSE, TimeUnit.SECONDS))
            .toList();
    ends.forEach(end -> end.awaitUninterruptibly(LONGEST_CLOSE, TimeUnit.SECONDS));
  }

  private static final class Loop extends ManualIoEventLoop implements Poller {

    private final Thread worker;
    private BooleanSupplier mayWait = () -> true;

    Loop(Thread worker) {
      super(worker, NioIoHandler.newFactory());
      this.worker = worker;
    }

    @Override
    protected boolean canBlock() {
      return mayWait.getAsBoolean();
    }

    @Override
    public void poll() {
      runNow();
    }

    @Override
    public void await(BooleanSupplier mayWait) {
      this.mayWait = mayWait;
      if (!isTerminated()) {
        run(0);
      } else if (mayWait.getAsBoolean()) {
        LockSupport.park(this);
      }
    }

    @Override
    public void wakeUp() {
      wakeup();
      LockSupport.unpark(worker);
    }

    @Override
    public void finish() {
      mayWait = () -> true;
      while (!isTerminated()) {
        run(0);
      }
    }
  }
}
