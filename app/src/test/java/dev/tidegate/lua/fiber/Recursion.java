package dev.tidegate.lua.fiber;

/** Uses up stack in frames about as large as an interpreter's. */
final class Recursion {

  /** The variables alone that each frame must keep across the call. */
  static final int LEAST_FRAME_BYTES = 20 * Long.BYTES;

  /** More than a frame takes before the JIT compiles it. */
  static final int MOST_FRAME_BYTES = 512;

  private Recursion() {}

  /** Recurses and runs the action at the bottom. */
  static long of(int depth, Runnable atBottom) {
    return of(depth, atBottom, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  }

  private static long of(
      int depth,
      Runnable atBottom,
      long a,
      long b,
      long c,
      long d,
      long e,
      long f,
      long g,
      long h,
      long i,
      long j) {
    if (depth == 0) {
      atBottom.run();
      return 0;
    }
    long k = a ^ depth;
    long l = b + depth;
    long m = c ^ k;
    long n = d + l;
    long o = e ^ m;
    long p = f + n;
    long q = g ^ o;
    long r = h + p;
    long s = i ^ q;
    long t = j + r;
    long below = of(depth - 1, atBottom, b, c, d, e, f, g, h, i, j, a);
    return below + a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p + q + r + s + t;
  }
}
