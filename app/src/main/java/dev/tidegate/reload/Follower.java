package dev.tidegate.reload;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at files again and again, on a thread of its own, until it is closed. They are looked at in
 * intervals; that the system tells of changes only makes it sooner.
 */
public final class Follower implements AutoCloseable {

  private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(2);

  private final String name;
  private final Look look;
  private final ReloadSettings settings;
  private final DirectoryNotices notices;
  private final Consumer<Throwable> failed;
  private final CountDownLatch stopped = new CountDownLatch(1);

  /** Set by {@link #start}, read by {@link #close}. */
  private volatile @Nullable Thread thread;

  /** Whether the last look ended in a fault of the program, which is told once. */
  private boolean failing;

  /**
   * Makes one that does nothing yet.
   *
   * @param name of the thread
   * @param failed hears of a look that ended in a fault of the program, once for several in a row
   */
  public Follower(
      String name,
      Look look,
      ReloadSettings settings,
      DirectoryNotices notices,
      Consumer<Throwable> failed) {
    this.name = name;
    this.look = look;
    this.settings = settings;
    this.notices = notices;
    this.failed = failed;
  }

  /** Looks once. */
  @FunctionalInterface
  public interface Look {

    /**
     * Reads the files, and deals with them where they have changed and come to rest.
     *
     * @param now a time in nanoseconds, as of {@link System#nanoTime}
     * @return how long to wait before the next look; zero when there is nothing to wait for
     */
    Duration at(long now);
  }

  /** Begins to look; once. */
  public void start() {
    Thread follower = Thread.ofPlatform().daemon().name(name).unstarted(this::follow);
    thread = follower;
    follower.start();
  }

  /** Whether it was closed. */
  public boolean isStopped() {
    return stopped.getCount() == 0;
  }

  private void follow() {
    try {
      while (!isStopped()) {
        pause(step());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks once, and waits for notices where there is nothing to wait for; then a pause is due. */
  private Duration step() throws InterruptedException {
    try {
      Duration wait = look.at(System.nanoTime());
      failing = false;
      if (!wait.isZero()) {
        return wait;
      }
      notices.await(settings.noticePatience());
      // However often somebody writes there, it is not read more often than this.
      return settings.leastPause();
    } catch (RuntimeException | Error fault) {
      // The thread's outermost frame: without it, nothing would ever be reloaded again.
      if (!failing) {
        failing = true;
        failed.accept(fault);
      }
      return settings.pollInterval();
    }
  }

  private void pause(Duration time) throws InterruptedException {
    var _ = stopped.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Stops looking, and waits a moment for a look that is under way. */
  @Override
  public void close() {
    stopped.countDown();
    notices.close();
    Thread follower = thread;
    if (follower != null) {
      try {
        var _ = follower.join(PATIENCE_AT_CLOSE);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
