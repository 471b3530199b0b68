package dev.tidegate.policy;

import java.util.List;

/** Decides by the set in force, and lets it be known. Thread-safe. */
public final class AccessControl {

  private final ActivePolicies policies;
  private final boolean strict;
  private final List<DecisionListener> listeners;

  /**
   * Makes one.
   *
   * @param strict whether an actor whom no policy concerns is refused; otherwise such an actor may
   *     do everything
   * @param listeners told of every decision
   */
  public AccessControl(ActivePolicies policies, boolean strict, List<DecisionListener> listeners) {
    this.policies = policies;
    this.strict = strict;
    this.listeners = List.copyOf(listeners);
  }

  /** Decides by one set for good, strictly, and tells nobody. */
  public static AccessControl of(PolicySet policies) {
    return new AccessControl(new ActivePolicies(policies), true, List.of());
  }

  /** The sets that it decides by. */
  public ActivePolicies policies() {
    return policies;
  }

  /**
   * Decides one request.
   *
   * @param jobId the job that asks; empty where it is none
   */
  public Decision decide(String jobId, AccessRequest request) {
    PolicySet set = policies.current();
    Evaluation evaluation = evaluate(set, request);
    DecisionListener.Decided decided =
        new DecisionListener.Decided(jobId, request, evaluation, set.revision());
    listeners.forEach(listener -> listener.decided(decided));
    return evaluation.decision();
  }

  /** Why {@link #decide} would decide as it would, without anybody being told. */
  public Explanation explain(AccessRequest request) {
    PolicySet set = policies.current();
    Explanation explanation = set.explain(request);
    return new Explanation(
        evaluate(set, request), explanation.revision(), explanation.considered());
  }

  /** What {@link #decide} would decide by a set, without anybody being told. */
  public Evaluation evaluate(PolicySet set, AccessRequest request) {
    Scope scope = set.scope(request.actor().groups());
    return scope.isEmpty() && !strict
        ? Evaluation.of(new Decision.Allow(List.of()))
        : scope.evaluate(request);
  }
}
