package dev.tidegate.job;

/**
 * Whether this node is being emptied: it takes nothing on any more, and lets what runs come to an
 * end. Safe for any thread.
 */
public final class Drain implements IntakeGate {

  private volatile boolean begun;

  /** Has not begun. */
  public Drain() {}

  @Override
  public boolean isOpen() {
    return !begun;
  }

  /** Takes nothing on from now on. */
  public void begin() {
    begun = true;
  }
}
