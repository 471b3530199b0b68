package dev.tidegate.job.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.job.Capacity;
import dev.tidegate.job.ClaimedJob;
import dev.tidegate.job.Drain;
import dev.tidegate.job.JobStore;
import dev.tidegate.job.NodeId;
import dev.tidegate.job.StoreUnavailableException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ClaimsTest {

  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

  private final Bell bell = new Bell();
  private final AtomicInteger rings = new AtomicInteger();
  private final Drain drain = new Drain();
  private final Capacity.Places places = new Capacity(100).places(3, bell::ring);

  @Test
  void room_that_was_taken_for_a_claim_that_failed_is_given_back() {
    Claims claims =
        claims(room -> {
          assertThat(room.take(40)).isTrue();
          assertThat(room.take(40)).isTrue();
          room.giveBack(40);
          throw new StoreUnavailableException("away", new IllegalStateException("away"));
        });

    assertThatThrownBy(() -> claims.claim(NOW, 10)).isInstanceOf(StoreUnavailableException.class);

    assertThat(places.taken()).isZero();
    assertThat(places.enter(100)).isTrue();
  }

  @Test
  void what_there_was_no_room_for_is_looked_for_again_when_there_is() {
    bell.hang(rings::incrementAndGet);
    assertThat(places.enter(80)).isTrue();
    Claims claims =
        claims(room -> {
          assertThat(room.take(40)).isFalse();
          return List.of();
        });

    assertThat(claims.claim(NOW, 10)).isEmpty();
    assertThat(rings).hasValue(0);
    places.leave(80);

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
          assertThat(room.take(1)).isFalse();
          return List.of();
        });

    assertThat(claims.claim(NOW, 10)).isEmpty();
    assertThat(places.taken()).isZero();
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
        job -> {
          throw new AssertionError("claimed " + job);
        },
        List.of(),
        bell,
        5);
  }
}
