package dev.tidegate.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** A series of tries at one thing, which ends when it has gone wrong for too long. */
final class Tries {

  private final Duration patience;
  private final Connection.Pause pause;
  private final Terminal terminal;
  private final RandomGenerator random;
  private Duration waited = Duration.ZERO;
  private int failures;

  /**
   * Begins a series.
   *
   * @param patience how long to wait altogether, from the first failure in a row
   */
  Tries(Duration patience, Connection.Pause pause, Terminal terminal, RandomGenerator random) {
    this.patience = patience;
    this.pause = pause;
    this.terminal = terminal;
    this.random = random;
  }

  /** It has worked: what comes next is a first failure again. */
  void worked() {
    waited = Duration.ZERO;
    failures = 0;
  }

  /**
   * It has failed: waits for the next try.
   *
   * @param failure thrown when there is no patience left for that
   * @param atLeast how long to wait at least
   */
  void again(ClientException failure, Duration atLeast)
      throws ClientException, InterruptedException {
    failures++;
    Duration wait = Backoff.USUAL.after(failures, random);
    if (wait.compareTo(atLeast) < 0) {
      wait = atLeast;
    }
    Duration left = patience.minus(waited);
    if (wait.compareTo(left) > 0) {
      throw failure;
    }
    if (failures == 1) {
      terminal.note(
          "%s\nTrying again for up to %d s.".formatted(failure.getMessage(), left.toSeconds()));
    }
    waited = waited.plus(wait);
    pause.lasts(wait);
  }
}
