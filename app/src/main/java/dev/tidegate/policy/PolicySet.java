package dev.tidegate.policy;

import dev.tidegate.policy.Explanation.Clause;
import dev.tidegate.policy.Explanation.Consideration;
import dev.tidegate.policy.Explanation.Match;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * All policies of one directory at one time; immutable. A policy applies to the actors that are in
 * one of its groups. A deny beats every allow; what nothing allows is refused.
 */
public final class PolicySet {

  private final List<Rule> rules;
  private final String revision;
  private final SortedSet<GroupId> groups;
  private final List<Finding> warnings;

  PolicySet(List<Rule> rules, String revision) {
    this.rules = List.copyOf(rules);
    this.revision = revision;
    SortedSet<GroupId> named = new TreeSet<>();
    rules.forEach(rule -> named.addAll(rule.policy().groups()));
    this.groups = Collections.unmodifiableSortedSet(named);
    this.warnings = Warnings.of(this.rules, this.groups);
  }

  /** What the policies of the actor's groups say, as {@link Scope#evaluate} does. */
  public Evaluation evaluate(AccessRequest request) {
    return scope(request.actor().groups()).evaluate(request);
  }

  /** Why they say it. */
  public Explanation explain(AccessRequest request) {
    return new Explanation(
        evaluate(request),
        revision,
        rules.stream()
            .map(rule -> new Consideration(rule.policy(), match(rule, request)))
            .toList());
  }

  private static Match match(Rule rule, AccessRequest request) {
    Policy policy = rule.policy();
    if (!rule.concerns(request.actor().groups())) {
      return new Match.Stopped(
          Clause.GROUPS, "the actor is in none of its groups", policy.line(), policy.column());
    }
    if (!rule.covers(request.action())) {
      return new Match.Stopped(
          Clause.ACTIONS, "none of its actions fits", policy.line(), policy.column());
    }
    return new Match.Matched();
  }

  /**
   * The policies that concern an actor.
   *
   * @param groups those of the actor, as {@link Actor#groups()}
   */
  public Scope scope(Set<String> groups) {
    return Scope.of(rules.stream().filter(rule -> rule.concerns(groups)).toList());
  }

  /** One policy. */
  public Optional<Rule> rule(PolicyId id) {
    return rules.stream().filter(rule -> rule.policy().id().equals(id)).findFirst();
  }

  /** Twelve hexadecimal digits that change with the name or content of any file. */
  public String revision() {
    return revision;
  }

  /** All policies in the order of the files. */
  public List<Policy> policies() {
    return rules.stream().map(Rule::policy).toList();
  }

  /** All groups that some policy names. */
  public SortedSet<GroupId> groups() {
    return groups;
  }

  /** What is no fault but hardly meant, by position. */
  public List<Finding> warnings() {
    return warnings;
  }
}
