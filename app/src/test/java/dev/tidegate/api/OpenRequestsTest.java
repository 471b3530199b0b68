package dev.tidegate.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;

class OpenRequestsTest {

  private final OpenRequests open = new OpenRequests(2, 3);

  @Test
  void an_actor_has_so_many_places_and_gets_them_back() {
    OpenRequests.Place first = entered("alice");
    entered("alice");

    assertThat(enter("alice")).isEqualTo(new OpenRequests.Entry.Full(OpenRequests.Reached.ACTOR));
    first.close();
    first.close();
    entered("alice");
    assertThat(enter("alice")).isEqualTo(new OpenRequests.Entry.Full(OpenRequests.Reached.ACTOR));
    assertThat(open.count()).isEqualTo(2);
  }

  @Test
  void all_actors_together_have_so_many_places() {
    entered("alice");
    OpenRequests.Place bobs = entered("bob");
    entered("carol");

    assertThat(enter("dave")).isEqualTo(new OpenRequests.Entry.Full(OpenRequests.Reached.NODE));
    bobs.close();
    entered("dave");
  }

  @Test
  void the_end_rings_for_those_that_are_in_and_lets_nobody_in() {
    Bell bell = new Bell(Schedulers.parallel());
    bell.arm();
    OpenRequests.Place place = open.tryEnter("alice", bell).orElseThrow();
    assertThat(place.isOver()).isFalse();

    open.stop();

    assertThat(place.isOver()).isTrue();
    assertThat(bell.heard(Duration.ofDays(1)).block(Duration.ofSeconds(30))).isTrue();
    assertThat(open.tryEnter("bob", new Bell(Schedulers.parallel()))).isEmpty();
  }

  private OpenRequests.Place entered(String actor) {
    return ((OpenRequests.Entry.Entered) enter(actor)).place();
  }

  private OpenRequests.Entry enter(String actor) {
    return open.enter(actor, new Bell(Schedulers.parallel()));
  }
}
