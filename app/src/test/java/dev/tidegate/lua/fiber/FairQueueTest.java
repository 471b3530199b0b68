package dev.tidegate.lua.fiber;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class FairQueueTest {

  private final FairQueue queue = new FairQueue();
  private final List<String> served = new ArrayList<>();

  private void add(String group, String name) {
    queue.add(group, () -> served.add(name));
  }

  private List<String> serve(int count) {
    served.clear();
    for (int i = 0; i < count; i++) {
      Runnable slice = queue.poll();
      Objects.requireNonNull(slice).run();
    }
    return served;
  }

  @Test
  void keeps_the_order_within_a_group() {
    add("a", "1");
    add("a", "2");
    add("a", "3");

    assertThat(queue.size()).isEqualTo(3);
    assertThat(serve(3)).containsExactly("1", "2", "3");
    assertThat(queue.size()).isZero();
    assertThat(queue.poll()).isNull();
  }

  @Test
  void groups_take_turns() {
    add("a", "a1");
    add("a", "a2");
    add("a", "a3");
    add("b", "b1");
    add("b", "b2");
    add("c", "c1");

    assertThat(serve(6)).containsExactly("a1", "b1", "c1", "a2", "b2", "a3");
  }

  @Test
  void a_new_group_waits_for_one_slice_of_each_other_group() {
    for (int group = 0; group < 10; group++) {
      for (int i = 0; i < 100; i++) {
        add("g" + group, "g" + group);
      }
    }
    serve(25);
    add("late", "late");

    assertThat(serve(11)).doesNotHaveDuplicates().endsWith("late");
  }

  @Test
  void a_group_that_floods_delays_another_by_one_slice() {
    for (int i = 0; i < 1000; i++) {
      add("flood", "flood");
    }
    serve(500);
    add("other", "other");

    assertThat(serve(2)).containsExactly("flood", "other");
  }

  @Test
  void a_group_that_comes_back_at_once_does_not_overtake() {
    add("a", "a");
    add("b", "b");
    assertThat(serve(1)).containsExactly("a");
    add("a", "a again");

    assertThat(serve(2)).containsExactly("b", "a again");
  }

  @Test
  void a_million_groups_leave_nothing() {
    List<WeakReference<String>> names = new ArrayList<>();
    for (int i = 0; i < 1_000_000; i++) {
      String name = "actor-" + i;
      queue.add(name, () -> {});
      if (i % 100_000 == 0) {
        names.add(new WeakReference<>(name));
      }
    }
    assertThat(queue.size()).isEqualTo(1_000_000);
    for (int i = 0; i < 1_000_000; i++) {
      queue.poll();
    }

    assertThat(queue.size()).isZero();
    assertThat(queue.groupsHeld()).isZero();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> {
          System.gc();
          assertThat(names).allMatch(name -> name.get() == null);
        });
  }
}
