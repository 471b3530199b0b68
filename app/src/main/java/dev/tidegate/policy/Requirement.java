package dev.tidegate.policy;

import dev.tidegate.policy.Explanation.Clause;

/** What a policy asks of a request beyond its action and resource. */
sealed interface Requirement permits Condition, ExpressionRequirement {

  Verdict test(AccessRequest request);

  /** Why it does not hold, in words, with values of the request. */
  String why(AccessRequest request);

  /** Where it stands. */
  Place place();

  /** What to call it. */
  Clause clause();
}
