package dev.tidegate.job.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.job.Acceptance;
import dev.tidegate.job.ClaimedJob;
import dev.tidegate.job.JobId;
import dev.tidegate.job.NewJob;
import dev.tidegate.job.StoreUnavailableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a store on a server does, whichever version that is of. */
abstract class PostgresJobStoreContract extends JobStoreContract {

  private final PostgresServer server;
  private final String url;

  PostgresJobStoreContract(PostgresServer server) {
    this.server = server;
    url = server.database();
  }

  @Override
  TemporaryStore open(QueueBounds bounds) {
    return TemporaryStore.at(url, bounds);
  }

  @Override
  Dialect dialect() {
    return Dialect.POSTGRESQL;
  }

  @Override
  String explain() {
    return "explain ";
  }

  @Override
  int planColumn() {
    return 1;
  }

  @Test
  void nodes_that_come_to_an_empty_database_together_make_its_tables_once() {
    String empty = server.emptyDatabase();
    List<CompletableFuture<TemporaryStore>> nodes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      nodes.add(CompletableFuture.supplyAsync(() -> TemporaryStore.at(empty)));
    }

    for (CompletableFuture<TemporaryStore> node : nodes) {
      try (TemporaryStore store = await(node)) {
        assertThat(await(store.jobs().accept(SampleJobs.of("alice").make())))
            .isInstanceOf(Acceptance.Accepted.class);
      }
    }
  }

  @Test
  void nodes_that_claim_at_the_same_time_take_each_job_once() {
    List<CompletionStage<Acceptance>> answers = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      answers.add(jobs().accept(SampleJobs.of("actor-" + i % 7).make()));
    }
    answers.forEach(JobStoreContract::await);
    try (TemporaryStore other = TemporaryStore.at(url)) {
      var one = CompletableFuture.supplyAsync(() -> claimAll(temporary(), "node-1"));
      var two = CompletableFuture.supplyAsync(() -> claimAll(other, "node-2"));
      List<JobId> claimed = new ArrayList<>(await(one));
      claimed.addAll(await(two));

      assertThat(claimed).hasSize(400).doesNotHaveDuplicates();
    }
  }

  @Test
  void nodes_that_accept_under_the_same_key_accept_one_job() {
    try (TemporaryStore other = TemporaryStore.at(url)) {
      Map<String, List<CompletionStage<Acceptance>>> answers = new HashMap<>();
      for (int i = 0; i < 50; i++) {
        String key = "key-" + i;
        answers.put(
            key,
            List.of(
                jobs().accept(SampleJobs.of("alice").key(key, "f").make()),
                other.jobs().accept(SampleJobs.of("alice").key(key, "f").make())));
      }

      answers.forEach((key, both) ->
          assertThat(both.stream().map(JobStoreContract::await))
              .as(key)
              .filteredOn(Acceptance.Accepted.class::isInstance)
              .hasSize(1));
      assertThat(list(query()).jobs()).hasSize(50);
    }
  }

  @Test
  void jobs_are_there_or_not_when_connections_are_cut_amid_all() {
    Map<NewJob, CompletionStage<Boolean>> answers = new HashMap<>();
    for (int i = 0; i < 2_000; i++) {
      NewJob job = SampleJobs.of("alice").label("n", "" + i).make();
      answers.put(job, jobs().accept(job).handle(PostgresJobStoreContract::accepted));
      if (i % 500 == 250) {
        PostgresServer.cutConnections(url);
      }
    }
    answers.values().forEach(JobStoreContract::await);
    Awaitility.await()
        .until(() ->
            await(
                jobs()
                    .accept(SampleJobs.of("bob").make())
                    .handle(PostgresJobStoreContract::accepted)));

    answers.forEach((job, answer) -> {
      boolean there = await(jobs().find(job.id())).isPresent();
      if (await(answer)) {
        assertThat(there).isTrue();
      }
      assertThat(temporary().queued(job.id())).isEqualTo(there);
      assertThat(events(job.id())).hasSize(there ? 1 : 0);
    });
  }

  @Test
  void what_happens_on_one_node_is_heard_of_on_another() {
    NewJob job = SampleJobs.of("alice").make();
    accept(job);
    claimOne();
    AtomicInteger news = new AtomicInteger();
    try (TemporaryStore other = TemporaryStore.at(url)) {
      other.signals().watch(job.id(), news::incrementAndGet);
      AtomicInteger line = new AtomicInteger();
      // It may not listen yet when the first ones are written.
      Awaitility.await()
          .until(() -> {
            write(job, line.incrementAndGet());
            return news.get() > 0;
          });
      int before = news.get();

      write(job, line.incrementAndGet());

      Awaitility.await().until(() -> news.get() > before);
      int heard = news.get();
      PostgresServer.cutConnections(url);
      Awaitility.await().until(() -> news.get() > heard);
    }
  }

  private void write(NewJob job, int line) {
    assertThat(
            await(jobs().append(job.id(), 1, NODE, List.of(SampleJobs.line(line, "line " + line)))))
        .isTrue();
  }

  private static List<JobId> claimAll(TemporaryStore store, String node) {
    List<JobId> all = new ArrayList<>();
    List<ClaimedJob> some;
    do {
      some = store.jobs().claim(node, SampleJobs.NOW, 10, new LimitedRoom(Long.MAX_VALUE));
      some.forEach(job -> all.add(job.id()));
    } while (!some.isEmpty());
    return all;
  }

  private static boolean accepted(Acceptance acceptance, Throwable fault) {
    if (fault != null) {
      assertThat(fault).isInstanceOf(StoreUnavailableException.class);
    }
    return acceptance instanceof Acceptance.Accepted;
  }
}
