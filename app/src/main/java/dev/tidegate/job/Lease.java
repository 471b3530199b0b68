package dev.tidegate.job;

import java.util.function.LongConsumer;

/**
 * The time for which an attempt is a node's own. It is extended as long as the node is in touch
 * with the store, and ends before another node may take the job on.
 */
public interface Lease {

  /** Whether the attempt is this node's now. */
  boolean isHeld();

  /**
   * Has a run end with the lease, however often that is extended.
   *
   * @param expiresAt told until when the run may go on, at once and with each extension; as {@link
   *     dev.tidegate.lua.Run#expiresAt}
   */
  void governs(LongConsumer expiresAt);
}
