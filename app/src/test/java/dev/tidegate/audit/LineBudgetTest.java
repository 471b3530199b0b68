package dev.tidegate.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.audit.AuditEvent.Omitted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LineBudgetTest {

  private static final Instant START = Instant.parse("2026-11-28T10:00:00Z");

  private final List<Omitted> omitted = Collections.synchronizedList(new ArrayList<>());
  private Instant now = START;
  private final LineBudget budget = new LineBudget(3, () -> now, omitted::add);

  private long taken(String job, boolean allows, int times) {
    long taken = 0;
    for (int i = 0; i < times; i++) {
      taken += budget.take(job, "ann", allows, now) ? 1 : 0;
    }
    return taken;
  }

  @Test
  void what_allows_and_what_refuses_count_apart_and_each_job_for_itself() {
    assertThat(taken("a", true, 10)).isEqualTo(3);
    assertThat(taken("a", false, 10)).isEqualTo(3);
    assertThat(taken("b", false, 2)).isEqualTo(2);
    assertThat(taken("", false, 5)).isEqualTo(3);
    assertThat(omitted).isEmpty();
  }

  @Test
  void the_next_minute_begins_with_how_much_the_last_one_left_out() {
    taken("a", true, 10);
    taken("a", false, 4);
    now = START.plusSeconds(60);

    assertThat(taken("a", true, 10)).isEqualTo(3);

    assertThat(omitted).containsExactly(new Omitted(now, "a", "ann", 7, 1));
  }

  @Test
  void whoever_is_silent_is_swept_with_what_was_left_out() {
    taken("a", true, 5);
    taken("", false, 4);
    taken("within", true, 2);

    budget.sweep();
    assertThat(omitted).isEmpty();

    now = START.plusSeconds(60);
    budget.sweep();
    budget.sweep();

    assertThat(omitted)
        .containsExactlyInAnyOrder(
            new Omitted(now, "a", "ann", 2, 0), new Omitted(now, null, "ann", 0, 1));
  }

  @Test
  void at_the_end_nothing_is_forgotten() {
    taken("a", true, 5);

    budget.close();

    assertThat(omitted).containsExactly(new Omitted(now, "a", "ann", 2, 0));
  }

  @Test
  void every_decision_gets_a_line_or_is_counted_whoever_sweeps_meanwhile() throws Exception {
    AtomicLong second = new AtomicLong();
    LineBudget shared = new LineBudget(3, () -> START.plusSeconds(second.get()), omitted::add);
    int each = 20_000;
    long taken = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Callable<Long>> work = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        work.add(() -> {
          long lines = 0;
          for (int n = 0; n < each; n++) {
            lines +=
                shared.take("a", "ann", true, START.plusSeconds(second.incrementAndGet())) ? 1 : 0;
          }
          return lines;
        });
      }
      work.add(() -> {
        for (int n = 0; n < each; n++) {
          shared.sweep();
        }
        return 0L;
      });
      for (Future<Long> lines : threads.invokeAll(work)) {
        taken += lines.get();
      }
    }
    shared.close();

    long left = omitted.stream().mapToLong(Omitted::allowed).sum();
    assertThat(taken + left).isEqualTo(3L * each);
    assertThat(left).isPositive();
  }
}
