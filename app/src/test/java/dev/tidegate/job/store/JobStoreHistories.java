package dev.tidegate.job.store;

import static dev.tidegate.job.store.SampleJobs.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.job.Acceptance;
import dev.tidegate.job.AttemptEnding;
import dev.tidegate.job.Cancellation;
import dev.tidegate.job.ClaimedJob;
import dev.tidegate.job.Deletion;
import dev.tidegate.job.JobDocument;
import dev.tidegate.job.JobId;
import dev.tidegate.job.JobQuery;
import dev.tidegate.job.JobState;
import dev.tidegate.job.JobStore;
import dev.tidegate.job.NewJob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Random histories of a store, beside the simplest model of one: what the store answers, and what
 * it lists after each step, must be what the model says.
 */
final class JobStoreHistories {

  private static final List<String> ACTORS = List.of("alice", "bob", "carol");
  private static final List<String> NODES = List.of("node-1", "node-2");
  private static final int STEPS = 150;

  private final TemporaryStore store;
  private final JobStore jobs;
  private final Random random;
  private final Map<String, Known> model = new TreeMap<>();
  private Instant now = NOW;

  JobStoreHistories(TemporaryStore store, long seed) {
    this.store = store;
    jobs = store.jobs();
    random = new Random(seed);
  }

  /** A job as the model has it. */
  private static final class Known {
    private final NewJob job;
    private JobState state = JobState.QUEUED;
    private int attempt = 1;
    private Instant due;
    private @Nullable ClaimedJob claim;
    private @Nullable String node;
    private boolean cancel;
    private int lines;
    private int events = 1;
    private @Nullable Instant ended;

    private Known(NewJob job) {
      this.job = job;
      due = job.createdAt();
    }

    private boolean endedBefore(Instant time) {
      return ended != null && ended.isBefore(time);
    }

    private void become(JobState next) {
      state = next;
      events++;
    }

    private void end(JobState how, Instant at) {
      become(how);
      ended = at;
    }

    private void again(JobState otherwise, Instant at, Instant next) {
      if (cancel) {
        end(JobState.CANCELLED, at);
      } else if (attempt < job.retry().maxAttempts()) {
        attempt++;
        due = next;
        node = null;
        become(JobState.QUEUED);
      } else {
        end(otherwise, at);
      }
    }
  }

  void run() {
    for (int step = 0; step < STEPS; step++) {
      now = now.plusMillis(random.nextInt(1_000));
      switch (random.nextInt(10)) {
        case 0, 1, 2 -> accept();
        case 3, 4 -> claim();
        case 5 -> append();
        case 6 -> end();
        case 7 -> cancel();
        case 8 -> recover();
        default -> {
          if (random.nextInt(4) == 0) {
            forget();
          } else {
            delete();
          }
        }
      }
      compare();
    }
  }

  private void accept() {
    NewJob job =
        SampleJobs.of(one(ACTORS))
            .priority(random.nextInt(3) - 1)
            .attempts(1 + random.nextInt(3), Duration.ofMillis(random.nextInt(2_000)))
            .created(now)
            .make();
    assertThat(JobStoreContract.await(jobs.accept(job))).isInstanceOf(Acceptance.Accepted.class);
    model.put(job.id().toString(), new Known(job));
  }

  private void claim() {
    String node = one(NODES);
    int most = 1 + random.nextInt(4);
    List<Known> ready =
        model.values().stream()
            .filter(known -> known.state == JobState.QUEUED && !known.due.isAfter(now))
            .toList();

    List<ClaimedJob> claimed =
        jobs.claim(node, now, most, new JobStoreContract.LimitedRoom(Long.MAX_VALUE));

    assertThat(claimed).hasSize(Math.min(most, ready.size()));
    for (ClaimedJob job : claimed) {
      Known known = known(job.id());
      assertThat(ready).contains(known);
      assertThat(job.attempt()).isEqualTo(known.attempt);
      assertThat(job.lastLogSeq()).isEqualTo(known.lines);
      assertThat(before(known)).isEmpty();
      known.become(JobState.RUNNING);
      known.node = node;
      known.claim = job;
    }
  }

  /** Those of the same actor that must go first. */
  private List<Known> before(Known known) {
    Comparator<Known> order =
        Comparator.comparingInt((Known each) -> -each.job.priority())
            .thenComparing(each -> each.due)
            .thenComparing(each -> each.job.id().toString());
    return model.values().stream()
        .filter(other -> actor(other).equals(actor(known)))
        .filter(other -> other.state == JobState.QUEUED && !other.due.isAfter(now))
        .filter(other -> order.compare(other, known) < 0)
        .toList();
  }

