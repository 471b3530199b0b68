package dev.tidegate.policy;

import java.util.List;

/**
 * What the policies said about one request, with what is worth recording.
 *
 * @param decision what counts
 * @param inShadow what the decision would be if the shadow policies counted too; the same object as
 *     {@code decision} where none of them applied
 * @param shadows the shadow policies that applied, in the order of the files
 * @param failures the policies whose conditions or expression could not be evaluated, in the order
 *     of the files; one that denies has denied then
 */
public record Evaluation(
    Decision decision, Decision inShadow, List<PolicyId> shadows, List<Failure> failures) {

  /** Copies the lists. */
  public Evaluation {
    shadows = List.copyOf(shadows);
    failures = List.copyOf(failures);
  }

  /** One that no shadow policy and no failure had a part in. */
  static Evaluation of(Decision decision) {
    return new Evaluation(decision, decision, List.of(), List.of());
  }

  /**
   * A policy that could not be evaluated.
   *
   * @param policy which
   * @param effect what it would do; {@link Effect#DENY} has denied
   * @param reason what went wrong, without values of the request
   */
  public record Failure(PolicyId policy, Effect effect, String reason) {}

  /** Whether enforcing the shadow policies would change whether it may happen. */
  public boolean shadowsDiffer() {
    return inShadow.allowed() != decision.allowed();
  }
}
