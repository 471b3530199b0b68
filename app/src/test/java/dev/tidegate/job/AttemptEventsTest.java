package dev.tidegate.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lua.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AttemptEventsTest {

  private static final JobId ID = JobId.at(Instant.EPOCH, new Random(1));
  private static final JobEvent.Fresh EVENT =
      new JobEvent.Fresh(Instant.EPOCH, JobEvent.Kind.CONNECTION, 0, Json.of("{}"));

  private final AttemptEvents events = new AttemptEvents();
  private final List<JobEvent.Fresh> heard = new ArrayList<>();

  @Test
  void an_attempt_is_found_from_its_beginning_to_its_end() {
    assertThat(events.of(ID.toString())).isEmpty();

    AttemptEvents.Attempt attempt = events.open(ID, heard::add);
    assertThat(events.of(ID.toString())).contains(attempt);
    attempt.add(EVENT);
    attempt.close();

    assertThat(events.of(ID.toString())).isEmpty();
    attempt.add(EVENT);
    assertThat(heard).containsExactly(EVENT);
  }

  @Test
  void the_end_of_an_attempt_leaves_a_later_one_of_the_same_job_alone() {
    AttemptEvents.Attempt first = events.open(ID, heard::add);
    AttemptEvents.Attempt second = events.open(ID, heard::add);

    first.close();

    assertThat(events.of(ID.toString())).contains(second);
  }

  @Test
  void has_room_for_so_many_events_and_no_more() {
    AttemptEvents.Attempt attempt = events.open(ID, heard::add);

    assertThat(attempt.reserve(AttemptEvents.MOST - 1)).isTrue();
    assertThat(attempt.reserve(2)).isFalse();
    assertThat(attempt.reserve(1)).isTrue();
    assertThat(attempt.reserve(1)).isFalse();
  }
}
