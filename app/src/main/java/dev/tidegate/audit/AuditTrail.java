package dev.tidegate.audit;

import dev.tidegate.audit.AuditEvent.Cause;
import dev.tidegate.audit.AuditEvent.PoliciesInForce;
import dev.tidegate.audit.AuditEvent.PoliciesRefused;
import dev.tidegate.policy.AccessRequest;
import dev.tidegate.policy.DecisionListener;
import dev.tidegate.policy.Evaluation;
import dev.tidegate.policy.PolicySet;
import dev.tidegate.policy.reload.ReloadEvent;
import dev.tidegate.policy.reload.ReloadListener;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * Hears of decisions and of changes of the policies, and has them written. On the threads that ask
 * it does no more than to decide whether an event is recorded and to put it into a queue.
 */
public final class AuditTrail implements DecisionListener, ReloadListener {

  private final double sample;
  private final DoubleSupplier random;
  private final InstantSource clock;
  private final AuditQueue queue;
  private final LineBudget budget;
  private final FailurePace failures = new FailurePace();
  private final LongAdder recorded = new LongAdder();
  private final LongAdder sampled = new LongAdder();
  private final LongAdder omitted = new LongAdder();
  private final LongAdder lost = new LongAdder();

  /**
   * Makes one.
   *
   * @param sample which part of the decisions that allow is recorded, 0 to 1
   * @param random numbers from 0 to 1, without 1
   */
  AuditTrail(
      double sample,
      DoubleSupplier random,
      InstantSource clock,
      AuditQueue queue,
      LineBudget budget) {
    this.sample = sample;
    this.random = random;
    this.clock = clock;
    this.queue = queue;
    this.budget = budget;
  }

  @Override
  public void decided(Decided decided) {
    Evaluation evaluation = decided.evaluation();
    Instant now = now();
    for (Evaluation.Failure failure : evaluation.failures()) {
      failures.failed(failure, decided.revision(), now).ifPresent(queue::other);
    }
    boolean allows = evaluation.decision().allowed();
    if (allows && isOrdinary(evaluation) && random.getAsDouble() >= sample) {
      sampled.increment();
      return;
    }
    AccessRequest request = decided.request();
    String job = decided.jobId();
    String actor = request.actor().id();
    if (!budget.take(job, actor, allows, now)) {
      omitted.increment();
      return;
    }
    // Not the request itself: what waits must be small, and the metadata are nobody's business.
    String action = request.action();
    String resource = request.resource();
    String revision = decided.revision();
    Supplier<AuditedDecision> event =
        () -> AuditedDecision.of(now, job, actor, action, resource, evaluation, revision);
    boolean taken = allows ? queue.allowed(event) : queue.refused(event);
    (taken ? recorded : lost).increment();
  }

  /** What a policy in shadow would change, and what went wrong, is recorded like a refusal. */
  private static boolean isOrdinary(Evaluation evaluation) {
    return evaluation.failures().isEmpty() && !evaluation.shadowsDiffer();
  }

  /** Tells with which set the service has started. */
  void started(PolicySet set) {
    queue.other(
        new PoliciesInForce(
            now(),
            Cause.START,
            null,
            set.revision(),
            set.policies().size(),
            PolicyChanges.toBeginWith(set)));
  }

  @Override
  public void heard(ReloadEvent event) {
    switch (event) {
      case ReloadEvent.Applied applied -> {
        failures.keep(applied.now());
        queue.other(inForce(applied.before(), applied.now()));
      }
      case ReloadEvent.Refused refused ->
          queue.other(
              new PoliciesRefused(
                  now(), refused.inForce().revision(), refused.why().faults().size()));
      case ReloadEvent.Restored _, ReloadEvent.Failed _ -> {}
      case ReloadEvent.Unwatched _, ReloadEvent.Watched _ -> {}
    }
  }

  private PoliciesInForce inForce(PolicySet before, PolicySet now) {
    return new PoliciesInForce(
        now(),
        Cause.RELOAD,
        before.revision(),
        now.revision(),
        now.policies().size(),
        PolicyChanges.between(before, now));
  }

  /** What has become of the decisions so far. */
  public AuditStatistics statistics() {
    return new AuditStatistics(recorded.sum(), sampled.sum(), omitted.sum(), lost.sum());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
