package dev.tidegate.job.queue;

import com.github.kagkarlsson.scheduler.Clock;
import com.github.kagkarlsson.scheduler.CurrentlyExecuting;
import com.github.kagkarlsson.scheduler.PollingStrategyConfig;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.TaskRepository;
import com.github.kagkarlsson.scheduler.TaskResolver;
import com.github.kagkarlsson.scheduler.Waiter;
import com.github.kagkarlsson.scheduler.event.SchedulerListener;
import com.github.kagkarlsson.scheduler.event.SchedulerListeners;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepository;
import com.github.kagkarlsson.scheduler.task.OnStartup;
import com.github.kagkarlsson.scheduler.task.Task;
import dev.tidegate.job.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * The scheduler of this node. It differs from the one that the library builds in its heartbeats,
 * which would be a transaction of their own for each execution.
 */
final class NodeScheduler extends Scheduler {

  /** Nothing is left to wait for: the node is empty before the scheduler is stopped. */
  private static final Duration LAST_WAIT = Duration.ofSeconds(2);

  /** Threads for tasks that are no jobs. */
  private static final int OTHER_TASKS = 16;

  /** Heartbeats must not wait for what other nodes have left behind to be recovered. */
  private static final int HOUSEKEEPERS = 2;

  private final Heartbeats heartbeats;

  private NodeScheduler(
      Work work,
      HeartbeatPlan plan,
      Clock clock,
      NodeId node,
      List<SchedulerListener> listeners,
      TaskRepository repository,
      TaskResolver tasks,
      Heartbeats heartbeats) {
    super(
        clock,
        repository,
        repository,
        tasks,
        // Room is what limits the jobs; the scheduler counts some that have given theirs back.
        2 * work.mostJobs() + OTHER_TASKS,
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("job-", 0).factory()),
        new SchedulerName.Fixed(node.value()),
        new Waiter(work.pollInterval(), clock),
        plan.interval(),
        plan.missed(),
        listeners,
        List.of(),
        new PollingStrategyConfig(PollingStrategyConfig.Type.LOCK_AND_FETCH, 0.5, 1),
        SchedulerBuilder.DEFAULT_DELETION_OF_UNRESOLVED_TASKS_DURATION,
        LAST_WAIT,
        SchedulerBuilder.DEFAULT_FAILURE_LOG_LEVEL,
        SchedulerBuilder.LOG_STACK_TRACE_ON_FAILURE,
        work.atStart(),
        Executors.newSingleThreadExecutor(threads("job-claims-")),
        Executors.newScheduledThreadPool(HOUSEKEEPERS, threads("job-housekeeping-")));
    this.heartbeats = heartbeats;
  }

  /**
   * What there is to do.
   *
   * @param mostJobs how many jobs may run at the same time
   * @param pollInterval how long the queue is left alone at most
   */
  record Work(List<Task<?>> tasks, int mostJobs, Duration pollInterval) {

    /** Those that see to it that they are done. */
    private List<OnStartup> atStart() {
      return tasks.stream().filter(OnStartup.class::isInstance).map(OnStartup.class::cast).toList();
    }
  }

  /**
   * Makes one, not started.
   *
   * @param entries where heartbeats are written
   */
  static NodeScheduler of(
      Work work,
      HeartbeatPlan plan,
      Clock clock,
      NodeId node,
      List<SchedulerListener> listeners,
      DataSource dataSource,
      JdbcCustomization database,
      SchedulerEntries entries) {
    TaskResolver tasks = new TaskResolver(new SchedulerListeners(listeners), clock, work.tasks());
    TaskRepository repository =
        new JdbcTaskRepository(
            new TransactionAwareDataSourceProxy(dataSource),
            true,
            database,
            JdbcTaskRepository.DEFAULT_TABLE_NAME,
            tasks,
            new SchedulerName.Fixed(node.value()),
            new NoTaskData(),
            false,
            clock);
    return new NodeScheduler(
        work,
        plan,
        clock,
        node,
        listeners,
        repository,
        tasks,
        new Heartbeats(entries::beat, listeners));
  }

  /** The first execution of a round speaks for all. */
  @Override
  protected void updateHeartbeatForExecution(Instant now, CurrentlyExecuting execution) {
    heartbeats.round(now, this::getCurrentlyExecuting);
  }

  private static ThreadFactory threads(String prefix) {
    return Thread.ofPlatform().name(prefix, 1).factory();
  }
}
