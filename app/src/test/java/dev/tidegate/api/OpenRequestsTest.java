package dev.tidegate.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidegate.api.OpenRequestListener.End;
import dev.tidegate.api.OpenRequestListener.Kind;
import dev.tidegate.api.OpenRequestListener.Limit;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;

class OpenRequestsTest {

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final OpenRequests open =
      new OpenRequests(2, 3, Duration.ofNanos(1), List.of(new Recorder()), Schedulers.parallel());

  private final class Recorder implements OpenRequestListener {

    @Override
    public void opened(Kind kind) {
      heard.add("opened " + kind);
    }

    @Override
    public void closed(Kind kind, End end) {
      heard.add("closed " + kind + " " + end);
    }

    @Override
    public void refused(Kind kind, Limit limit) {
      heard.add("refused " + kind + " " + limit);
    }
  }

  @Test
  void an_actor_has_so_many_places_and_gets_them_back() {
    OpenRequests.Place first = entered("alice");
    entered("alice");

    assertThat(enter("alice")).isEqualTo(new OpenRequests.Entry.Full(Limit.ACTOR));
    first.close();
    first.close();
    entered("alice");
    assertThat(enter("alice")).isEqualTo(new OpenRequests.Entry.Full(Limit.ACTOR));
    assertThat(open.count()).isEqualTo(2);
    assertThat(heard)
        .containsExactly(
            "opened EVENTS",
            "opened EVENTS",
            "refused EVENTS ACTOR",
            "closed EVENTS GONE",
            "opened EVENTS",
            "refused EVENTS ACTOR");
  }

  @Test
  void all_actors_together_have_so_many_places() {
    entered("alice");
    OpenRequests.Place bobs = entered("bob");
    entered("carol");

    assertThat(enter("dave")).isEqualTo(new OpenRequests.Entry.Full(Limit.NODE));
    bobs.close();
    entered("dave");
  }

  @Test
  void the_end_rings_for_those_that_are_in_and_lets_nobody_in() throws InterruptedException {
    Bell bell = new Bell(Schedulers.parallel());
    bell.arm();
    OpenRequests.Place place = open.tryEnter(Kind.WAIT, "alice", bell).orElseThrow();
    assertThat(place.isOver()).isFalse();

    Thread stopping = Thread.ofVirtual().start(open::stop);

    assertThat(bell.heard(Duration.ofDays(1)).block(Duration.ofSeconds(30))).isTrue();
    assertThat(place.isOver()).isTrue();
    place.endsAs(End.DRAINED);
    place.close();
    stopping.join();
    assertThat(open.tryEnter(Kind.WAIT, "bob", new Bell(Schedulers.parallel()))).isEmpty();
    assertThat(heard).containsExactly("opened WAIT", "closed WAIT DRAINED", "refused WAIT DRAIN");
  }

  @Test
  void who_does_not_take_the_end_is_cut_off() {
    OpenRequests.Place place = entered("alice");
    place.closesBy(place::close);

    open.stop();

    assertThat(open.count()).isZero();
    assertThat(heard).contains("closed EVENTS STALLED");
  }

  @Test
  void who_takes_nothing_for_too_long_is_cut_off() {
    AtomicInteger cuts = new AtomicInteger();
    OpenRequests.Place reads = entered("alice");
    OpenRequests.Place stalls = entered("bob");
    reads.closesBy(cuts::incrementAndGet);
    stalls.closesBy(stalls::close);
    reads.offered();
    stalls.offered();
    reads.taken();

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> {
          open.sweep();
          return open.count() == 1;
        });

    assertThat(cuts).hasValue(0);
    assertThat(heard).contains("closed EVENTS STALLED");
  }

  @Test
  void what_becomes_of_a_connection_that_was_cut_off_is_no_failure() {
    OpenRequests.Place place = entered("alice");
    place.closesBy(() -> place.endsAs(End.FAILED));

    open.stop();
    place.close();

    assertThat(heard).contains("closed EVENTS STALLED");
  }

  private OpenRequests.Place entered(String actor) {
    return ((OpenRequests.Entry.Entered) enter(actor)).place();
  }

  private OpenRequests.Entry enter(String actor) {
    return open.enter(Kind.EVENTS, actor, new Bell(Schedulers.parallel()));
  }
}
