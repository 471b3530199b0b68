package dev.tidegate.websocket;

import dev.tidegate.policy.AccessControl;
import dev.tidegate.policy.ActivePolicies;
import dev.tidegate.policy.PolicySet;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Closes the connections that a new set of policies does not allow, and gives up such attempts. It
 * judges them as they were judged when they were made, on a thread of its own, so that nobody waits
 * for it. Its judgements are no decisions: what it ends is told as connections that close.
 */
public final class Revocation implements ActivePolicies.Listener, AutoCloseable {

  private static final Closure REVOKED =
      new Closure(CloseCode.POLICY_VIOLATION, "not allowed any more", Closure.Initiator.POLICY);

  private final AccessControl control;
  private final ConnectionRegistry connections;
  private final Consumer<Revoked> listener;
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
   * @param revision the set's
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

  /** By the set in force then: what an older one allows does not matter any more. */
  private void judge(long start) {
    PolicySet policies = control.policies().current();
    int ended = connections.close(connection -> !allows(policies, connection), REVOKED);
    if (ended > 0) {
      listener.accept(
          new Revoked(policies.revision(), ended, Duration.ofNanos(System.nanoTime() - start)));
    }
  }

  private boolean allows(PolicySet policies, ConnectionIdentity connection) {
    return connection.requests().stream()
        .allMatch(request -> control.evaluate(policies, request).decision().allowed());
  }

  /** Ends its thread; does not wait for it. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
