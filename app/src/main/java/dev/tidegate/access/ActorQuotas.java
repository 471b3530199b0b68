package dev.tidegate.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.tidegate.policy.Actor;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.List;

/**
 * Holds each actor to its quotas on this node. An actor that submits nothing for as long as its
 * bucket takes to fill is forgotten; nobody notices. Thread-safe.
 */
public final class ActorQuotas {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** What waits in a queue takes its time; a second would be a guess as good as any. */
  private static final Duration QUEUE_WAIT = Duration.ofSeconds(5);

  /** More actors at once than have tokens; the least recent begins with a full bucket again. */
  private static final int MOST_ACTORS = 100_000;

  private final int perMinute;
  private final List<QuotaListener> listeners;
  private final LoadingCache<String, Bucket> buckets;

  /**
   * Makes one.
   *
   * @param perMinute submissions of an actor in a minute
   * @param burst submissions of an actor at once
   * @param time in nanoseconds, as of {@link System#nanoTime}
   */
  ActorQuotas(int perMinute, int burst, Ticker time, List<QuotaListener> listeners) {
    this.perMinute = perMinute;
    this.listeners = List.copyOf(listeners);
    TimeMeter meter = new NanoTime(time);
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(MOST_ACTORS)
            .expireAfterAccess(MINUTE.multipliedBy(burst / perMinute + 2L))
            .ticker(time)
            .build(_ ->
                Bucket.builder()
                    .addLimit(limit -> limit.capacity(burst).refillGreedy(perMinute, MINUTE))
                    .withCustomTimePrecision(meter)
                    .build());
  }

  /**
   * Counts a submission.
   *
   * @throws QuotaExceededException if it is one too many; it does not count then
   */
  public void submit(Actor actor) {
    ConsumptionProbe probe = buckets.get(actor.id()).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw refused(
          Quota.SUBMISSIONS,
          "this actor may submit " + perMinute + " jobs a minute",
          Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
  }

  /**
   * Counts that a job was not accepted because as many of its actor's wait already.
   *
   * @return to be thrown
   */
  public QuotaExceededException queueFull(long most) {
    return refused(Quota.QUEUED, "this actor may have " + most + " jobs that wait", QUEUE_WAIT);
  }

  private QuotaExceededException refused(Quota quota, String why, Duration wait) {
    listeners.forEach(listener -> listener.refused(quota));
    return new QuotaExceededException(why, wait);
  }

  /** How many actors there are buckets of, after those have gone whose time is over. */
  long actors() {
    buckets.cleanUp();
    return buckets.estimatedSize();
  }

  private record NanoTime(Ticker ticker) implements TimeMeter {

    @Override
    public long currentTimeNanos() {
      return ticker.read();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
