package dev.tidegate.telemetry;

import dev.tidegate.policy.Policy;
import dev.tidegate.policy.PolicyId;
import dev.tidegate.policy.PolicySet;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * Counts something for each policy that it happens to. Only the first {@value #MOST} policies get a
 * meter of their own, the others share one; those of policies that are not there any more go.
 */
final class PolicyCounters {

  static final int MOST = 500;

  private static final String OTHER = "other";

  private final MeterRegistry registry;
  private final Meters meters;
  private final MeterName name;
  private final Counter other;
  private final ReentrantLock changing = new ReentrantLock();
  private final Map<PolicyId, Counter> counters = new ConcurrentHashMap<>();
  private volatile Set<PolicyId> there;

  PolicyCounters(MeterRegistry registry, MeterName name, PolicySet set) {
    this.registry = registry;
    this.name = name;
    meters = new Meters(registry);
    other = meters.counter(name, OTHER);
    there = ids(set);
  }

  void increment(PolicyId policy) {
    Counter counter = counters.get(policy);
    (counter == null ? added(policy) : counter).increment();
  }

  private Counter added(PolicyId policy) {
    if (!there.contains(policy) || counters.size() >= MOST) {
      return other;
    }
    changing.lock();
    try {
      // Looked at again, because others may have come first.
      return there.contains(policy) && counters.size() < MOST
          ? counters.computeIfAbsent(policy, id -> meters.counter(name, id.toString()))
          : counters.getOrDefault(policy, other);
    } finally {
      changing.unlock();
    }
  }

  /** Drops the meters of policies that are not in a set. */
  void keep(PolicySet set) {
    changing.lock();
    try {
      there = ids(set);
      counters.forEach((policy, counter) -> {
        if (!there.contains(policy)) {
          counters.remove(policy);
          registry.remove(counter);
        }
      });
    } finally {
      changing.unlock();
    }
  }

  private static Set<PolicyId> ids(PolicySet set) {
    return set.policies().stream().map(Policy::id).collect(Collectors.toUnmodifiableSet());
  }
}
