package dev.tidegate.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

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

  /**
   * What the policies say. A resource of {@link Actions#WEBSOCKET_CONNECT_URL} that is no URL in
   * canonical form is {@link Decision.Undefined} whatever they say, because a policy that denies
   * the URL might not recognise it.
   */
  public Decision evaluate(AccessRequest request) {
    String action = request.action();
    String resource = request.resource();
    Predicate<Rule> applies = rule -> rule.appliesToText(action, resource);
    if (action.equals(Actions.WEBSOCKET_CONNECT_URL)) {
      Optional<CanonicalUrl> url = CanonicalUrl.parse(resource);
      if (url.isEmpty()) {
        return new Decision.Undefined();
      }
      applies = rule -> rule.appliesToUrl(action, url.get());
    }
    List<PolicyId> allowing = new ArrayList<>();
    List<PolicyId> denying = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule.concerns(request.actor()) && applies.test(rule)) {
        switch (rule.policy().effect()) {
          case ALLOW -> allowing.add(rule.policy().id());
          case DENY -> denying.add(rule.policy().id());
        }
      }
    }
    if (!denying.isEmpty()) {
      return new Decision.Deny(denying);
    }
    return allowing.isEmpty() ? new Decision.Undefined() : new Decision.Allow(allowing);
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
  public Set<GroupId> groups() {
    return groups;
  }

  /** What is no fault but hardly meant, by position. */
  public List<Finding> warnings() {
    return warnings;
  }
}
