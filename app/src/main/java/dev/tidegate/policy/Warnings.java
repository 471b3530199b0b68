package dev.tidegate.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds what a set of policies says without effect. */
final class Warnings {

  private Warnings() {}

  static List<Finding> of(List<Rule> rules) {
    List<Finding> warnings = new ArrayList<>();
    Map<GroupId, List<Rule>> allowing = new TreeMap<>();
    for (Rule rule : rules) {
      Policy policy = rule.policy();
      if (policy.groups().isEmpty()) {
        warnings.add(at(rule, "policy %s has no groups: it applies to nobody"));
      }
      if (policy.effect() == Effect.ALLOW) {
        policy
            .groups()
            .forEach(group -> allowing.computeIfAbsent(group, _ -> new ArrayList<>()).add(rule));
      }
    }
    allowing.forEach((group, of) -> connection(group, of).ifPresent(warnings::add));
    addHidden(rules, warnings);
    return warnings;
  }

  private static Optional<Finding> connection(GroupId group, List<Rule> allowing) {
    Optional<Rule> url =
        allowing.stream()
            .filter(rule -> rule.covers(Actions.WEBSOCKET_CONNECT_URL))
            .filter(rule -> rule.resources().matchSomeUrl())
            .findFirst();
    boolean connect =
        allowing.stream()
            .anyMatch(
                rule -> rule.covers(Actions.WEBSOCKET_CONNECT) && rule.resources().matchesText(""));
    return connect
        ? Optional.empty()
        : url.map(rule ->
            at(
                rule,
                "policy %s allows websocket.connect.url to group "
                    + group
                    + ", but nothing allows it websocket.connect: every connection would be"
                    + " refused; add the action websocket.connect and the resource \"\""));
  }

  /** No fault, because a deny of everything in an emergency must never be refused. */
  private static void addHidden(List<Rule> rules, List<Finding> warnings) {
    List<Rule> denies =
        rules.stream()
            .filter(rule -> rule.policy().effect() == Effect.DENY)
            .filter(rule -> rule.policy().mode() == Mode.ENFORCE && rule.isUnconditional())
            .toList();
    for (Rule rule : rules) {
      if (rule.policy().effect() == Effect.ALLOW && !rule.policy().groups().isEmpty()) {
        denies.stream()
            .filter(deny -> deny.coversAllOf(rule))
            .findFirst()
            .map(Rule::policy)
            .ifPresent(deny ->
                warnings.add(
                    at(
                        rule,
                        "policy %s allows nothing: policy "
                            + deny.id()
                            + " denies all of it to the same groups, see "
                            + deny.file()
                            + ":"
                            + deny.line())));
      }
    }
  }

  private static Finding at(Rule rule, String message) {
    Policy policy = rule.policy();
    return new Finding(
        policy.file(),
        policy.line(),
        policy.column(),
        message.replace("%s", policy.id().toString()));
  }
}