  private void append() {
    Known known = any();
    if (known != null) {
      int attempt = known.attempt - random.nextInt(2);
      String node = one(NODES);
      boolean its = runs(known, attempt, node);
      assertThat(
              JobStoreContract.await(
                  jobs.append(
                      known.job.id(),
                      attempt,
                      node,
                      List.of(SampleJobs.line(known.lines + 1, "x"), SampleJobs.connection("x")))))
          .isEqualTo(its);
      if (its) {
        known.lines++;
        known.events += 2;
      }
    }
  }

  private void end() {
    Known known = any();
    if (known == null) {
      return;
    }
    int attempt = known.attempt - random.nextInt(2);
    String node = one(NODES);
    boolean its = runs(known, attempt, node);
    boolean repeated = known.state.ended() && known.attempt == attempt && node.equals(known.node);
    Instant due = now.plusMillis(random.nextInt(2_000));
    boolean retry = random.nextBoolean();
    AttemptEnding ending = retry ? SampleJobs.again(now, due) : SampleJobs.succeeded(now);
    Optional<JobState> state =
        JobStoreContract.await(jobs.end(known.job.id(), attempt, node, List.of(), ending));
    if (its) {
      if (retry) {
        known.again(JobState.FAILED, now, due);
      } else {
        known.end(known.cancel ? JobState.CANCELLED : JobState.SUCCEEDED, now);
      }
    }
    assertThat(state).isEqualTo(its || repeated ? Optional.of(known.state) : Optional.empty());
  }

  private void cancel() {
    Known known = any();
    if (known == null) {
      return;
    }
    Cancellation expected =
        switch (known.state) {
          case QUEUED -> Cancellation.CANCELLED;
          case RUNNING -> Cancellation.REQUESTED;
          case SUCCEEDED, FAILED, CANCELLED -> Cancellation.ENDED;
        };
    assertThat(JobStoreContract.await(jobs.cancel(known.job.id(), now))).isEqualTo(expected);
    if (known.state == JobState.QUEUED) {
      known.end(JobState.CANCELLED, now);
    } else {
      known.cancel = true;
    }
  }

  private void recover() {
    Known known = any();
    if (known == null || known.claim == null) {
      return;
    }
    String node = one(NODES);
    boolean its = known.state == JobState.RUNNING && node.equals(known.node);
    jobs.recover(known.job.id(), node, known.claim.lease(), now);
    if (its) {
      known.again(JobState.FAILED, now, now.plus(known.job.retry().waitAfter(known.attempt)));
      known.node = null;
    }
  }

  private void delete() {
    Known known = any();
    if (known != null) {
      boolean ended = known.state.ended();
      assertThat(JobStoreContract.await(jobs.delete(known.job.id())))
          .isEqualTo(ended ? Deletion.DELETED : Deletion.ACTIVE);
      if (ended) {
        model.remove(known.job.id().toString());
      }
    }
  }

  private void forget() {
    Instant before = now.minusMillis(random.nextInt(5_000));
    List<String> old =
        model.entrySet().stream()
            .filter(entry -> entry.getValue().endedBefore(before))
            .map(Map.Entry::getKey)
            .toList();
    assertThat(JobStoreContract.await(jobs.forget(before, 1_000))).isEqualTo(old.size());
    old.forEach(model::remove);
  }

  private void compare() {
    List<JobDocument> listed =
        JobStoreContract.await(jobs.list(new JobQuery(null, null, null, Map.of(), null, STEPS)))
            .jobs();
    assertThat(listed.reversed())
        .extracting(job -> job.id() + " " + job.state() + " " + job.attempt())
        .containsExactlyElementsOf(
            model.values().stream()
                .map(known -> known.job.id() + " " + known.state + " " + known.attempt)
                .toList());
    Known some = any();
    if (some != null) {
      assertThat(JobStoreContract.await(jobs.events(some.job.id(), 0, 1_000)))
          .hasSize(some.events)
          .extracting(event -> event.seq())
          .isSorted()
          .endsWith((long) some.events);
      assertThat(store.queued(some.job.id())).isNotEqualTo(some.state.ended());
    }
  }

  private static boolean runs(Known known, int attempt, String node) {
    return known.state == JobState.RUNNING && known.attempt == attempt && node.equals(known.node);
  }

  private Known known(JobId id) {
    Known known = model.get(id.toString());
    return Objects.requireNonNull(known, "claimed jobs are known");
  }

  private @Nullable Known any() {
    List<Known> all = new ArrayList<>(model.values());
    return all.isEmpty() ? null : one(all);
  }

  private <T> T one(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  private static String actor(Known known) {
    return known.job.submission().actor().id();
  }
}
