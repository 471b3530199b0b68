package dev.tidegate.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FairLookUpsTest {

  private final List<String> done = new CopyOnWriteArrayList<>();
  private final CountDownLatch answer = new CountDownLatch(1);
  private FairLookUps lookUps = new FairLookUps(4, 100, 2);

  @AfterEach
  void close() {
    answer.countDown();
    lookUps.close();
  }

  /** A look-up that ends when the name servers answer. */
  private Runnable slow(String name) {
    return () -> {
      try {
        if (!answer.await(20, TimeUnit.SECONDS)) {
          throw new AssertionError("no answer");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      done.add(name);
    };
  }

  @Test
  void an_actor_whose_names_take_long_leaves_threads_to_the_others() {
    for (int i = 0; i < 10; i++) {
      lookUps.run("slow", slow("slow"));
    }
    await().until(() -> lookUps.active() == 2);

    for (int i = 0; i < 5; i++) {
      lookUps.run("other", () -> done.add("other"));
    }

    await().until(() -> done.size() == 5);
    assertThat(done).containsOnly("other");
    assertThat(lookUps.active()).isEqualTo(2);
    assertThat(lookUps.waiting()).isEqualTo(8);
    answer.countDown();
    await().until(() -> done.size() == 15);
    await().until(() -> lookUps.active() == 0);
    assertThat(lookUps.waiting()).isZero();
  }

  @Test
  void actors_take_turns() {
    lookUps.close();
    lookUps = new FairLookUps(1, 100, 1);
    lookUps.run("first", slow("blocker"));
    await().until(() -> lookUps.active() == 1);
    for (int i = 1; i <= 3; i++) {
      String name = "a" + i;
      lookUps.run("a", () -> done.add(name));
    }
    lookUps.run("b", () -> done.add("b1"));
    lookUps.run("c", () -> done.add("c1"));

    answer.countDown();

    await().until(() -> done.size() == 6);
    assertThat(done).containsExactly("blocker", "a1", "b1", "c1", "a2", "a3");
  }

  @Test
  void what_exceeds_the_queue_is_refused_at_once() {
    lookUps.close();
    lookUps = new FairLookUps(1, 2, 1);
    lookUps.run("a", slow("a"));
    await().until(() -> lookUps.active() == 1);
    lookUps.run("a", slow("a"));
    lookUps.run("b", slow("b"));

    assertThatThrownBy(() -> lookUps.run("c", slow("c")))
        .isInstanceOf(RejectedExecutionException.class);

    assertThat(lookUps.waiting()).isEqualTo(2);
    answer.countDown();
    await().until(() -> done.size() == 3);
    assertThat(done).containsExactly("a", "a", "b");
  }
}
