package dev.tidegate.cli;

import dev.tidegate.policy.AccessRequest;
import dev.tidegate.policy.Evaluation;
import dev.tidegate.policy.Explanation;
import dev.tidegate.policy.Explanation.Consideration;
import dev.tidegate.policy.Explanation.Match;
import dev.tidegate.policy.Policy;
import dev.tidegate.policy.trial.Verdict;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An explanation as JSON; its fields are named as in the answer of {@code POST
 * /v1/policies/evaluate}.
 *
 * @param decision {@code allow}, {@code deny} or {@code undefined}
 * @param allowed whether it may happen
 * @param inShadow what the decision would be if the shadow policies counted too
 * @param revision of the policies
 * @param action what was asked
 * @param resource what it was about, in canonical form
 * @param policies all that were considered, in the order of the files
 */
record ExplanationDocument(
    String decision,
    boolean allowed,
    String inShadow,
    String revision,
    String action,
    String resource,
    List<Considered> policies) {

  /**
   * One policy.
   *
   * @param id its id
   * @param effect {@code allow} or {@code deny}
   * @param mode {@code enforce} or {@code shadow}
   * @param matched whether all its clauses fit
   * @param decisive whether the decision is its
   * @param clause what stopped it: {@code groups}, {@code request}, {@code actions}, {@code
   *     resources}, {@code condition} or {@code expression}; null if nothing
   * @param why in words; null if nothing stopped it
   * @param failed whether the clause could not be evaluated
   * @param file where it stands
   * @param line where it, or the clause, stands, from 1
   * @param column from 1
   */
  record Considered(
      String id,
      String effect,
      String mode,
      boolean matched,
      boolean decisive,
      @Nullable String clause,
      @Nullable String why,
      boolean failed,
      String file,
      int line,
      int column) {

    static Considered of(Consideration each, Evaluation evaluation) {
      Policy policy = each.policy();
      boolean decisive = Verdict.deciding(evaluation.decision()).contains(policy.id());
      return switch (each.finding()) {
        case Match.Matched() ->
            of(policy, decisive, null, null, false, policy.line(), policy.column());
        case Match.Stopped stopped ->
            of(
                policy,
                decisive,
                name(stopped.clause()),
                stopped.why(),
                false,
                stopped.line(),
                stopped.column());
        case Match.Failed failed ->
            of(
                policy,
                decisive,
                name(failed.clause()),
                failed.why(),
                true,
                failed.line(),
                failed.column());
      };
    }

    private static Considered of(
        Policy policy,
        boolean decisive,
        @Nullable String clause,
        @Nullable String why,
        boolean failed,
        int line,
        int column) {
      return new Considered(
          policy.id().toString(),
          name(policy.effect()),
          name(policy.mode()),
          clause == null,
          decisive,
          clause,
          why,
          failed,
          policy.file(),
          line,
          column);
    }

    private static String name(Enum<?> value) {
      return value.name().toLowerCase(Locale.ROOT);
    }
  }

  static ExplanationDocument of(AccessRequest request, Explanation explanation) {
    Evaluation evaluation = explanation.evaluation();
    return new ExplanationDocument(
        Verdict.of(evaluation.decision()).toString(),
        evaluation.decision().allowed(),
        Verdict.of(evaluation.inShadow()).toString(),
        explanation.revision(),
        request.action(),
        request.resource(),
        explanation.considered().stream().map(each -> Considered.of(each, evaluation)).toList());
  }
}
