package dev.tidegate.policy.trial;

import dev.tidegate.policy.Evaluation;
import dev.tidegate.policy.PolicyId;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a set says to one request, or to several that all must be allowed.
 *
 * @param decision the decision
 * @param by the policies behind it
 * @param inShadow what the decision would be if the shadow policies counted too
 * @param shadows the shadow policies that applied
 */
record Answer(
    Verdict decision, SortedSet<PolicyId> by, Verdict inShadow, SortedSet<PolicyId> shadows) {

  /** The answer to requests that are asked one after the other until one is refused. */
  static Answer of(List<Evaluation> evaluations) {
    Verdict decision = Verdict.ALLOW;
    SortedSet<PolicyId> by = new TreeSet<>();
    Verdict inShadow = Verdict.ALLOW;
    SortedSet<PolicyId> shadows = new TreeSet<>();
    for (Evaluation evaluation : evaluations) {
      if (decision == Verdict.ALLOW) {
        decision = Verdict.of(evaluation.decision());
        if (decision != Verdict.ALLOW) {
          by.clear();
        }
        by.addAll(evaluation.decision().policies());
      }
      if (inShadow == Verdict.ALLOW) {
        inShadow = Verdict.of(evaluation.inShadow());
      }
      shadows.addAll(evaluation.shadows());
    }
    return new Answer(decision, by, inShadow, shadows);
  }
}
