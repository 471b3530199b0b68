package dev.tidegate.lua;

/** A compiled script: immutable, and shareable between any number of runs. */
public interface Script {

  /** The name that positions in messages carry. */
  String chunkName();
}
