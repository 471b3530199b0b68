package dev.tidegate.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.tidegate.policy.Decision;
import dev.tidegate.policy.Evaluation;
import dev.tidegate.policy.PolicyId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A decision as it is written and kept; its JSON form is part of the API. Holds nothing of the
 * metadata that it was made by, and of URLs neither query nor user info.
 *
 * @param time when it fell, to the millisecond
 * @param job the job that asked; null where it was none
 * @param actor the id of the actor
 * @param action the action
 * @param resource what it was about
 * @param decision what was decided
 * @param policies the ids of the policies that decided
 * @param revision of the set that was asked
 * @param shadow what policies in shadow had to say; null where none applied
 * @param failures the policies that could not be evaluated
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonPropertyOrder({"time", "event"})
public record AuditedDecision(
    Instant time,
    @Nullable String job,
    String actor,
    String action,
    String resource,
    Verdict decision,
    List<String> policies,
    String revision,
    @Nullable Shadow shadow,
    List<Failure> failures)
    implements AuditEvent {

  /** Copies the lists. */
  public AuditedDecision {
    policies = List.copyOf(policies);
    failures = List.copyOf(failures);
  }

  @Override
  public String event() {
    return "decision";
  }

  /** What a decision can be. */
  public enum Verdict {
    /** It may happen. */
    @JsonProperty("allow")
    ALLOW,
    /** A policy denies it. */
    @JsonProperty("deny")
    DENY,
    /** No policy says anything about it, so it is refused. */
    @JsonProperty("undefined")
    UNDEFINED;

    static Verdict of(Decision decision) {
      return switch (decision) {
        case Decision.Allow _ -> ALLOW;
        case Decision.Deny _ -> DENY;
        case Decision.Undefined _ -> UNDEFINED;
      };
    }
  }

  /**
   * What policies in shadow had to say.
   *
   * @param decision what the decision would be if they counted
   * @param policies the ids of those that applied
   */
  public record Shadow(Verdict decision, List<String> policies) {
    /** Copies the list. */
    public Shadow {
      policies = List.copyOf(policies);
    }
  }

  /**
   * A policy that could not be evaluated.
   *
   * @param policy its id
   * @param effect what it would do, {@code allow} or {@code deny}; the latter has denied
   * @param reason what went wrong
   */
  public record Failure(String policy, String effect, String reason) {}

  static AuditedDecision of(
      Instant time,
      String job,
      String actor,
      String action,
      String resource,
      Evaluation evaluation,
      String revision) {
    return new AuditedDecision(
        time,
        job.isEmpty() ? null : job,
        actor,
        AuditText.action(action),
        AuditText.resource(resource),
        Verdict.of(evaluation.decision()),
        texts(evaluation.decision().policies()),
        revision,
        evaluation.shadows().isEmpty()
            ? null
            : new Shadow(Verdict.of(evaluation.inShadow()), texts(evaluation.shadows())),
        evaluation.failures().stream()
            .map(failure ->
                new Failure(
                    failure.policy().toString(),
                    AuditEvent.name(failure.effect()),
                    AuditText.reason(failure.reason())))
            .toList());
  }

  private static List<String> texts(List<PolicyId> ids) {
    return ids.stream().map(PolicyId::toString).toList();
  }

  /** Whether a policy decided it, or would have in shadow, or could not be evaluated. */
  boolean concerns(String policy) {
    return policies.contains(policy)
        || (shadow != null && shadow.policies().contains(policy))
        || failures.stream().anyMatch(failure -> failure.policy().equals(policy));
  }
}
