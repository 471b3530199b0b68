package dev.tidegate.audit;

import dev.tidegate.audit.AuditEvent.PolicyFailed;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Takes events out of the queue on a thread of its own, keeps the decisions, and writes lines. */
final class AuditWriter implements AutoCloseable {

  /** Of the application, and not of the audit: what this tells is for whoever runs it. */
  private static final Logger LOG = LoggerFactory.getLogger("dev.tidegate.policy");

  private static final int BATCH = 1_024;

  /** Between two batches, so that decisions seldom have to wake this thread. */
  private static final Duration REST = Duration.ofMillis(5);

  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(5);

  private final AuditQueue queue;
  private final LineBudget budget;
  private final RecentDecisions recent;
  private final JsonMapper json;
  private final Consumer<String> lines;
  private final InstantSource clock;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  /**
   * Makes one that does nothing yet.
   *
   * @param lines takes each line; may block
   */
  AuditWriter(
      AuditQueue queue,
      LineBudget budget,
      RecentDecisions recent,
      JsonMapper json,
      Consumer<String> lines,
      InstantSource clock) {
    this.queue = queue;
    this.budget = budget;
    this.recent = recent;
    this.json = json;
    this.lines = lines;
    this.clock = clock;
    thread = Thread.ofPlatform().daemon().name("audit").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      boolean open = true;
      while (open) {
        open = !closing.await(REST.toNanos(), TimeUnit.NANOSECONDS);
        write(open ? PATIENCE : Duration.ZERO);
        budget.sweep();
      }
      budget.close();
      while (write(Duration.ZERO)) {
        // What was there when it ended is written.
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writes what waits; whether there was anything. */
  private boolean write(Duration patience) throws InterruptedException {
    List<Supplier<? extends AuditEvent>> batch = new ArrayList<>();
    queue.drainTo(batch, BATCH, patience);
    batch.forEach(event -> write(event.get()));
    queue
        .lost(clock.instant().truncatedTo(ChronoUnit.MILLIS))
        .ifPresent(lost -> {
          write(lost);
          LOG.warn(
              "The audit could not be written fast enough: {} decisions that refused, {} that"
                  + " allowed and {} other events are only counted",
              lost.refused(),
              lost.allowed(),
              lost.other());
        });
    return !batch.isEmpty();
  }

  /** A fault with one event must not keep the others from being written. */
  @SuppressWarnings("IllegalCatch")
  private void write(AuditEvent event) {
    try {
      record(event);
    } catch (RuntimeException fault) {
      LOG.error("An event ({}) could not be written to the audit", event.event(), fault);
    }
  }

  private void record(AuditEvent event) {
    switch (event) {
      case AuditedDecision decision -> recent.add(decision);
      case PolicyFailed failed ->
          LOG.warn(
              "Policy {} ({}) could not be evaluated, {} times since the last such line: {}",
              failed.policy(),
              failed.effect(),
              failed.times(),
              failed.reason());
      case AuditEvent.Other _ -> {}
    }
    lines.accept(json.writeValueAsString(event));
  }

  /** Writes what waits, and ends. */
  @Override
  public void close() {
    closing.countDown();
    try {
      if (!thread.join(PATIENCE_AT_CLOSE)) {
        LOG.warn("The audit could not be written to its end within {}", PATIENCE_AT_CLOSE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
