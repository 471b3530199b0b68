package dev.tidegate.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds what a set of policies says without effect. */
final class Warnings {

  private Warnings() {}

  static List<Finding> of(List<Rule> rules, Collection<GroupId> groups) {
    List<Finding> warnings = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule.policy().groups().isEmpty()) {
        warnings.add(at(rule, "policy %s has no groups: it applies to nobody"));
      }
    }
    for (GroupId group : groups) {
      List<Rule> allowing =
          rules.stream()
              .filter(rule -> rule.policy().effect() == Effect.ALLOW)
              .filter(rule -> rule.policy().groups().contains(group))
              .toList();
      Optional<Rule> url =
          allowing.stream()
              .filter(rule -> rule.covers(Actions.WEBSOCKET_CONNECT_URL))
              .filter(rule -> rule.resources().matchSomeUrl())
              .findFirst();
      boolean connect =
          allowing.stream().anyMatch(rule -> rule.appliesToText(Actions.WEBSOCKET_CONNECT, ""));
      if (url.isPresent() && !connect) {
        warnings.add(
            at(
                url.get(),
                "policy %s allows websocket.connect.url to group "
                    + group
                    + ", but nothing allows it websocket.connect: every connection would be"
                    + " refused; add the action websocket.connect and the resource \"\""));
      }
    }
    return warnings.stream().sorted().toList();
  }

  private static Finding at(Rule rule, String message) {
    Policy policy = rule.policy();
    return new Finding(
        policy.file(), policy.line(), policy.column(), message.formatted(policy.id()));
  }
}
