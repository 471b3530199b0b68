package dev.tidegate.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapacityTest {

  private static final Duration ONE = Duration.ofMinutes(1);
  private static final Duration FIVE = Duration.ofMinutes(5);
  private static final Duration TEN = Duration.ofMinutes(10);
  private static final Duration DAY = Duration.ofDays(1);

  /** Soon to wrap around, as the clock of the process may. */
  private long nanos = Long.MAX_VALUE - 7;

  private final Capacity capacity = new Capacity(100, () -> nanos);
  private final AtomicInteger told = new AtomicInteger();

  @Test
  void jobs_of_all_sorts_share_the_memory_and_each_sort_has_its_places() {
    Capacity.Places some = capacity.places(1);
    Capacity.Places others = capacity.places(5);

    Capacity.Place first = enter(some, 60, ONE);
    assertThat(some.enter(10, ONE)).isNull();
    assertThat(others.enter(50, ONE)).isNull();
    enter(others, 40, ONE);
    assertThat(capacity.reservedMemory()).isEqualTo(100);

    first.leave();
    assertThat(some.taken()).isZero();
    enter(others, 60, ONE);
  }

  @Test
  void a_place_is_given_back_once() {
    Capacity.Places places = capacity.places(5);
    enter(places, 30, ONE);
    Capacity.Place place = enter(places, 20, ONE);

    place.leave();
    place.leave();

    assertThat(places.taken()).isEqualTo(1);
    assertThat(capacity.reservedMemory()).isEqualTo(30);
  }

  @Test
  void who_was_refused_is_told_once_when_there_is_room_again_wherever_it_comes_from() {
    Capacity.Places waiting = capacity.places(5, told::incrementAndGet);
    Capacity.Places others = capacity.places(5);
    Capacity.Place first = enter(others, 70, ONE);
    Capacity.Place second = enter(others, 30, ONE);

    assertThat(waiting.enter(40, ONE)).isNull();
    assertThat(told).hasValue(0);
    first.leave();
    second.leave();

    assertThat(told).hasValue(1);
  }

  @Test
  void who_was_not_refused_is_told_nothing() {
    Capacity.Places waiting = capacity.places(1, told::incrementAndGet);

    enter(waiting, 10, ONE).leave();

    assertThat(told).hasValue(0);
  }

  @Test
  void only_what_is_over_in_time_passes_a_job_that_room_is_kept_for() {
    Capacity.Places places = capacity.places(9);
    Capacity.Place soon = enter(places, 30, FIVE);
    enter(places, 50, DAY);

    places.keep(50);

    assertThat(places.enter(20, FIVE.plusNanos(1))).isNull();
    enter(places, 20, FIVE).leave();
    nanos += FIVE.minus(ONE).toNanos();
    assertThat(places.enter(20, ONE.plusNanos(1))).isNull();
    enter(places, 20, ONE).leave();
    soon.leave();
    assertThat(places.enter(20, Duration.ZERO)).as("it fits now").isNull();
    assertThat(places.enterKept(50, DAY)).isNotNull();
  }

  @Test
  void what_leaves_enough_room_passes_however_long_it_runs() {
    Capacity.Places places = capacity.places(9);
    enter(places, 60, FIVE);

    places.keep(80);

    assertThat(places.enter(21, DAY)).isNull();
    Capacity.Place passed = enter(places, 20, DAY);
    assertThat(places.enter(1, DAY)).isNull();
    passed.leave();
    enter(places, 20, DAY);
  }

  @Test
  void a_node_that_is_full_of_long_jobs_does_not_stand_idle_for_a_large_one() {
    Capacity.Places places = capacity.places(9);
    enter(places, 60, DAY);
    places.keep(90);

    for (int i = 0; i < 100; i++) {
      Capacity.Place passed = enter(places, 40, TEN);
      nanos += TEN.toNanos();
      passed.leave();
    }
  }

  @Test
  void what_runs_within_requests_does_not_stand_in_the_way_either() {
    Capacity.Places places = capacity.places(9);
    Capacity.Places requests = capacity.places(9);
    Capacity.Place running = enter(places, 60, ONE);

    places.keep(80);

    assertThat(requests.enter(30, FIVE)).isNull();
    running.leave();
    assertThat(places.enterKept(80, FIVE)).isNotNull();
  }

  @Test
  void after_the_job_has_its_room_or_does_not_want_it_none_is_kept() {
    Capacity.Places places = capacity.places(9);
    Capacity.Place running = enter(places, 60, ONE);
    places.keep(80);
    assertThat(places.enterKept(80, FIVE)).isNull();
    assertThat(places.enter(40, FIVE)).isNull();

    places.keep(0);
    enter(places, 40, FIVE).leave();

    places.keep(80);
    running.leave();
    Capacity.Place large = Objects.requireNonNull(places.enterKept(80, FIVE));
    enter(places, 20, DAY);
    large.leave();
    enter(places, 80, DAY);
  }

  @Test
  void room_that_there_will_never_be_is_not_kept() {
    Capacity.Places places = capacity.places(1);
    enter(places, 50, ONE);

    assertThat(places.lacksMemory(101)).isFalse();
    assertThat(places.lacksMemory(100)).as("it lacks a place").isFalse();
    assertThat(capacity.places(1).lacksMemory(100)).isTrue();
    assertThat(capacity.places(1).lacksMemory(50)).isFalse();
    assertThatThrownBy(() -> places.keep(101)).isInstanceOf(IllegalArgumentException.class);
  }

  /** Jobs of any size and time come without end, and end when they like, but in their time. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void a_large_job_begins_when_those_that_ran_before_it_are_over_at_the_latest(long seed) {
    Random random = new Random(seed);
    Capacity.Places places = capacity.places(1_000);
    Map<Capacity.Place, Long> running = new HashMap<>();
    for (int i = 0; i < 200; i++) {
      come(places, running, random);
    }
    long large = 60L + random.nextInt(41);
    long latest = nanos;
    for (long over : running.values()) {
      latest = over - latest > 0 ? over : latest;
    }
    places.keep(large);

    Capacity.@Nullable Place begun = null;
    while (begun == null) {
      assertThat(nanos - latest).as("seed %d: too late", seed).isNotPositive();
      nanos += random.nextInt(5);
      for (Map.Entry<Capacity.Place, Long> each : new ArrayList<>(running.entrySet())) {
        if (each.getValue() - nanos <= 0 || random.nextInt(50) == 0) {
          each.getKey().leave();
          running.remove(each.getKey());
        }
      }
      begun = places.enterKept(large, DAY);
      for (int i = 0; begun == null && i < 20; i++) {
        come(places, running, random);
      }
    }
    assertThat(capacity.reservedMemory()).isLessThanOrEqualTo(100);
  }

  private void come(Capacity.Places places, Map<Capacity.Place, Long> running, Random random) {
    long time = random.nextInt(1_000);
    Capacity.Place place = places.enter(1 + random.nextInt(30), Duration.ofNanos(time));
    if (place != null) {
      running.put(place, nanos + time);
    }
  }

  private static Capacity.Place enter(Capacity.Places places, long memory, Duration wallTime) {
    Capacity.Place place = places.enter(memory, wallTime);
    assertThat(place).as("%d for %s", memory, wallTime).isNotNull();
    return Objects.requireNonNull(place);
  }
}
