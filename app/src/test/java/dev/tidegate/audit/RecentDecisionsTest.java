package dev.tidegate.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.audit.AuditedDecision.Shadow;
import dev.tidegate.audit.AuditedDecision.Verdict;
import dev.tidegate.audit.RecentDecisions.Filter;
import dev.tidegate.audit.RecentDecisions.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentDecisionsTest {

  private static final Instant START = Instant.parse("2026-11-28T10:00:00Z");
  private static final Filter ALL = new Filter(null, null, null, null, null, null);

  private Instant now = START;
  private final RecentDecisions recent = new RecentDecisions(5, Duration.ofHours(1), () -> now);

  private AuditedDecision decision(String job, Verdict verdict, List<String> policies) {
    return new AuditedDecision(
        now, job, "ann", "env.get", "HOME", verdict, policies, "r1", null, List.of());
  }

  private void add(int from, int to) {
    IntStream.rangeClosed(from, to)
        .forEach(i -> recent.add(decision("job-" + i, Verdict.ALLOW, List.of("app:a"))));
  }

  private static List<String> jobs(Page page) {
    return page.decisions().stream().map(AuditedDecision::job).toList();
  }

  @Test
  void gives_the_newest_first_and_forgets_the_oldest() {
    add(1, 7);

    assertThat(jobs(recent.page(ALL, Long.MAX_VALUE, 100)))
        .containsExactly("job-7", "job-6", "job-5", "job-4", "job-3");
  }

  @Test
  void pages_go_on_where_the_last_one_ended_whatever_comes_meanwhile() {
    add(1, 5);
    Page first = recent.page(ALL, Long.MAX_VALUE, 2);
    add(6, 6);

    Page second = recent.page(ALL, Objects.requireNonNull(first.next()), 2);

    assertThat(jobs(first)).containsExactly("job-5", "job-4");
    assertThat(jobs(second)).containsExactly("job-3", "job-2");
    assertThat(second.next()).isNull();
  }

  @Test
  void there_is_no_next_page_where_nothing_more_fits() {
    add(1, 3);
    recent.add(decision("other", Verdict.DENY, List.of()));

    assertThat(recent.page(ALL, Long.MAX_VALUE, 4).next()).isNull();
    assertThat(recent.page(deny(), Long.MAX_VALUE, 1).next()).isNull();
  }

  private static Filter deny() {
    return new Filter(null, null, Verdict.DENY, null, null, null);
  }

  @Test
  void forgets_what_is_too_old_also_while_nothing_comes() {
    add(1, 2);
    now = START.plus(Duration.ofMinutes(30));
    add(3, 3);

    now = START.plus(Duration.ofMinutes(61));

    assertThat(jobs(recent.page(ALL, Long.MAX_VALUE, 100))).containsExactly("job-3");
  }

  @Test
  void keeps_nothing_where_it_may_keep_nothing() {
    RecentDecisions none = new RecentDecisions(0, Duration.ofHours(1), () -> now);

    none.add(decision("job", Verdict.ALLOW, List.of()));

    assertThat(none.page(ALL, Long.MAX_VALUE, 10).decisions()).isEmpty();
  }

  @Test
  void finds_by_everything_that_can_be_asked_for() {
    recent.add(decision("job-1", Verdict.ALLOW, List.of("app:a")));
    now = now.plusSeconds(10);
    recent.add(
        new AuditedDecision(
            now,
            "job-2",
            "bob",
            "secret.use",
            "key",
            Verdict.DENY,
            List.of("app:b"),
            "r1",
            new Shadow(Verdict.DENY, List.of("app:shadow")),
            List.of(new AuditedDecision.Failure("app:broken", "deny", "why"))));

    assertThat(found(new Filter("bob", null, null, null, null, null))).containsExactly("job-2");
    assertThat(found(new Filter(null, "job-1", null, null, null, null))).containsExactly("job-1");
    assertThat(found(deny())).containsExactly("job-2");
    assertThat(found(new Filter(null, null, null, "env.get", null, null))).containsExactly("job-1");
    assertThat(found(new Filter(null, null, null, null, "app:a", null))).containsExactly("job-1");
    assertThat(found(new Filter(null, null, null, null, "app:shadow", null)))
        .containsExactly("job-2");
    assertThat(found(new Filter(null, null, null, null, "app:broken", null)))
        .containsExactly("job-2");
    assertThat(found(new Filter(null, null, null, null, null, now))).containsExactly("job-2");
    assertThat(found(new Filter("bob", "job-1", null, null, null, null))).isEmpty();
  }

  private List<String> found(Filter filter) {
    return jobs(recent.page(filter, Long.MAX_VALUE, 10));
  }

  @Test
  void many_may_add_and_ask_at_the_same_time() throws Exception {
    RecentDecisions shared = new RecentDecisions(100, Duration.ofHours(1), () -> now);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Callable<Integer>> work = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        work.add(() -> {
          int most = 0;
          for (int n = 0; n < 2_000; n++) {
            shared.add(decision("job", Verdict.ALLOW, List.of()));
            most = Math.max(most, shared.page(ALL, Long.MAX_VALUE, 1_000).decisions().size());
          }
          return most;
        });
      }
      for (Future<Integer> most : threads.invokeAll(work)) {
        assertThat(most.get()).isEqualTo(100);
      }
    }
    assertThat(shared.page(ALL, 8_001, 1).decisions()).hasSize(1);
    assertThat(shared.page(ALL, 7_901, 1).decisions()).isEmpty();
  }
}
