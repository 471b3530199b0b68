package dev.tidegate.lua.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.lua.ScriptError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimersTest {

  private static final Duration PERIOD = Duration.ofMillis(10);

  private final ManualAlarm alarm = new ManualAlarm();
  private final Timers timers = new Timers(alarm, 3);
  private final List<Long> ticks = new ArrayList<>();

  private void note() {
    ticks.add(Duration.ofNanos(alarm.now).toMillis());
  }

  private boolean tick() {
    note();
    return true;
  }

  @Test
  void a_timer_expires_once_after_its_delay() {
    timers.after(PERIOD, this::note);

    alarm.moveTo(9);
    assertThat(ticks).isEmpty();
    assertThat(timers.isEmpty()).isFalse();
    alarm.moveTo(50);
    assertThat(ticks).containsExactly(10L);
    assertThat(timers.isEmpty()).isTrue();
  }

  @Test
  void cancelling_tells_whether_the_timer_was_running() {
    Tasks.Timer cancelled = timers.after(PERIOD, this::note);
    Tasks.Timer expired = timers.after(Duration.ofMillis(1), () -> {});
    alarm.moveTo(5);

    assertThat(expired.cancel()).isFalse();
    assertThat(cancelled.cancel()).isTrue();
    assertThat(cancelled.cancel()).isFalse();
    alarm.moveTo(50);
    assertThat(ticks).isEmpty();
    assertThat(alarm.pending).isEmpty();
  }

  @Test
  void a_timer_that_is_cancelled_on_its_way_to_the_strand_does_nothing() {
    Tasks.Timer second = timers.after(PERIOD, this::note);
    Runnable onItsWay = alarm.take();

    assertThat(second.cancel()).isTrue();
    onItsWay.run();

    assertThat(ticks).isEmpty();
  }

  @Test
  void a_repeating_timer_keeps_in_step_with_the_clock() {
    Tasks.RepeatingTimer timer = timers.every(PERIOD, this::tick);
    alarm.late = Duration.ofMillis(3).toNanos();

    alarm.moveTo(40);
    assertThat(ticks).containsExactly(13L, 23L, 33L);
    assertThat(timer.cancel()).isTrue();
    alarm.moveTo(80);
    assertThat(ticks).hasSize(3);
    assertThat(timers.isEmpty()).isTrue();
  }

  @Test
  void what_a_busy_strand_has_missed_is_made_up_for_but_not_without_end() {
    timers.every(PERIOD, this::tick);
    alarm.late = Duration.ofMillis(35).toNanos();
    alarm.moveTo(45);
    assertThat(ticks).containsExactly(45L, 45L, 45L, 45L);
    ticks.clear();

    alarm.late = Duration.ofSeconds(30).toNanos();
    alarm.moveTo(30_050);

    assertThat(ticks).hasSize(16).containsOnly(30_050L);
  }

  @Test
  void a_repeating_timer_pauses_when_its_action_says_so_and_goes_on_when_told() {
    Tasks.RepeatingTimer timer =
        timers.every(
            PERIOD,
            () -> {
              note();
              return ticks.size() % 2 != 0;
            });
    alarm.moveTo(100);
    assertThat(ticks).containsExactly(10L, 20L);
    assertThat(alarm.pending).isEmpty();
    assertThat(timers.isEmpty()).isFalse();

    alarm.moveTo(105);
    timer.goOn();
    timer.goOn();
    alarm.moveTo(200);

    assertThat(ticks).containsExactly(10L, 20L, 110L, 120L);
  }

  @Test
  void an_action_may_cancel_its_own_timer() {
    List<Tasks.Timer> self = new ArrayList<>();
    self.add(
        timers.every(
            PERIOD,
            () -> {
              note();
              return self.getFirst().cancel();
            }));

    alarm.moveTo(100);

    assertThat(ticks).containsExactly(10L);
    assertThat(timers.isEmpty()).isTrue();
  }

  @Test
  void timers_are_limited_and_those_that_ended_make_room() {
    Tasks.Timer first = timers.after(PERIOD, this::note);
    Tasks.RepeatingTimer paused = timers.every(Duration.ofMillis(1), () -> false);
    timers.after(Duration.ofHours(1), this::note);
    alarm.moveTo(5);

    assertThatThrownBy(() -> timers.after(PERIOD, this::note))
        .isInstanceOf(ScriptError.class)
        .hasMessageContaining("too many timers: the limit of 3 is reached");
    assertThatThrownBy(() -> timers.every(PERIOD, this::tick)).isInstanceOf(ScriptError.class);

    first.cancel();
    paused.cancel();
    timers.after(PERIOD, this::note);
    timers.every(PERIOD, this::tick).cancel();
    timers.cancelAll();
    assertThat(timers.isEmpty()).isTrue();
    assertThat(alarm.pending).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void a_period_must_be_positive(long nanos) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> timers.every(Duration.ofNanos(nanos), this::tick));
    assertThat(timers.isEmpty()).isTrue();
  }

  @Test
  void a_delay_beyond_all_clocks_is_only_very_long() {
    timers.after(Duration.ofSeconds(Long.MAX_VALUE), this::note);

    assertThat(alarm.pending.element().time).isEqualTo(Long.MAX_VALUE);
  }

  /** Time that passes when the test says so. */
  private static final class ManualAlarm implements Timers.Alarm {

    private final PriorityQueue<Entry> pending =
        new PriorityQueue<>(Comparator.comparingLong(entry -> entry.time));
    private long now;
    private long late;

    @Override
    public long now() {
      return now;
    }

    @Override
    public Future<?> in(long nanos, Runnable action) {
      Entry entry = new Entry(now + nanos, action);
      pending.add(entry);
      return entry;
    }

    Runnable take() {
      return pending.remove().action;
    }

    void moveTo(long millis) {
      long end = Duration.ofMillis(millis).toNanos();
      for (Entry next = pending.peek();
          next != null && next.time + late <= end;
          next = pending.peek()) {
        now = next.time + late;
        take().run();
      }
      now = end;
    }

    private final class Entry extends CompletableFuture<Void> {

      private final long time;
      private final Runnable action;

      Entry(long time, Runnable action) {
        this.time = time;
        this.action = action;
      }

      @Override
      public boolean cancel(boolean interrupt) {
        return pending.remove(this) && super.cancel(interrupt);
      }
    }
  }
}
