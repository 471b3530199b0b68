package dev.tidegate.lua;

/**
 * Long work on bytes in pieces, each of which is charged before it is done: so that other runs get
 * their turns, and the run can be ended, while it goes on.
 */
public final class Slices {

  /** Bytes done at once; a multiple of 3, for the sake of base 64. */
  public static final int SLICE = 3 * 8192;

  private Slices() {}

  /**
   * Does the pieces in their order.
   *
   * @param slice bytes done at once; positive
   * @param bytesPerUnit bytes that a unit of work pays for; positive
   */
  public static void each(
      LuaRuntime runtime, int length, int slice, int bytesPerUnit, Piece piece) {
    for (int from = 0; from < length; from += slice) {
      int size = Math.min(slice, length - from);
      runtime.charge(size / bytesPerUnit + 1L);
      piece.work(from, size);
    }
  }

  /** What is done with a piece. */
  @FunctionalInterface
  public interface Piece {

    /** Works on so many bytes from there on, counted from 0. */
    void work(int from, int length);
  }
}
