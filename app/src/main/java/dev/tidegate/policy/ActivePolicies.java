package dev.tidegate.policy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/** The set in force. It is replaced as a whole, so that nobody sees parts of two. Thread-safe. */
public final class ActivePolicies {

  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final ReentrantLock replacing = new ReentrantLock();
  private volatile PolicySet current;

  /** Puts the first set into force. */
  public ActivePolicies(PolicySet first) {
    current = first;
  }

  /** Hears of another set. */
  @FunctionalInterface
  public interface Listener {

    /** Called after each change, one at a time and in order, on the thread that made it. */
    void replaced(PolicySet before, PolicySet now);
  }

  /** The set in force. */
  public PolicySet current() {
    return current;
  }

  /** Adds a listener, which hears of the changes from now on. */
  public void listen(Listener listener) {
    listeners.add(listener);
  }

  /** Puts a set into force; decisions that begin from now on are its. */
  public void replace(PolicySet next) {
    replacing.lock();
    try {
      PolicySet before = current;
      current = next;
      listeners.forEach(listener -> listener.replaced(before, next));
    } finally {
      replacing.unlock();
    }
  }
}
