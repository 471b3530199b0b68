package dev.tidegate.api;

import dev.tidegate.policy.AccessRequest;
import dev.tidegate.policy.Decision;
import dev.tidegate.policy.Effect;
import dev.tidegate.policy.Explanation;
import dev.tidegate.policy.Explanation.Clause;
import dev.tidegate.policy.Explanation.Consideration;
import dev.tidegate.policy.Explanation.Match;
import dev.tidegate.policy.Mode;
import dev.tidegate.policy.Policy;
import dev.tidegate.policy.PolicyId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What the policies say and why; its JSON form is part of the API, and what the command line
 * prints.
 *
 * @param decision {@code allow}, {@code deny} or {@code undefined}
 * @param allowed whether it may happen
 * @param by the ids of the policies that decided
 * @param revision of the set that was asked
 * @param inShadow what the decision would be if the policies in shadow counted
 * @param actor the id of the actor that was asked for
 * @param action the action
 * @param resource the resource, a URL in canonical form and without its query
 * @param unknownGroups groups of the actor that no policy names
 * @param policies the policies that were considered, in the order of the files
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ExplanationDocument(
    String decision,
    boolean allowed,
    List<String> by,
    String revision,
    String inShadow,
    String actor,
    String action,
    String resource,
    List<String> unknownGroups,
    List<Considered> policies) {

  /**
   * One policy.
   *
   * @param id its id
   * @param effect {@code allow} or {@code deny}
   * @param mode {@code enforce} or {@code shadow}
   * @param matched whether it has its effect
   * @param failed whether it could not be evaluated; one that denies has denied then
   * @param why in words, what kept it from matching; null where it matched
   * @param clause which clause did; null where it matched
   * @param file the file that the policy stands in
   * @param line where the clause stands there, or the policy where it matched; from 1
   * @param column from 1
   */
  public record Considered(
      String id,
      String effect,
      String mode,
      boolean matched,
      boolean failed,
      @Nullable String why,
      @Nullable String clause,
      String file,
      int line,
      int column) {

    static Considered of(Consideration consideration) {
      Policy policy = consideration.policy();
      return switch (consideration.finding()) {
        case Match.Matched _ ->
            new Considered(
                policy.id().toString(),
                name(policy.effect()),
                name(policy.mode()),
                true,
                false,
                null,
                null,
                policy.file(),
                policy.line(),
                policy.column());
        case Match.Stopped stopped ->
            unmatched(
                policy, false, stopped.clause(), stopped.why(), stopped.line(), stopped.column());
        case Match.Failed failed ->
            unmatched(policy, true, failed.clause(), failed.why(), failed.line(), failed.column());
      };
    }

    private static Considered unmatched(
        Policy policy, boolean failed, Clause clause, String why, int line, int column) {
      return new Considered(
          policy.id().toString(),
          name(policy.effect()),
          name(policy.mode()),
          false,
          failed,
          why,
          name(clause),
          policy.file(),
          line,
          column);
    }
  }

  /**
   * Of an explanation.
   *
   * @param all whether policies of groups that the actor is not in are shown
   */
  public static ExplanationDocument of(
      AccessRequest request, Explanation explanation, List<String> unknownGroups, boolean all) {
    Decision decision = explanation.evaluation().decision();
    return new ExplanationDocument(
        name(decision),
        decision.allowed(),
        texts(decision.policies()),
        explanation.revision(),
        name(explanation.evaluation().inShadow()),
        request.actor().id(),
        request.action(),
        request.resource(),
        unknownGroups,
        explanation.considered().stream()
            .filter(consideration -> all || !isOfOthers(consideration.finding()))
            .map(Considered::of)
            .toList());
  }

  private static boolean isOfOthers(Match finding) {
    return finding instanceof Match.Stopped stopped && stopped.clause() == Clause.GROUPS;
  }

  private static String name(Decision decision) {
    return switch (decision) {
      case Decision.Allow _ -> "allow";
      case Decision.Deny _ -> "deny";
      case Decision.Undefined _ -> "undefined";
    };
  }

  private static List<String> texts(List<PolicyId> ids) {
    return ids.stream().map(PolicyId::toString).toList();
  }

  static String name(Effect effect) {
    return lower(effect);
  }

  static String name(Mode mode) {
    return lower(mode);
  }

  private static String name(Clause clause) {
    return lower(clause);
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
