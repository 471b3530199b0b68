package dev.tidegate.job;

import java.time.Duration;

/**
 * Whoever wants to know how accepted jobs fare on this node. Called on any thread, so it must not
 * block.
 */
public interface AttemptListener {

  /**
   * This node has taken an attempt on.
   *
   * @param attempt which, counted from 1
   * @param waited since the job was accepted
   */
  void claimed(int attempt, Duration waited);

  /** An attempt has failed on this node, and another follows. */
  void again();

  /** The lease of an attempt was lost, and what came of the attempt with it. */
  void leaseLost();

  /** The attempt of a node that is gone was ended. */
  void recovered();

  /** The store could not be told that an attempt is still under way. */
  void heartbeatFailed();
}
