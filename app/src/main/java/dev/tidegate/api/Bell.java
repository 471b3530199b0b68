package dev.tidegate.api;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Wakes one who waits for news. Whoever waits arms it, then looks, and waits only if there was
 * nothing to see: what happens in between has rung it already.
 */
final class Bell {

  private final Scheduler timer;
  private volatile CompletableFuture<Void> rung = new CompletableFuture<>();

  /** Makes one whose waits end on the threads of the timer. */
  Bell(Scheduler timer) {
    this.timer = timer;
  }

  /** Forgets what has been rung. */
  void arm() {
    rung = new CompletableFuture<>();
  }

  /** Wakes; returns at once. From any thread. */
  void ring() {
    rung.complete(null);
  }

  /** Emits when it is rung, or has been since it was armed, and after this time at the latest. */
  Mono<Boolean> heard(Duration atMost) {
    // What others wait for must not be cancelled, and whoever rings must not do our work.
    return Mono.fromFuture(rung, true)
        .thenReturn(true)
        .timeout(atMost, Mono.just(false), timer)
        .publishOn(timer);
  }
}
