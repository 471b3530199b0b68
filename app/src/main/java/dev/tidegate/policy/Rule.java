package dev.tidegate.policy;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A policy ready to be asked.
 *
 * @param policy as it was written
 * @param actions its action patterns
 * @param resources its resource patterns
 * @param groupNames its groups by full id and by bare name
 */
record Rule(
    Policy policy, List<TextPattern> actions, ResourcePatterns resources, Set<String> groupNames) {

  static Rule of(Policy policy, List<TextPattern> actions, ResourcePatterns resources) {
    Set<String> names = new HashSet<>();
    for (GroupId group : policy.groups()) {
      names.add(group.toString());
      names.add(group.name());
    }
    return new Rule(policy, List.copyOf(actions), resources, Set.copyOf(names));
  }

  boolean concerns(Actor actor) {
    return !Collections.disjoint(groupNames, actor.groups());
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
