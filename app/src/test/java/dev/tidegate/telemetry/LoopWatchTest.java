package dev.tidegate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoopWatchTest {

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final Timer delay = new SimpleMeterRegistry().timer("delay");
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final List<Executor> loops = new ArrayList<>(List.of(tasks::add));
  private final LoopWatch watch = new LoopWatch(() -> loops, delay, nanos::get);

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void what_a_loop_takes_to_get_to_a_task_is_timed() {
    watch.probe();
    pass(Duration.ofMillis(7));
    tasks.remove().run();

    assertThat(delay.count()).isEqualTo(1);
    assertThat(delay.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(7);
    assertThat(watch.stalled()).isZero();
  }

  @Test
  void a_blocked_loop_shows_before_it_goes_on_and_gets_no_second_task() {
    watch.probe();
    pass(Duration.ofSeconds(3));
    watch.probe();

    assertThat(watch.stalled()).isEqualTo(Duration.ofSeconds(3));
    assertThat(tasks).hasSize(1);
    assertThat(delay.count()).isZero();
  }

  @Test
  void one_blocked_loop_shows_among_others_that_are_not() {
    loops.add(Runnable::run);
    watch.probe();
    pass(Duration.ofSeconds(2));
    watch.probe();

    assertThat(watch.stalled()).isEqualTo(Duration.ofSeconds(2));
    assertThat(delay.count()).isEqualTo(2);
  }

  @Test
  void a_loop_that_has_ended_owes_nothing() {
    loops.set(
        0,
        task -> {
          throw new RejectedExecutionException();
        });
    watch.probe();
    pass(Duration.ofSeconds(1));

    assertThat(watch.stalled()).isZero();
  }

  @Test
  void a_loop_that_is_gone_owes_nothing() {
    watch.probe();
    loops.clear();
    pass(Duration.ofSeconds(1));
    watch.probe();

    assertThat(watch.stalled()).isZero();
  }
}
