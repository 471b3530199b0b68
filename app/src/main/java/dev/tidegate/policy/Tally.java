package dev.tidegate.policy;

import java.util.ArrayList;
import java.util.List;

/** Counts what the policies of one evaluation say. */
final class Tally {

  private static final Evaluation UNDEFINED = Evaluation.of(new Decision.Undefined());

  private List<PolicyId> allowing = List.of();
  private List<PolicyId> denying = List.of();
  private List<PolicyId> shadowAllowing = List.of();
  private List<PolicyId> shadowDenying = List.of();
  private List<PolicyId> shadows = List.of();
  private List<Evaluation.Failure> failures = List.of();

  /** Counts a policy whose action and resource fit. */
  void count(Policy policy, Verdict verdict) {
    switch (verdict) {
      case Verdict.Answer.HOLDS -> apply(policy);
      case Verdict.Answer.FAILS -> {}
      case Verdict.Failure(String reason) -> {
        failures = with(failures, new Evaluation.Failure(policy.id(), policy.effect(), reason));
        if (policy.effect() == Effect.DENY) {
          apply(policy);
        }
      }
    }
  }

  private void apply(Policy policy) {
    if (policy.mode() == Mode.SHADOW) {
      shadows = with(shadows, policy.id());
      switch (policy.effect()) {
        case ALLOW -> shadowAllowing = with(shadowAllowing, policy.id());
        case DENY -> shadowDenying = with(shadowDenying, policy.id());
      }
      return;
    }
    switch (policy.effect()) {
      case ALLOW -> {
        allowing = with(allowing, policy.id());
        shadowAllowing = with(shadowAllowing, policy.id());
      }
      case DENY -> {
        denying = with(denying, policy.id());
        shadowDenying = with(shadowDenying, policy.id());
      }
    }
  }

  Evaluation evaluation() {
    if (shadows.isEmpty() && failures.isEmpty() && allowing.isEmpty() && denying.isEmpty()) {
      return UNDEFINED;
    }
    Decision decision = decision(allowing, denying);
    return new Evaluation(
        decision,
        shadows.isEmpty() ? decision : decision(shadowAllowing, shadowDenying),
        shadows,
        failures);
  }

  private static Decision decision(List<PolicyId> allowing, List<PolicyId> denying) {
    if (!denying.isEmpty()) {
      return new Decision.Deny(denying);
    }
    return allowing.isEmpty() ? new Decision.Undefined() : new Decision.Allow(allowing);
  }

  /** Most lists stay empty, and most of the others get one item. */
  private static <T> List<T> with(List<T> list, T item) {
    if (list.isEmpty()) {
      return List.of(item);
    }
    List<T> more = list instanceof ArrayList<T> grown ? grown : new ArrayList<>(list);
    more.add(item);
    return more;
  }
}
