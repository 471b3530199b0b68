package dev.tidegate.job;

import dev.tidegate.job.JobDocument.Cause;
import dev.tidegate.job.JobDocument.Consumption;
import dev.tidegate.lua.Outcome;
import dev.tidegate.lua.Run;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * An attempt of an accepted job that this node has claimed. It is run by one thread, which tells
 * the store what happens; what the store can't take is offered again for as long as the lease
 * holds. After that nothing is told any more: the attempt is somebody else's to end.
 */
public final class Attempt {

  private static final Duration FIRST_WAIT = Duration.ofMillis(100);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

  private final ClaimedJob job;
  private final Capacity.Place place;
  private final AttemptRunner runner;
  private final ActiveRun active;
  private final AttemptJournal journal;

  Attempt(
      ClaimedJob job,
      Capacity.Place place,
      AttemptRunner runner,
      ActiveRun active,
      AttemptJournal journal) {
    this.job = job;
    this.place = place;
    this.runner = runner;
    this.active = active;
    this.journal = journal;
  }

  /** The job. */
  public ClaimedJob job() {
    return job;
  }

  /**
   * Runs it to its end; to be called once. Blocks, and may be interrupted: the run is then stopped
   * and the store told nothing.
   */
  public void run(Lease lease) throws InterruptedException {
    try {
      conduct(lease);
    } finally {
      // Does nothing unless the thread was interrupted.
      active.interrupt();
      place.leave();
      active.over();
    }
  }

  private void conduct(Lease lease) throws InterruptedException {
    if (!lease.isHeld()) {
      lost();
      return;
    }
    CompletableFuture<ScriptRunner.Ending> run = new CompletableFuture<>();
    List<JobEvent.Fresh> last;
    try (AttemptEvents.Attempt _ = runner.events().open(job.id(), journal::event)) {
      start(lease)
          .whenComplete((ending, fault) -> {
            if (fault == null) {
              run.complete(ending);
            } else {
              run.completeExceptionally(fault);
            }
            journal.end();
          });
      last = tell(lease);
    }
    end(last, ending(run), lease);
  }

  private CompletionStage<ScriptRunner.Ending> start(Lease lease) {
    return runner
        .scripts()
        .start(
            new ScriptRunner.Order(
                job.id(),
                job.submission(),
                job.createdAt(),
                job.attempt(),
                job.retry().maxAttempts(),
                journal::log,
                run -> begun(run, lease)));
  }

  private void begun(Run run, Lease lease) {
    lease.governs(run::expiresAt);
    active.runs(run);
  }

  /** Tells the store what happens; what happens last is left for the end. */
  private List<JobEvent.Fresh> tell(Lease lease) throws InterruptedException {
    boolean heard = true;
    while (true) {
      List<JobEvent.Fresh> batch = journal.next();
      if (journal.hasEnded()) {
        return batch;
      }
      if (heard && !append(batch, lease)) {
        heard = false;
        active.interrupt();
      }
    }
  }

  /** Whether the attempt is still this node's. */
  private boolean append(List<JobEvent.Fresh> batch, Lease lease) throws InterruptedException {
    Duration wait = FIRST_WAIT;
    while (lease.isHeld()) {
      try {
        return runner
            .store()
            .append(job.id(), job.attempt(), runner.node().value(), batch)
            .toCompletableFuture()
            .get();
      } catch (ExecutionException fault) {
        if (!(fault.getCause() instanceof StoreUnavailableException)) {
          error(fault).log("Job {}: {} events could not be stored", job.id(), batch.size());
          return true;
        }
        wait = pause(wait);
      }
    }
    return false;
  }

  private void end(List<JobEvent.Fresh> last, AttemptEnding ending, Lease lease)
      throws InterruptedException {
    Duration wait = FIRST_WAIT;
    boolean refused = false;
    while (lease.isHeld()) {
      try {
        Optional<JobState> state =
            runner
                .store()
                .end(
                    job.id(),
                    job.attempt(),
                    runner.node().value(),
                    refused ? List.of() : last,
                    refused ? notStored(ending) : ending)
                .toCompletableFuture()
                .get();
        if (state.isEmpty()) {
          break;
        }
        if (state.get() == JobState.QUEUED) {
          runner.listeners().forEach(AttemptListener::again);
        }
        return;
      } catch (ExecutionException fault) {
        if (fault.getCause() instanceof StoreUnavailableException) {
          wait = pause(wait);
        } else if (refused) {
          throw new IllegalStateException("job " + job.id() + " can't be ended", fault.getCause());
        } else {
          error(fault).log("Job {}: the end of its attempt could not be stored", job.id());
          refused = true;
        }
      }
    }
    lost();
  }

  private LoggingEventBuilder error(@Nullable Throwable fault) {
    LoggingEventBuilder line =
        LOG.atError()
            .addKeyValue("job", job.id())
            .addKeyValue("attempt", job.attempt())
            .setCause(fault);
    TraceParent trace = job.submission().trace();
    return trace == null ? line : line.addKeyValue("trace.id", trace.traceId());
  }

  private void lost() {
    runner.listeners().forEach(AttemptListener::leaseLost);
  }

  private AttemptEnding ending(CompletableFuture<ScriptRunner.Ending> run)
      throws InterruptedException {
    try {
      return switch (run.get()) {
        case ScriptRunner.Ending.NotCompiled(int line, String message) ->
            failed(
                Cause.internal(
                    "the script does not compile any more: line " + line + ": " + message),
                Consumption.NONE);
        case ScriptRunner.Ending.Ran(Outcome outcome, JobDocument document) ->
            ending(outcome, document);
      };
    } catch (ExecutionException fault) {
      if (fault.getCause() instanceof RejectedExecutionException) {
        return interrupted("the node was stopped", Consumption.NONE);
      }
      error(fault.getCause()).log("Job {} ended by a fault", job.id());
      return failed(Cause.internal("internal error"), Consumption.NONE);
    }
  }

  private AttemptEnding ending(Outcome outcome, JobDocument document) {
    Cause error = document.error();
    if (outcome instanceof Outcome.Cancelled && !active.isCancelled()) {
      return interrupted("the node was stopped", document.usage());
    }
    if (error != null
        && outcome instanceof Outcome.Failed
        && Boolean.TRUE.equals(error.retryable())) {
      return againOrFailed(error, document.usage());
    }
    return new AttemptEnding.Final(
        document.state(), document.result(), error, document.usage(), now());
  }

  private AttemptEnding interrupted(String message, Consumption usage) {
    return againOrFailed(Cause.interrupted(message), usage);
  }

  private AttemptEnding againOrFailed(Cause error, Consumption usage) {
    if (job.attempt() >= job.retry().maxAttempts()) {
      return failed(error, usage);
    }
    Instant now = now();
    return new AttemptEnding.Again(
        error, usage, now, now.plus(job.retry().waitAfter(job.attempt())));
  }

  private AttemptEnding failed(Cause error, Consumption usage) {
    return new AttemptEnding.Final(JobState.FAILED, null, error, usage, now());
  }

  private AttemptEnding notStored(AttemptEnding ending) {
    return failed(Cause.internal("the result could not be stored"), ending.usage());
  }

  private Instant now() {
    return runner.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static Duration pause(Duration wait) throws InterruptedException {
    Thread.sleep(wait);
    Duration next = wait.multipliedBy(2);
    return next.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : next;
  }
}
