package dev.tidegate.job.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidegate.job.Capacity;
import dev.tidegate.job.JobDocument;
import dev.tidegate.job.JobId;
import dev.tidegate.job.JobState;
import dev.tidegate.job.JobStore;
import dev.tidegate.job.Retry;
import dev.tidegate.job.queue.SchedulerEntries.Version;
import dev.tidegate.job.store.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** The queue on a server that nodes share, whichever version that is of. */
abstract class PostgresJobQueueContract extends JobQueueContract {

  private final String url;

  PostgresJobQueueContract(PostgresServer server) {
    url = server.database();
  }

  @Override
  List<String> database() {
    return List.of("--spring.datasource.url=" + url, "--tidegate.store.readers=2");
  }

  @Test
  void nodes_share_the_work_and_cancel_for_each_other() throws Exception {
    ConfigurableApplicationContext one =
        start("--tidegate.jobs.max-running=2", "--tidegate.drain.grace=0s");
    ConfigurableApplicationContext other =
        start("--tidegate.jobs.max-running=2", "--tidegate.drain.grace=0s");
    JobStore store = store(one);
    List<JobId> ids = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      ids.add(submit(store, "while true do end", Retry.NONE));
    }

    for (JobId id : ids) {
      awaitState(store, id, JobState.RUNNING);
    }
    assertThat(one.getBean(Capacity.Places.class).taken()).isEqualTo(2);
    assertThat(other.getBean(Capacity.Places.class).taken()).isEqualTo(2);
    for (JobId id : ids) {
      var _ = get(store(other).cancel(id, Instant.now()));
    }
    for (JobId id : ids) {
      assertThat(awaitEnd(store, id).state()).isEqualTo(JobState.CANCELLED);
    }
  }

  @Test
  void heartbeats_don_t_wait_for_a_job_that_is_about_to_end() throws Exception {
    ConfigurableApplicationContext service = start("--tidegate.drain.grace=0s");
    JobStore store = store(service);
    for (int i = 0; i < 3; i++) {
      awaitState(store, submit(store, "time.sleep('1h')", Retry.NONE), JobState.RUNNING);
    }
    SchedulerEntries entries = service.getBean(SchedulerEntries.class);
    List<Version> versions =
        entries.picked().stream()
            .filter(each -> each.task().equals(SchedulerEntries.JOB))
            .map(each -> new Version(each.task(), each.instance(), each.version()))
            .toList();

    try (Connection ending = DriverManager.getConnection(url)) {
      ending.setAutoCommit(false);
      try (PreparedStatement lock =
          ending.prepareStatement(
              "select 1 from scheduled_tasks where task_instance = ? for update")) {
        lock.setString(1, versions.getFirst().instance());
        lock.execute();
      }

      assertThat(entries.beat(versions, Instant.now()))
          .containsExactlyInAnyOrderElementsOf(versions.subList(1, 3));
      ending.rollback();
    }
  }

  @Test
  void connections_that_are_cut_lose_nothing() throws Exception {
    ConfigurableApplicationContext service = start();
    JobStore store = store(service);
    List<JobId> ids = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      ids.add(submit(store, "print('x') time.sleep('300ms') print('y') return 1", Retry.NONE));
    }

    PostgresServer.cutConnections(url);

    for (JobId id : ids) {
      JobDocument job =
          await()
              .atMost(Duration.ofSeconds(60))
              .ignoreExceptions()
              .until(() -> get(store.find(id)).orElseThrow(), each -> each.state().ended());
      assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
      assertThat(get(store.log(id, 0, 10)))
          .extracting(JobDocument.Line::message)
          .containsExactly("x", "y");
    }
  }
}
