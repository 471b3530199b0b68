package dev.tidegate.job;

import dev.tidegate.lua.Run;

/**
 * The time for which an attempt is a node's own. It is extended as long as the node is in touch
 * with the store, and ends before another node may take the job on.
 */
public interface Lease {

  /** Whether the attempt is this node's now. */
  boolean isHeld();

  /** Has a run end with the lease, however often that is extended. */
  void governs(Run run);
}
