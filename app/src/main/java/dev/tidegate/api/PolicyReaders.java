package dev.tidegate.api;

import dev.tidegate.policy.AccessControl;
import dev.tidegate.policy.AccessRequest;
import dev.tidegate.policy.Actions;
import dev.tidegate.policy.Actor;
import dev.tidegate.policy.Decision;
import dev.tidegate.policy.Metadata;
import dev.tidegate.policy.PolicySet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Who may see all policies and what they decided: whom the policies allow {@code policy.read}, and
 * everybody with a token while they say nothing about it.
 */
final class PolicyReaders {

  private static final String NO_JOB = "";

  private final AccessControl control;

  PolicyReaders(AccessControl control) {
    this.control = control;
  }

  /**
   * Lets an actor pass; the decision is recorded like those of jobs.
   *
   * @throws ProblemException if the policies do not allow it; says what would
   */
  void require(Actor actor) {
    if (!control.policies().current().isAbout(Actions.POLICY_READ)) {
      return;
    }
    switch (control.decide(NO_JOB, request(actor))) {
      case Decision.Allow _ -> {}
      case Decision.Deny deny ->
          throw forbidden(
              "denied by the policy "
                  + deny.policies().stream()
                      .map(Object::toString)
                      .collect(Collectors.joining(", ")));
      case Decision.Undefined _ ->
          throw forbidden(
              "no policy allows it; an entry with actions: %s, resources: \"\", effect: allow and %s"
                  .formatted(Actions.POLICY_READ, groups(actor)));
    }
  }

  /** Whether an actor would pass, for an answer that shows more then; nobody is told. */
  boolean includes(Actor actor) {
    PolicySet set = control.policies().current();
    return !set.isAbout(Actions.POLICY_READ)
        || control.evaluate(set, request(actor)).decision().allowed();
  }

  private static AccessRequest request(Actor actor) {
    return new AccessRequest(actor, Actions.POLICY_READ, "", Metadata.EMPTY);
  }

  private static String groups(Actor actor) {
    List<String> groups = actor.groups().stream().sorted().toList();
    return groups.isEmpty()
        ? "a group would, but this actor is in none"
        : "one of the groups %s would".formatted(groups);
  }

  private static ProblemException forbidden(String why) {
    return new ProblemException(
        Problem.of(
            ProblemKind.FORBIDDEN, "this takes the action " + Actions.POLICY_READ + ": " + why));
  }
}
