package dev.tidegate.job.queue;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.tidegate.job.Attempt;
import dev.tidegate.job.AttemptListener;
import dev.tidegate.job.JobId;
import dev.tidegate.job.JobStore;
import dev.tidegate.job.SharedClock;
import dev.tidegate.job.StoreUnavailableException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the scheduler does with the entry of a job: runs the attempt that was claimed, or ends that
 * of a node that is gone. The entry itself is the store's to change, together with the job.
 */
final class JobTask {

  private static final Logger LOG = LoggerFactory.getLogger(JobTask.class);

  private final Claims claims;
  private final Leases leases;
  private final JobStore store;
  private final SharedClock clock;
  private final List<AttemptListener> listeners;

  JobTask(
      Claims claims,
      Leases leases,
      JobStore store,
      SharedClock clock,
      List<AttemptListener> listeners) {
    this.claims = claims;
    this.leases = leases;
    this.store = store;
    this.clock = clock;
    this.listeners = List.copyOf(listeners);
  }

  /** The task as the scheduler knows it. */
  Task<Void> task() {
    return Tasks.custom(SchedulerEntries.JOB, Void.class)
        // An entry that no attempt has ended is found dead, and recovered.
        .onFailure((_, _) -> {})
        .onDeadExecution((complete, _) -> recover(complete.getExecution()))
        .execute((_, context) -> run(context));
  }

  private CompletionHandler<Void> run(ExecutionContext context) {
    Execution execution = context.getExecution();
    Claims.Key key = key(execution);
    Attempt attempt = claims.take(key);
    if (attempt == null) {
      throw new IllegalStateException("job " + key.id() + " was picked without a claim");
    }
    try {
      attempt.run(leases.begin(key, attempt.job(), context.getCurrentlyExecuting()));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      LOG.atWarn()
          .addKeyValue("job", key.id())
          .log("Job {} was left behind by a node that had to stop", key.id());
    } finally {
      leases.giveBack(key);
    }
    return (_, _) -> {};
  }

  private void recover(Execution execution) {
    // While it is under way here its heartbeats fail: its lease will end, and then it is not.
    if (leases.knows(key(execution))) {
      return;
    }
    try {
      recover(execution.getId(), execution.pickedBy, execution.version);
    } catch (StoreUnavailableException fault) {
      LOG.atWarn()
          .addKeyValue("job", execution.getId())
          .log("Job {} can't be recovered yet: {}", execution.getId(), fault.toString());
    }
  }

  /** Ends the attempt of a node that is gone. */
  void recover(String instance, String node, long version) {
    JobId id =
        JobId.of(instance)
            .orElseThrow(() -> new IllegalStateException("an entry of no job: " + instance));
    // Other nodes find it at the same time, and one of them has it.
    if (store.recover(id, node, version, clock.instant().truncatedTo(ChronoUnit.MILLIS))) {
      LOG.atInfo()
          .addKeyValue("job", id)
          .log("Job {} is recovered: node {} has given it up", id, node);
      listeners.forEach(AttemptListener::recovered);
    }
  }

  private static Claims.Key key(Execution execution) {
    return new Claims.Key(execution.getId(), execution.version);
  }
}
