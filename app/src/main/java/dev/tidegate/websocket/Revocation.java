package dev.tidegate.websocket;

import dev.tidegate.policy.AccessControl;
import dev.tidegate.policy.ActivePolicies;
import dev.tidegate.policy.PolicySet;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Closes the connections that a new set of policies does not allow, and gives up such attempts. It
 * judges them as they were judged when they were made, on a thread of its own, so that nobody waits
 * for it. Its judgements are no decisions: what it ends is told as connections that close.
 */
public final class Revocation implements ActivePolicies.Listener, AutoCloseable {

  private static final Closure REVOKED =
      new Closure(CloseCode.POLICY_VIOLATION, "not allowed any more", Closure.Initiator.POLICY);

  /**
   * How many are closed at once, and the time until the next. The sockets are served by those who
   * run the scripts, and scripts that go on must not wait until thousands of others have closed.
   */
  private static final int BATCH = 100;

  private static final Duration PAUSE = Duration.ofMillis(10);

  private final AccessControl control;
  private final ConnectionRegistry connections;
  private final Consumer<Revoked> listener;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("policy-revocation").factory());

  /**
   * Makes one that waits to be told of new sets.
   *
   * @param listener told when all connections were judged by a set, where that ended some
   */
  public Revocation(
      AccessControl control, ConnectionRegistry connections, Consumer<Revoked> listener) {
    this.control = control;
    this.connections = connections;
    this.listener = listener;
  }

  /**
   * All connections were judged by a set.
   *
   * @param revision of the set in force then
   * @param connections how many it has ended, attempts included
   * @param took from the change of the set until all had been told to close
   */
  public record Revoked(String revision, int connections, Duration took) {}

  @Override
  public void replaced(PolicySet before, PolicySet now) {
    long start = System.nanoTime();
    try {
      thread.execute(() -> judge(start));
    } catch (RejectedExecutionException closed) {
      if (!thread.isShutdown()) {
        throw closed;
      }
    }
  }

  private void judge(long start) {
    int ended = connections.close(new Pass(), REVOKED);
    if (ended > 0) {
      listener.accept(
          new Revoked(
              control.policies().current().revision(),
              ended,
              Duration.ofNanos(System.nanoTime() - start)));
    }
  }

  /** Finds the connections to end, batch by batch. */
  private final class Pass implements Predicate<ConnectionIdentity> {

    private int found;

    @Override
    public boolean test(ConnectionIdentity connection) {
      if (found == BATCH) {
        found = 0;
        pause();
      }
      // By the set in force now: what another one refused does not matter any more.
      if (stopped.getCount() == 0 || allows(control.policies().current(), connection)) {
        return false;
      }
      found++;
      return true;
    }
  }

  private void pause() {
    try {
      var _ = stopped.await(PAUSE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean allows(PolicySet policies, ConnectionIdentity connection) {
    return connection.requests().stream()
        .allMatch(request -> control.evaluate(policies, request).decision().allowed());
  }

  /** Ends its thread; does not wait for it, and closes no more connections. */
  @Override
  public void close() {
    stopped.countDown();
    thread.shutdown();
  }
}
