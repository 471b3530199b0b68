package dev.tidegate.job;

import dev.tidegate.job.JobDocument.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Where jobs are kept. What a stage has completed with is on disk. No method blocks, except where
 * it says so; all may be called from any thread. A stage fails with {@link
 * StoreUnavailableException} when the store can't be reached or is full; nothing is half done then.
 */
public interface JobStore extends AttemptStore {

  /** Accepts a job; it is queued at once. */
  CompletionStage<Acceptance> accept(NewJob job);

  /**
   * Takes on queued jobs whose time has come, those of different actors in turn. Blocks; meant for
   * the queue's own thread.
   *
   * @param node who takes them on
   * @param now the time at which the attempts begin
   * @param most at most as many; positive
   * @param room asked about each before it is taken on, in turn; what it says no to stays in the
   *     queue, and what is not taken on after all, or in a claim that fails as a whole, is given
   *     back
   */
  List<ClaimedJob> claim(String node, Instant now, int most, Room room);

  /** Whether there is room for a job, asked once for each; a yes takes the room. */
  interface Room {

    /**
     * The job that was passed over and is asked about before any other; null when there is none.
     */
    @Nullable JobId awaited();

    /** That job is not waiting any more, or for something else. */
    void awaitNoMore();

    /**
     * Takes room for a job.
     *
     * @param memory its memory limit, in bytes
     * @param wallTime the time after which it is over at the latest
     */
    boolean take(JobId id, long memory, Duration wallTime);

    /** Gives back what was taken for a job that is not taken on after all. */
    void giveBack(JobId id);
  }

  /**
   * Ends the attempt of a node that is gone, as {@code interrupted}: another follows if the job has
   * attempts left, and it fails otherwise. Does nothing if the job has no attempt under way there.
   * Blocks; meant for the queue's own thread.
   *
   * @param id the job
   * @param node the node that is gone
   * @param lease the version of the queue's entry that the node had
   * @return whether the job had
   */
  boolean recover(JobId id, String node, long lease, Instant now);

  /** Asks for a job to be stopped. */
  CompletionStage<Cancellation> cancel(JobId id, Instant now);

  /** The jobs that run on a node and are to be stopped. */
  CompletionStage<List<JobId>> cancelled(String node);

  /** Forgets a job that has ended. */
  CompletionStage<Deletion> delete(JobId id);

  /** A job, with its result and without its log. */
  CompletionStage<Optional<JobDocument>> find(JobId id);

  /** A part of a list of jobs. */
  CompletionStage<JobPage> list(JobQuery query);

  /** Log entries after a position, in order; at most as many. */
  CompletionStage<List<Line>> log(JobId id, long after, int limit);

  /** Events after a position, in order; at most as many. */
  CompletionStage<List<JobEvent>> events(JobId id, long after, int limit);

  /** How many jobs there are in each state that has not ended. */
  CompletionStage<Map<JobState, Long>> active();

  /**
   * Forgets jobs that ended before a time, some at a time.
   *
   * @return how many it has forgotten; fewer than the limit when none is left
   */
  CompletionStage<Integer> forget(Instant endedBefore, int limit);
}
