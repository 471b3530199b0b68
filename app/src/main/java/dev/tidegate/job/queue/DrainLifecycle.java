package dev.tidegate.job.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.tidegate.job.ActiveRuns;
import dev.tidegate.job.Drain;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Empties the node when the service is told to stop, before anything else of it stops: nothing is
 * taken on any more, what runs may come to an end for some time, and what is left is interrupted
 * and handed back. The web server answers meanwhile.
 */
final class DrainLifecycle implements SmartLifecycle {

  /** Stops first, and blocks: the time that Spring gives each phase does not count for it. */
  static final int PHASE = SmartLifecycle.DEFAULT_PHASE;

  /** What it may take to say of an interrupted job that it is handed back. */
  private static final Duration HAND_BACK = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(DrainLifecycle.class);

  private final Scheduler scheduler;
  private final Claims claims;
  private final ActiveRuns active;
  private final Drain drain;
  private final Duration grace;
  private volatile boolean running;

  DrainLifecycle(
      Scheduler scheduler, Claims claims, ActiveRuns active, Drain drain, Duration grace) {
    this.scheduler = scheduler;
    this.claims = claims;
    this.active = active;
    this.drain = drain;
    this.grace = grace;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    drain.begin();
    scheduler.pause();
    try {
      empty();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      LOG.warn("Stopped with {} jobs under way", active.count());
    }
    running = false;
  }

  private void empty() throws InterruptedException {
    long begun = System.nanoTime();
    boolean settled = claims.settle(grace);
    LOG.info("Takes no more jobs; {} are running and may do so for {}", active.count(), grace);
    if (active.awaitNone(grace.minusNanos(System.nanoTime() - begun))) {
      return;
    }
    LOG.info("Interrupts {} jobs", active.count());
    active.interruptAll();
    if (!active.awaitNone(HAND_BACK) || !settled) {
      LOG.warn("{} jobs could not be handed back; other nodes will find them", active.count());
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** A node that was emptied does not come back; whoever only pauses the service leaves it be. */
  @Override
  public boolean isPauseable() {
    return false;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
