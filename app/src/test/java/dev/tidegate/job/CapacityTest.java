package dev.tidegate.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CapacityTest {

  private final Capacity capacity = new Capacity(100);
  private final AtomicInteger told = new AtomicInteger();

  @Test
  void jobs_of_all_sorts_share_the_memory_and_each_sort_has_its_places() {
    Capacity.Places some = capacity.places(1);
    Capacity.Places others = capacity.places(5);

    assertThat(some.enter(60)).isTrue();
    assertThat(some.enter(10)).isFalse();
    assertThat(others.enter(50)).isFalse();
    assertThat(others.enter(40)).isTrue();
    assertThat(capacity.reservedMemory()).isEqualTo(100);

    some.leave(60);
    assertThat(some.taken()).isZero();
    assertThat(others.enter(60)).isTrue();
  }

  @Test
  void who_was_refused_is_told_once_when_there_is_room_again_wherever_it_comes_from() {
    Capacity.Places waiting = capacity.places(5, told::incrementAndGet);
    Capacity.Places others = capacity.places(5);
    assertThat(others.enter(70)).isTrue();
    assertThat(others.enter(30)).isTrue();

    assertThat(waiting.enter(40)).isFalse();
    assertThat(told).hasValue(0);
    others.leave(70);
    others.leave(30);

    assertThat(told).hasValue(1);
  }

  @Test
  void who_was_not_refused_is_told_nothing() {
    Capacity.Places waiting = capacity.places(1, told::incrementAndGet);
    assertThat(waiting.enter(10)).isTrue();

    waiting.leave(10);

    assertThat(told).hasValue(0);
  }
}
