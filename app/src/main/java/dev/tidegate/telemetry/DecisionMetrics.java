package dev.tidegate.telemetry;

import dev.tidegate.policy.Actions;
import dev.tidegate.policy.ActivePolicies;
import dev.tidegate.policy.Decision;
import dev.tidegate.policy.DecisionListener;
import dev.tidegate.policy.Evaluation;
import dev.tidegate.policy.PolicySet;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Counts decisions, and by which policies they fall. */
final class DecisionMetrics implements DecisionListener, ActivePolicies.Listener {

  /** What scripts ask about beyond these is theirs to choose, so it gets no tag of its own. */
  private static final String OTHER = "other";

  private final Map<String, Verdicts> actions = new HashMap<>();
  private final Verdicts others;
  private final PolicyCounters deciding;
  private final PolicyCounters shadows;
  private final PolicyCounters failures;

  /**
   * Registers everything whose tags are known, so that rates can be formed from the first event.
   */
  DecisionMetrics(MeterRegistry registry, PolicySet set) {
    Meters meters = new Meters(registry);
    Actions.KNOWN.forEach(action -> actions.put(action, new Verdicts(meters, action)));
    others = new Verdicts(meters, OTHER);
    deciding = new PolicyCounters(registry, MeterName.POLICY_EFFECTS, set);
    shadows = new PolicyCounters(registry, MeterName.SHADOW_DIFFERENCES, set);
    failures = new PolicyCounters(registry, MeterName.POLICY_FAILURES, set);
  }

  /** What was decided of one action. */
  private record Verdicts(Counter allow, Counter deny, Counter undefined) {
    Verdicts(Meters meters, String action) {
      this(
          meters.counter(MeterName.DECISIONS, action, "allow"),
          meters.counter(MeterName.DECISIONS, action, "deny"),
          meters.counter(MeterName.DECISIONS, action, "undefined"));
    }

    Counter of(Decision decision) {
      return switch (decision) {
        case Decision.Allow _ -> allow;
        case Decision.Deny _ -> deny;
        case Decision.Undefined _ -> undefined;
      };
    }
  }

  @Override
  public void decided(Decided decided) {
    Evaluation evaluation = decided.evaluation();
    Objects.requireNonNull(actions.getOrDefault(decided.request().action(), others))
        .of(evaluation.decision())
        .increment();
    evaluation.decision().policies().forEach(deciding::increment);
    if (evaluation.shadowsDiffer()) {
      evaluation.inShadow().policies().stream()
          .filter(evaluation.shadows()::contains)
          .forEach(shadows::increment);
    }
    evaluation.failures().forEach(failure -> failures.increment(failure.policy()));
  }

  @Override
  public void replaced(PolicySet before, PolicySet now) {
    deciding.keep(now);
    shadows.keep(now);
    failures.keep(now);
  }
}
