package dev.tidegate.cli;

import dev.tidegate.policy.AccessRequest;
import dev.tidegate.policy.Evaluation;
import dev.tidegate.policy.Explanation;
import dev.tidegate.policy.Explanation.Clause;
import dev.tidegate.policy.Explanation.Consideration;
import dev.tidegate.policy.Explanation.Match;
import dev.tidegate.policy.GroupId;
import dev.tidegate.policy.Mode;
import dev.tidegate.policy.Policy;
import dev.tidegate.policy.PolicyId;
import dev.tidegate.policy.trial.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * An explanation for people: the decision first, then what mattered for it, then what nearly did.
 */
final class ExplanationText {

  private final AccessRequest request;
  private final Explanation explanation;
  private final Set<GroupId> groups;
  private final boolean all;
  private final StringBuilder text = new StringBuilder();

  private ExplanationText(
      AccessRequest request, Explanation explanation, Set<GroupId> groups, boolean all) {
    this.request = request;
    this.explanation = explanation;
    this.groups = groups;
    this.all = all;
  }

  /**
   * The text, without a line break at its end.
   *
   * @param groups all that the policies know
   * @param all whether policies that aren't for the actor's groups are listed too
   */
  static String of(
      AccessRequest request, Explanation explanation, Set<GroupId> groups, boolean all) {
    ExplanationText text = new ExplanationText(request, explanation, groups, all);
    text.write();
    return text.text.toString().stripTrailing();
  }

  private void write() {
    Evaluation evaluation = explanation.evaluation();
    text.append(evaluation.decision().allowed() ? "allowed: " : "refused: ")
        .append(asked(request))
        .append('\n')
        .append(reason(evaluation))
        .append('\n');
    if (evaluation.shadowsDiffer()) {
      text.append("in shadow it would be ")
          .append(evaluation.inShadow().allowed() ? "allowed" : "refused")
          .append('\n');
    }
    text.append("revision ")
        .append(explanation.revision())
        .append(", ")
        .append(Output.count(explanation.considered().size(), "policy", "policies"))
        .append('\n');
    List<PolicyId> deciding = evaluation.decision().policies();
    section("decided by", considered(each -> deciding.contains(each.policy().id())));
    section(
        "matched too",
        considered(each ->
            each.finding() instanceof Match.Matched && !deciding.contains(each.policy().id())));
    section(
        "could not be evaluated",
        considered(each ->
            each.finding() instanceof Match.Failed && !deciding.contains(each.policy().id())));
    section("did not match", nearMisses(explanation));
    section("for other actions", considered(each -> stoppedBy(each, Clause.ACTIONS)));
    others();
  }

  private void others() {
    List<Consideration> others = considered(each -> stoppedBy(each, Clause.GROUPS));
    if (all) {
      section("not for the actor's groups", others);
    } else if (!others.isEmpty()) {
      text.append('\n')
          .append(
              others.size() == 1
                  ? "1 policy is not for the actor's groups"
                  : others.size() + " policies are not for the actor's groups")
          .append("; --all lists them\n");
      if (others.size() == explanation.considered().size()) {
        text.append("known groups: ").append(listed(groups)).append('\n');
      }
    }
  }

  private List<Consideration> considered(Predicate<Consideration> which) {
    return explanation.considered().stream().filter(which).toList();
  }

  private void section(String title, List<Consideration> considered) {
    if (considered.isEmpty()) {
      return;
    }
    text.append('\n').append(title).append(":\n");
    considered.forEach(each -> text.append(line(each)).append('\n'));
  }

  /** Those for the actor's groups and the action that did not match, what came nearest first. */
  static List<Consideration> nearMisses(Explanation explanation) {
    return explanation.considered().stream()
        .filter(each -> each.finding() instanceof Match.Stopped)
        .filter(each -> !stoppedBy(each, Clause.GROUPS) && !stoppedBy(each, Clause.ACTIONS))
        .sorted(
            Comparator.comparing(
                (Consideration each) -> ((Match.Stopped) each.finding()).clause(),
                Comparator.reverseOrder()))
        .toList();
  }

  private static boolean stoppedBy(Consideration each, Clause clause) {
    return each.finding() instanceof Match.Stopped stopped && stopped.clause() == clause;
  }

  /** One policy: what it would do, where it stands, and on a line of its own what stopped it. */
  static String line(Consideration each) {
    Policy policy = each.policy();
    String effect =
        policy.effect().name().toLowerCase(Locale.ROOT)
            + (policy.mode() == Mode.SHADOW ? " (shadow)" : "");
    String head =
        "  %-5s  %s  %s:%d:%d"
            .formatted(effect, policy.id(), policy.file(), policy.line(), policy.column());
    return switch (each.finding()) {
      case Match.Matched() -> head;
      case Match.Stopped(Clause clause, _, _, _)
          when clause == Clause.GROUPS || clause == Clause.ACTIONS ->
          head;
      case Match.Stopped stopped ->
          head
              + "\n         "
              + why(policy, stopped.clause(), stopped.why(), stopped.line(), stopped.column());
      case Match.Failed failed ->
          head
              + "\n         "
              + why(policy, failed.clause(), failed.why(), failed.line(), failed.column());
    };
  }

  private static String why(Policy policy, Clause clause, String why, int line, int column) {
    return "%s: %s (%s:%d:%d)"
        .formatted(clause.name().toLowerCase(Locale.ROOT), why, policy.file(), line, column);
  }

  /** A request in words. */
  static String asked(AccessRequest request) {
    List<String> groups = new ArrayList<>(new TreeSet<>(request.actor().groups()));
    return "%s \"%s\" for %s (%s)"
        .formatted(
            request.action(),
            request.resource(),
            request.actor().id(),
            groups.isEmpty() ? "in no group" : "in " + listed(groups));
  }

  private static String reason(Evaluation evaluation) {
    List<PolicyId> deciding = evaluation.decision().policies();
    return switch (Verdict.of(evaluation.decision())) {
      case ALLOW -> "allowed by " + listed(deciding);
      case DENY -> "denied by " + listed(deciding);
      case UNDEFINED -> "no policy allows it, and none denies it";
    };
  }

  /** Names with commas between them. */
  static String listed(Collection<?> names) {
    return names.isEmpty()
        ? "none"
        : String.join(", ", names.stream().map(Object::toString).toList());
  }
}
