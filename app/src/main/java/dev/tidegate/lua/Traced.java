package dev.tidegate.lua;

/**
 * Something that keeps Lua values alive: the audit of a run's memory asks what they are.
 *
 * <p>What an object holds and does not tell here is memory that no limit sees.
 */
@FunctionalInterface
public interface Traced {

  /** Tells everything that it refers to. On the run's strand; must not change anything. */
  void trace(Tracer tracer);
}
