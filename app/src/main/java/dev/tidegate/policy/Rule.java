package dev.tidegate.policy;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A policy ready to be asked. Immutable. */
public final class Rule {

  private final Policy policy;
  private final List<TextPattern> actions;
  private final ResourcePatterns resources;

  /** Its groups by full id and by bare name. */
  private final Set<String> groupNames;

  Rule(Policy policy, List<TextPattern> actions, ResourcePatterns resources) {
    this.policy = policy;
    this.actions = List.copyOf(actions);
    this.resources = resources;
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

  boolean concerns(Set<String> groups) {
    return !Collections.disjoint(groupNames, groups);
  }

  boolean covers(String action) {
    return actions.stream().anyMatch(pattern -> pattern.matches(action));
  }

  boolean appliesToText(String action, String resource) {
    return covers(action) && resources.matchesText(resource);
  }

  boolean appliesToUrl(String action, CanonicalUrl url) {
    return covers(action) && resources.matchesUrl(url);
  }
}
