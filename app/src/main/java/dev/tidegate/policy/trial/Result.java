package dev.tidegate.policy.trial;

import dev.tidegate.policy.Explanation;
import dev.tidegate.policy.PolicyId;
import java.util.List;
import java.util.Set;

/**
 * What became of a case.
 *
 * @param of the case
 * @param mismatches what came out otherwise than expected; none: the case passed
 * @param explanations why the policies say what they do, one for each request that was asked
 * @param concerned the policies that were expected to decide, and those that did
 */
public record Result(
    Case of, List<Mismatch> mismatches, List<Explanation> explanations, Set<PolicyId> concerned) {

  /** Copies the collections. */
  public Result {
    mismatches = List.copyOf(mismatches);
    explanations = List.copyOf(explanations);
    concerned = Set.copyOf(concerned);
  }

  /** Whether everything came out as expected. */
  public boolean passed() {
    return mismatches.isEmpty();
  }
}
