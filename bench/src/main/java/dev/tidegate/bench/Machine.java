package dev.tidegate.bench;

/** A Lua engine inside this JVM. */
public interface Machine extends AutoCloseable {

  /** Runs a program in a fresh context and returns its checksum. Compiles it the first time. */
  long run(Program program, int size);

  /** Units of work that a meter has counted in all runs; 0 where there is no meter. */
  default long units() {
    return 0;
  }

  /** Makes a context, runs {@code return 1} in it, compiled before, and gives the context. */
  Object freshContext();

  @Override
  void close();
}
