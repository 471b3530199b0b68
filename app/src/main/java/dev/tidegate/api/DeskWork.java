package dev.tidegate.api;

import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Threads for answers that take more than a moment to work out, such as reading policies: few, so
 * that jobs and other requests go on beside them, whatever is asked.
 */
public final class DeskWork implements AutoCloseable {

  private static final int THREADS = 2;
  private static final int WAITING = 100;

  private final Scheduler desk = Schedulers.newBoundedElastic(THREADS, WAITING, "desk", 60, true);

  /** Works it out; a problem where too many others wait for that. */
  public <T> Mono<T> answer(Callable<T> work) {
    return Mono.fromCallable(work)
        .subscribeOn(desk)
        .onErrorMap(
            RejectedExecutionException.class,
            _ ->
                new ProblemException(
                    Problem.of(
                        ProblemKind.NO_ROOM, "too many requests of this kind wait for an answer")));
  }

  @Override
  public void close() {
    desk.dispose();
  }
}
