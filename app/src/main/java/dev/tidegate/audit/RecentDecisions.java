package dev.tidegate.audit;

import dev.tidegate.audit.AuditedDecision.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The decisions of this process that can be asked for: so many, and for so long. Thread-safe. */
public final class RecentDecisions {

  private final int count;
  private final Duration time;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Kept> kept = new ArrayDeque<>();
  private long last;

  RecentDecisions(int count, Duration time, InstantSource clock) {
    this.count = count;
    this.time = time;
    this.clock = clock;
  }

  private record Kept(long number, AuditedDecision decision) {}

  /**
   * Which decisions are asked for; null stands for any.
   *
   * @param actor the id of the actor
   * @param job the job
   * @param decision what was decided
   * @param action the action
   * @param policy the id of a policy that decided, applied in shadow, or could not be evaluated
   * @param since the earliest time
   */
  public record Filter(
      @Nullable String actor,
      @Nullable String job,
      @Nullable Verdict decision,
      @Nullable String action,
      @Nullable String policy,
      @Nullable Instant since) {

    private boolean fits(AuditedDecision made) {
      return (actor == null || actor.equals(made.actor()))
          && (job == null || job.equals(made.job()))
          && (decision == null || decision == made.decision())
          && (action == null || action.equals(made.action()))
          && (policy == null || made.concerns(policy))
          && (since == null || !made.time().isBefore(since));
    }
  }

  /**
   * Some of the decisions that were asked for.
   *
   * @param decisions the newest first
   * @param next the number to go on from; null where there are no more
   */
  public record Page(List<AuditedDecision> decisions, @Nullable Long next) {
    /** Copies the list. */
    public Page {
      decisions = List.copyOf(decisions);
    }
  }

  void add(AuditedDecision decision) {
    lock.lock();
    try {
      last++;
      kept.addLast(new Kept(last, decision));
      while (kept.size() > count) {
        kept.removeFirst();
      }
      forget();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The newest decisions that fit.
   *
   * @param before only those that fell before the one with this number; {@link Long#MAX_VALUE} for
   *     all
   * @param limit how many at most
   */
  public Page page(Filter filter, long before, int limit) {
    List<AuditedDecision> found = new ArrayList<>();
    long lowest = before;
    lock.lock();
    try {
      forget();
      Iterator<Kept> newestFirst = kept.descendingIterator();
      while (newestFirst.hasNext()) {
        Kept each = newestFirst.next();
        if (each.number() >= before || !filter.fits(each.decision())) {
          continue;
        }
        if (found.size() == limit) {
          return new Page(found, lowest);
        }
        found.add(each.decision());
        lowest = each.number();
      }
    } finally {
      lock.unlock();
    }
    return new Page(found, null);
  }

  private void forget() {
    Instant earliest = clock.instant().minus(time);
    while (!kept.isEmpty() && kept.getFirst().decision().time().isBefore(earliest)) {
      kept.removeFirst();
    }
  }
}
