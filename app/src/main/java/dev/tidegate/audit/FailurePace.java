package dev.tidegate.audit;

import dev.tidegate.audit.AuditEvent.PolicyFailed;
import dev.tidegate.policy.Evaluation.Failure;
import dev.tidegate.policy.Policy;
import dev.tidegate.policy.PolicyId;
import dev.tidegate.policy.PolicySet;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Tells of a policy that can't be evaluated at once, and then not more often than once a minute.
 */
final class FailurePace {

  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final ConcurrentMap<PolicyId, Series> failing = new ConcurrentHashMap<>();

  /** What is to be told of a failure; empty while there was an event a short time ago. */
  Optional<PolicyFailed> failed(Failure failure, String revision, Instant now) {
    Series series = failing.computeIfAbsent(failure.policy(), _ -> new Series());
    series.times.incrementAndGet();
    long due = series.due.get();
    long millis = now.toEpochMilli();
    if (millis < due || !series.due.compareAndSet(due, millis + PAUSE.toMillis())) {
      return Optional.empty();
    }
    return Optional.of(
        new PolicyFailed(
            now,
            failure.policy().toString(),
            AuditEvent.name(failure.effect()),
            AuditText.reason(failure.reason()),
            series.times.getAndSet(0),
            revision));
  }

  /** Forgets policies that are not there any more. */
  void keep(PolicySet set) {
    Set<PolicyId> there = set.policies().stream().map(Policy::id).collect(Collectors.toSet());
    failing.keySet().retainAll(there);
  }

  private static final class Series {
    private final AtomicLong due = new AtomicLong();
    private final AtomicLong times = new AtomicLong();
  }
}
