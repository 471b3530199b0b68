package dev.tidegate.lua.vm;

/**
 * Counts a run's work and stops at the end of each slice of it. The check is one subtraction and
 * one branch.
 *
 * <p>Used on the run's strand only; {@link #used()} may be a slice behind when it is asked from
 * another thread.
 */
final class Meter {

  /**
   * Units of work between two looks at the clock, the limits and the other jobs; about half a
   * millisecond.
   */
  static final long SLICE = 20_000;

  private final SliceEnd sliceEnd;
  private long left;
  private long granted;

  Meter(SliceEnd sliceEnd) {
    this.sliceEnd = sliceEnd;
    grant();
  }

  void charge(long units) {
    left -= units;
    if (left < 0) {
      endSlice();
    }
  }

  /**
   * Does what the end of a slice does, for work that takes time out of proportion to its charge.
   */
  void checkpoint() {
    sliceEnd.reached(used());
  }

  /** Units charged so far. */
  long used() {
    return granted - left;
  }

  private void endSlice() {
    sliceEnd.reached(used());
    grant();
  }

  private void grant() {
    long units = SLICE + Math.max(0, -left);
    granted += units;
    left += units;
  }

  /** What happens at the end of each slice. */
  @FunctionalInterface
  interface SliceEnd {

    /** Gives way or ends the run; returns when the run may go on. */
    void reached(long used);
  }
}
