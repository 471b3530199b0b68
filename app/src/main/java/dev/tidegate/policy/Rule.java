package dev.tidegate.policy;

import dev.tidegate.policy.Explanation.Clause;
import dev.tidegate.policy.Explanation.Match;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A policy ready to be asked. Immutable. */
public final class Rule {

  private final Policy policy;
  private final List<TextPattern> actions;
  private final ResourcePatterns resources;
  private final List<Requirement> requirements;
  private final Places places;

  /** Its groups by full id and by bare name. */
  private final Set<String> groupNames;

  Rule(
      Policy policy,
      List<TextPattern> actions,
      ResourcePatterns resources,
      List<Requirement> requirements,
      Places places) {
    this.policy = policy;
    this.actions = List.copyOf(actions);
    this.resources = resources;
    this.requirements = List.copyOf(requirements);
    this.places = places;
    Set<String> names = new HashSet<>();
    for (GroupId group : policy.groups()) {
      names.add(group.toString());
      names.add(group.name());
    }
    groupNames = Set.copyOf(names);
  }

  /** The policy as it was written. */
  public Policy policy() {
    return policy;
  }

  ResourcePatterns resources() {
    return resources;
  }

  /** Whether it has neither conditions nor an expression. */
  boolean isUnconditional() {
    return requirements.isEmpty();
  }

  /** Its groups by full id and by bare name. */
  Set<String> groupNames() {
    return groupNames;
  }

  boolean concerns(Set<String> groups) {
    return !Collections.disjoint(groupNames, groups);
  }

  boolean covers(String action) {
    for (TextPattern pattern : actions) {
      if (pattern.matches(action)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it says something of every request of which another policy does. */
  boolean coversAllOf(Rule other) {
    return isUnconditional()
        && policy.groups().containsAll(other.policy.groups())
        && other.actions.stream()
            .allMatch(action -> actions.stream().anyMatch(mine -> mine.covers(action)))
        && resources.cover(other.resources);
  }

  boolean fits(Subject subject) {
    return subject.fits(resources);
  }

  /** What its conditions or its expression make of a request. */
  Verdict test(AccessRequest request) {
    for (Requirement requirement : requirements) {
      Verdict verdict = requirement.test(request);
      if (verdict != Verdict.Answer.HOLDS) {
        return verdict;
      }
    }
    return Verdict.Answer.HOLDS;
  }

  /** How far a request gets in it. */
  Match match(AccessRequest request, Optional<Subject> subject) {
    if (!concerns(request.actor().groups())) {
      return stopped(Clause.GROUPS, "the actor is in none of its groups", places.groups());
    }
    if (subject.isEmpty()) {
      return stopped(
          Clause.REQUEST,
          "the resource is no URL in canonical form, so nothing is said about it",
          places.resources());
    }
    if (!covers(request.action())) {
      return stopped(Clause.ACTIONS, "none of its actions fits", places.actions());
    }
    if (!fits(subject.get())) {
      return stopped(Clause.RESOURCES, "none of its resources fits", places.resources());
    }
    for (Requirement requirement : requirements) {
      switch (requirement.test(request)) {
        case Verdict.Answer.HOLDS -> {}
        case Verdict.Answer.FAILS -> {
          return stopped(requirement.clause(), requirement.why(request), requirement.place());
        }
        case Verdict.Failure(String reason) -> {
          Place place = requirement.place();
          return new Match.Failed(requirement.clause(), reason, place.line(), place.column());
        }
      }
    }
    return new Match.Matched();
  }

  private static Match stopped(Clause clause, String why, Place place) {
    return new Match.Stopped(clause, why, place.line(), place.column());
  }
}
