package dev.tidegate.job.queue;

import com.github.kagkarlsson.scheduler.Clock;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerProperties;
import com.github.kagkarlsson.scheduler.event.SchedulerListener;
import com.github.kagkarlsson.scheduler.task.Task;
import dev.tidegate.job.ActiveRuns;
import dev.tidegate.job.AttemptListener;
import dev.tidegate.job.AttemptRunner;
import dev.tidegate.job.Capacity;
import dev.tidegate.job.Drain;
import dev.tidegate.job.JobStore;
import dev.tidegate.job.KeptJobsProperties;
import dev.tidegate.job.NodeId;
import dev.tidegate.job.SharedClock;
import dev.tidegate.job.queue.QueueLifecycle.Chore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires the queue around the scheduler of the starter. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({QueueProperties.class, DrainProperties.class})
public class QueueConfiguration {

  private static final Duration CLOCK_INTERVAL = Duration.ofSeconds(10);

  @Bean
  NodeId nodeId() {
    return NodeId.ofThisProcess(new SecureRandom());
  }

  @Bean
  Bell queueBell() {
    return new Bell();
  }

  @Bean
  DatabaseKind queueDatabase(DataSource dataSource) {
    return DatabaseKind.of(dataSource);
  }

  @Bean
  SharedClock sharedClock(DatabaseKind database, DataSource dataSource) {
    return switch (database) {
      case POSTGRESQL -> ServerClock.of(new JdbcTemplate(dataSource));
      // The machine's own clock is the only one.
      case SQLITE -> Instant::now;
    };
  }

  @Bean
  Clock schedulerClock(SharedClock clock) {
    return clock::instant;
  }

  @Bean
  SchedulerEntries schedulerEntries(
      DatabaseKind database, DataSource dataSource, SharedClock clock, Bell bell) {
    return new SchedulerEntries(new JdbcTemplate(dataSource), database, clock, bell);
  }

  @Bean
  Capacity.Places attemptPlaces(Capacity capacity, QueueProperties properties, Bell bell) {
    return capacity.places(properties.maxRunning(), bell::ring);
  }

  @Bean
  Claims jobClaims(
      JobStore store,
      NodeId node,
      Capacity.Places places,
      Drain drain,
      AttemptRunner attempts,
      List<AttemptListener> listeners,
      Bell bell,
      QueueProperties properties) {
    return new Claims(
        store,
        node,
        places,
        drain,
        attempts::begin,
        listeners,
        bell,
        properties.claimBatch(),
        properties.patience());
  }

  @Bean
  Leases jobLeases(
      DatabaseKind database,
      SharedClock clock,
      QueueProperties properties,
      List<AttemptListener> listeners) {
    return new Leases(clock, properties.heartbeats(database), listeners);
  }

  @Bean
  JobTask jobTask(
      Claims claims,
      Leases leases,
      JobStore store,
      SharedClock clock,
      List<AttemptListener> listeners) {
    return new JobTask(claims, leases, store, clock, listeners);
  }

  @Bean
  Task<Void> scheduledJob(JobTask task) {
    return task.task();
  }

  @Bean
  Task<Void> retention(
      JobStore store, SchedulerEntries entries, SharedClock clock, KeptJobsProperties kept) {
    return new Retention(store, entries, clock, kept.retention()).task();
  }

  /** Takes the place of the starter's, which begins and ends it. */
  @Bean(destroyMethod = "stop")
  NodeScheduler scheduler(
      DbSchedulerProperties starter,
      QueueProperties properties,
      DatabaseKind database,
      DataSource dataSource,
      Clock clock,
      Claims claims,
      SchedulerEntries entries,
      NodeId node,
      List<Task<?>> tasks,
      List<SchedulerListener> listeners) {
    starter.setDelayStartupUntilContextReady(true);
    return NodeScheduler.of(
        new NodeScheduler.Work(tasks, properties.maxRunning(), properties.pollInterval()),
        properties.heartbeats(database),
        clock,
        node,
        listeners,
        dataSource,
        new ClaimingCustomization(
            database.customization(), claims, entries, node, properties.pollInterval()),
        entries);
  }

  @Bean
  CancellationWatch cancellationWatch(JobStore store, NodeId node, ActiveRuns active) {
    return new CancellationWatch(store, node, active);
  }

  @Bean
  QueueLifecycle queueLifecycle(
      Scheduler scheduler,
      Bell bell,
      CancellationWatch cancellations,
      QueueProperties properties,
      DatabaseKind database,
      SharedClock clock,
      SchedulerEntries entries,
      JobTask jobs,
      NodeId node) {
    List<Chore> chores = new ArrayList<>();
    chores.add(new Chore(cancellations::look, properties.cancelInterval()));
    if (clock instanceof ServerClock server) {
      chores.add(new Chore(server::refresh, CLOCK_INTERVAL));
    }
    AbandonedEntries abandoned = new AbandonedEntries(entries, jobs, node, clock);
    return new QueueLifecycle(
        scheduler,
        bell,
        chores,
        () -> {
          if (database == DatabaseKind.SQLITE) {
            abandoned.recover();
          }
        });
  }

  @Bean
  DrainLifecycle drainLifecycle(
      Scheduler scheduler, Claims claims, ActiveRuns active, Drain drain, DrainProperties how) {
    return new DrainLifecycle(scheduler, claims, active, drain, how.grace());
  }
}
