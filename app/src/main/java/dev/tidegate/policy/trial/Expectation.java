package dev.tidegate.policy.trial;

import dev.tidegate.policy.PolicyId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a case expects; what is absent is not looked at.
 *
 * @param decision the decision
 * @param by exactly the policies behind it
 * @param inShadow what the decision would be if the shadow policies counted too
 * @param shadows exactly the shadow policies that apply
 */
public record Expectation(
    Verdict decision,
    Optional<Set<PolicyId>> by,
    Optional<Verdict> inShadow,
    Optional<Set<PolicyId>> shadows) {

  List<Mismatch> compare(Answer answer) {
    List<Mismatch> mismatches = new ArrayList<>();
    compare("decision", decision, answer.decision(), mismatches);
    by.ifPresent(expected -> compare("by", sorted(expected), answer.by(), mismatches));
    inShadow.ifPresent(expected -> compare("in_shadow", expected, answer.inShadow(), mismatches));
    shadows.ifPresent(
        expected -> compare("shadows", sorted(expected), answer.shadows(), mismatches));
    return mismatches;
  }

  private static void compare(String what, Object expected, Object actual, List<Mismatch> into) {
    if (!expected.equals(actual)) {
      into.add(new Mismatch(what, text(expected), text(actual)));
    }
  }

  private static Set<PolicyId> sorted(Set<PolicyId> policies) {
    return new TreeSet<>(policies);
  }

  private static String text(Object value) {
    if (!(value instanceof Set<?> policies)) {
      return value.toString();
    }
    return policies.isEmpty()
        ? "none"
        : String.join(", ", policies.stream().map(Object::toString).toList());
  }
}
