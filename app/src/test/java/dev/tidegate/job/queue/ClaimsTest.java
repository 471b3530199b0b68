package dev.tidegate.job.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.job.Capacity;
import dev.tidegate.job.ClaimedJob;
import dev.tidegate.job.Drain;
import dev.tidegate.job.JobId;
import dev.tidegate.job.JobStore;
import dev.tidegate.job.NodeId;
import dev.tidegate.job.StoreUnavailableException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClaimsTest {

  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

  private static final Duration WALL_TIME = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final JobId ONE = JobId.at(NOW, new Random(1));
  private static final JobId OTHER = JobId.at(NOW, new Random(2));

  private final Bell bell = new Bell();
  private final AtomicInteger rings = new AtomicInteger();
  private final Drain drain = new Drain();
  private final Capacity.Places places = new Capacity(100).places(3, bell::ring);

  @Test
  void room_that_was_taken_for_a_claim_that_failed_is_given_back() {
    Claims claims =
        claims(room -> {
          assertThat(room.take(ONE, 40, WALL_TIME)).isTrue();
          assertThat(room.take(OTHER, 40, WALL_TIME)).isTrue();
          room.giveBack(ONE);
          throw new StoreUnavailableException("away", new IllegalStateException("away"));
        });

    assertThatThrownBy(() -> claims.claim(NOW, 10)).isInstanceOf(StoreUnavailableException.class);

    assertThat(places.taken()).isZero();
    assertThat(places.enter(100, WALL_TIME)).isNotNull();
  }

  @Test
  void what_there_was_no_room_for_is_looked_for_again_when_there_is() {
    bell.hang(rings::incrementAndGet);
    Capacity.Place running = enter(80);
    Claims claims =
        claims(room -> {
          assertThat(room.take(ONE, 40, WALL_TIME)).isFalse();
          return List.of();
        });

    assertThat(claims.claim(NOW, 10)).isEmpty();
    assertThat(rings).hasValue(0);
    running.leave();

    assertThat(rings).hasValue(1);
  }

  @Test
  void nothing_is_claimed_while_the_node_is_emptied() throws InterruptedException {
    Claims claims =
        claims(_ -> {
          throw new AssertionError("asked the store");
        });
    drain.begin();

    assertThat(claims.claim(NOW, 10)).isEmpty();
    assertThat(claims.settle(Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void a_claim_that_is_under_way_when_emptying_begins_takes_nothing_more() {
    Claims claims =
        claims(room -> {
          drain.begin();
          assertThat(room.take(ONE, 1, WALL_TIME)).isFalse();
          return List.of();
        });

    assertThat(claims.claim(NOW, 10)).isEmpty();
    assertThat(places.taken()).isZero();
  }

  @Test
  void a_job_that_others_have_passed_for_long_enough_has_room_kept_for_it() {
    Capacity.Place running = enter(60);
    Claims claims =
        claims(room -> {
          assertThat(room.take(ONE, 70, WALL_TIME)).isFalse();
          return List.of();
        });

    assertThat(claims.claim(NOW, 10)).isEmpty();
    assertThat(claims.claim(NOW.plus(PATIENCE).minusMillis(1), 10)).isEmpty();
    enter(40).leave();
    assertThat(claims.claim(NOW.plus(PATIENCE), 10)).isEmpty();
    assertThat(places.enter(40, WALL_TIME)).isNull();

    running.leave();
    assertThat(places.enterKept(70, WALL_TIME)).isNotNull();
  }

  @Test
  void the_first_job_that_there_is_not_enough_memory_for_is_the_one_that_is_waited_for() {
    enter(60);
    List<@Nullable JobId> awaited = new ArrayList<>();
    Claims claims =
        claims(room -> {
          awaited.add(room.awaited());
          assertThat(room.take(ONE, 101, WALL_TIME)).as("too large for the node").isFalse();
          assertThat(room.take(OTHER, 50, WALL_TIME)).isFalse();
          assertThat(room.take(ONE, 60, WALL_TIME)).isFalse();
          return List.of();
        });

    assertThat(claims.claim(NOW, 10)).isEmpty();
    assertThat(claims.claim(NOW, 10)).isEmpty();

    assertThat(awaited).containsExactly(null, OTHER);
  }

  @Test
  void a_job_that_waits_for_a_place_and_not_for_memory_has_nothing_kept() {
    for (int i = 0; i < 3; i++) {
      enter(1);
    }
    Claims claims =
        claims(room -> {
          assertThat(room.awaited()).isNull();
          assertThat(room.take(ONE, 99, WALL_TIME)).isFalse();
          return List.of();
        });

    assertThat(claims.claim(NOW, 10)).isEmpty();
    assertThat(claims.claim(NOW.plus(PATIENCE), 10)).isEmpty();
  }

  @Test
  void nothing_is_kept_any_more_for_a_job_that_does_not_want_it() {
    Capacity.Place running = enter(60);
    Claims claims =
        claims(room -> {
          if (room.awaited() == null) {
            assertThat(room.take(ONE, 70, WALL_TIME)).isFalse();
          } else {
            room.awaitNoMore();
          }
          return List.of();
        });
    assertThat(claims.claim(NOW, 10)).isEmpty();

    assertThat(claims.claim(NOW.plus(PATIENCE), 10)).isEmpty();

    enter(40).leave();
    running.leave();
  }

  @Test
  void a_job_that_had_its_room_in_a_claim_that_failed_has_it_kept_in_the_next() {
    Capacity.Place running = enter(60);
    AtomicInteger claim = new AtomicInteger();
    Claims claims =
        claims(room ->
            switch (claim.incrementAndGet()) {
              case 1 -> {
                assertThat(room.take(ONE, 70, WALL_TIME)).isFalse();
                yield List.of();
              }
              case 2 -> {
                assertThat(room.take(ONE, 70, WALL_TIME)).isTrue();
                assertThat(room.awaited()).isNull();
                throw new StoreUnavailableException("away", new IllegalStateException("away"));
              }
              default -> {
                assertThat(room.awaited()).isEqualTo(ONE);
                assertThat(room.take(OTHER, 40, WALL_TIME)).isFalse();
                yield List.of();
              }
            });
    assertThat(claims.claim(NOW, 10)).isEmpty();
    running.leave();

    assertThatThrownBy(() -> claims.claim(NOW.plus(PATIENCE), 10))
        .isInstanceOf(StoreUnavailableException.class);

    assertThat(claims.claim(NOW.plus(PATIENCE), 10)).isEmpty();
    assertThat(claim).hasValue(3);
  }

  private Capacity.Place enter(long memory) {
    Capacity.Place place = places.enter(memory, WALL_TIME);
    assertThat(place).isNotNull();
    return Objects.requireNonNull(place);
  }

  private Claims claims(Function<JobStore.Room, List<ClaimedJob>> claim) {
    JobStore store =
        (JobStore)
            Proxy.newProxyInstance(
                JobStore.class.getClassLoader(),
                new Class<?>[] {JobStore.class},
                (_, method, arguments) -> {
                  assertThat(method.getName()).isEqualTo("claim");
                  assertThat(arguments[2]).as("no more than a batch").isEqualTo(5);
                  return claim.apply((JobStore.Room) arguments[3]);
                });
    return new Claims(
        store,
        new NodeId("here"),
        places,
        drain,
        (job, _) -> {
          throw new AssertionError("claimed " + job);
        },
        List.of(),
        bell,
        5,
        PATIENCE);
  }
}
