package dev.tidegate.policy.reload;

import dev.tidegate.policy.ActivePolicies;
import dev.tidegate.policy.Finding;
import dev.tidegate.policy.PolicyException;
import dev.tidegate.policy.PolicyFiles;
import dev.tidegate.policy.PolicyLoader;
import dev.tidegate.policy.PolicySet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the set in force the one that a directory holds. A set is read and parsed as a whole before
 * it replaces the other; one with faults replaces nothing and is kept for those who ask why.
 *
 * <p>The directory is read at intervals; that the system tells of changes only makes it sooner.
 */
public final class PolicyReload implements AutoCloseable {

  private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(2);

  private final Path directory;
  private final ActivePolicies policies;
  private final ReloadSettings settings;
  private final ReloadListener listener;
  private final DirectoryNotices notices;
  private final Debounce debounce;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile Instant since;
  private volatile @Nullable PolicyException refused;

  /** Set by {@link #start}, read by {@link #close}. */
  private volatile @Nullable Thread thread;

  /** Whether there being no directory is a fault. */
  private boolean expected;

  /** Whether the last look ended in a fault of the program, which is told once. */
  private boolean failing;

  /** What was put into force or refused last; null before the first. */
  private @Nullable PolicyFiles judged;

  /**
   * Makes one that does nothing yet.
   *
   * @param directory the directory
   * @param expected whether it is a fault that the directory does not exist; where it is none, it
   *     becomes one once the directory was there
   * @param clock tells since when sets are in force
   */
  public PolicyReload(
      Path directory,
      boolean expected,
      ActivePolicies policies,
      ReloadSettings settings,
      ReloadListener listener,
      InstantSource clock) {
    this(
        directory,
        expected,
        policies,
        settings,
        listener,
        clock,
        new DirectoryNotices(directory, DirectoryNotices.Opening.of(directory), listener));
  }

  PolicyReload(
      Path directory,
      boolean expected,
      ActivePolicies policies,
      ReloadSettings settings,
      ReloadListener listener,
      InstantSource clock,
      DirectoryNotices notices) {
    this.directory = directory;
    this.expected = expected;
    this.policies = policies;
    this.settings = settings;
    this.listener = listener;
    this.notices = notices;
    debounce = new Debounce(settings.debounce());
    since = clock.instant();
    policies.listen((_, _) -> since = clock.instant());
  }

  /** The sets that it replaces. */
  public ActivePolicies policies() {
    return policies;
  }

  /** Since when the set in force is. */
  public Instant since() {
    return since;
  }

  /** What is wrong with the set that the directory holds, where it is not the one in force. */
  public Optional<PolicyException> refused() {
    return Optional.ofNullable(refused);
  }

  /** Begins to follow the directory, on a thread of its own; once. */
  public void start() {
    Thread follower = Thread.ofPlatform().daemon().name("policy-reload").unstarted(this::follow);
    thread = follower;
    follower.start();
  }

  private void follow() {
    try {
      while (stopped.getCount() > 0) {
        pause(step());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks once, and waits for notices where there is nothing to wait for; then a pause is due. */
  private Duration step() throws InterruptedException {
    try {
      Duration wait = check(System.nanoTime());
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
        listener.heard(new ReloadEvent.Failed(policies.current(), fault));
      }
      return settings.pollInterval();
    }
  }

  private void pause(Duration time) throws InterruptedException {
    var _ = stopped.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Reads the directory, and deals with it where it has changed and come to rest.
   *
   * @param now a time in nanoseconds, as of {@link System#nanoTime}
   * @return how long to wait before the next call; zero when there is nothing to wait for
   */
  Duration check(long now) {
    expected |= Files.exists(directory);
    if (!expected) {
      return Duration.ZERO;
    }
    PolicyFiles files = PolicyFiles.read(directory);
    if (files.equals(judged)) {
      debounce.reset();
      return Duration.ZERO;
    }
    Duration wait = debounce.seen(files, now);
    if (wait.isZero() && stopped.getCount() > 0) {
      debounce.reset();
      judged = files;
      judge(files);
    }
    return wait;
  }

  private void judge(PolicyFiles files) {
    PolicySet before = policies.current();
    long start = System.nanoTime();
    try {
      PolicySet now = PolicyLoader.parse(files);
      boolean restored = refused != null;
      refused = null;
      if (!now.revision().equals(before.revision())) {
        policies.replace(now);
        listener.heard(
            new ReloadEvent.Applied(before, now, Duration.ofNanos(System.nanoTime() - start)));
      } else if (restored) {
        listener.heard(new ReloadEvent.Restored(before));
      }
    } catch (PolicyException faults) {
      refused = faults;
      listener.heard(new ReloadEvent.Refused(before, faults));
    } catch (RuntimeException | Error fault) {
      if (policies.current().equals(before)) {
        refused =
            new PolicyException(
                List.of(
                    new Finding(
                        directory.toString(),
                        0,
                        0,
                        "could not be judged because of a fault of Tidegate; its log says more")));
      }
      throw fault;
    }
  }

  /** Stops following; what is in force stays. */
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
