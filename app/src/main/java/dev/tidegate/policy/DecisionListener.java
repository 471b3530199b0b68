package dev.tidegate.policy;

/**
 * Hears of decisions, for records and metrics. Called on the threads that ask, several at a time;
 * must be quick and must not block.
 */
@FunctionalInterface
public interface DecisionListener {

  /** A decision fell. */
  void decided(Decided decided);

  /**
   * A decision.
   *
   * @param jobId the job that asked; empty where it was none
   * @param request what was asked
   * @param evaluation what the policies said
   * @param revision of the set that was asked
   */
  record Decided(String jobId, AccessRequest request, Evaluation evaluation, String revision) {}
}
