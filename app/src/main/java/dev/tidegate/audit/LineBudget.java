package dev.tidegate.audit;

import dev.tidegate.audit.AuditEvent.Omitted;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * So many lines a minute for each job, so that none fills the log; what allows and what refuses
 * count apart, so that none hides what it is refused behind what it may. Outside of jobs it is the
 * actor that counts.
 */
final class LineBudget {

  private static final Duration WINDOW = Duration.ofMinutes(1);

  /** Far below zero, so that whoever still counts there sees that it is over. */
  private static final long OVER = Long.MIN_VALUE / 2;

  private final int lines;
  private final InstantSource clock;
  private final Consumer<Omitted> omitted;
  private final ConcurrentMap<Spender, Minute> minutes = new ConcurrentHashMap<>();

  /**
   * Makes one.
   *
   * @param lines how many of each kind
   * @param omitted hears at the end of a minute what got no line in it
   */
  LineBudget(int lines, InstantSource clock, Consumer<Omitted> omitted) {
    this.lines = lines;
    this.clock = clock;
    this.omitted = omitted;
  }

  /**
   * Whether a decision gets a line.
   *
   * @param job the job; empty where it is none
   */
  boolean take(String job, String actor, boolean allows, Instant now) {
    Spender spender = new Spender(job, actor);
    while (true) {
      Minute minute = minutes.get(spender);
      if (minute == null || minute.isOver(now)) {
        minute = minutes.compute(spender, (_, old) -> renewed(spender, old, now));
      }
      long number = (allows ? minute.allowed : minute.refused).incrementAndGet();
      if (number > 0) {
        return number <= lines;
      }
    }
  }

  private Minute renewed(Spender spender, @Nullable Minute old, Instant now) {
    if (old != null && !old.isOver(now)) {
      return old;
    }
    if (old != null) {
      end(spender, old, now);
    }
    return new Minute(now.plus(WINDOW));
  }

  /** Forgets whoever is silent, and tells what got no line. */
  void sweep() {
    Instant now = clock.instant();
    minutes.forEach((spender, minute) -> {
      if (minute.isOver(now) && minutes.remove(spender, minute)) {
        end(spender, minute, now);
      }
    });
  }

  /** Tells what got no line, whether the minute is over or not. */
  void close() {
    Instant now = clock.instant();
    minutes.forEach((spender, minute) -> {
      if (minutes.remove(spender, minute)) {
        end(spender, minute, now);
      }
    });
  }

  private void end(Spender spender, Minute minute, Instant now) {
    long allowed = Math.max(minute.allowed.getAndSet(OVER) - lines, 0);
    long refused = Math.max(minute.refused.getAndSet(OVER) - lines, 0);
    if (allowed + refused > 0) {
      String job = spender.job().isEmpty() ? null : spender.job();
      omitted.accept(
          new Omitted(now.truncatedTo(ChronoUnit.MILLIS), job, spender.actor(), allowed, refused));
    }
  }

  private record Spender(String job, String actor) {}

  private static final class Minute {

    private final Instant end;
    private final AtomicLong allowed = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    Minute(Instant end) {
      this.end = end;
    }

    boolean isOver(Instant now) {
      return !now.isBefore(end);
    }
  }
}
