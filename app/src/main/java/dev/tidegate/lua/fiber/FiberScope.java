package dev.tidegate.lua.fiber;

/** Which of several nested fibers a suspension is meant for. */
public enum FiberScope {
  /** A task: suspended when it waits or gives way, together with whatever coroutine it is in. */
  TASK,
  /** A Lua coroutine: suspended by {@code coroutine.yield}. */
  COROUTINE
}
