package dev.tidegate.policy.reload;

import dev.tidegate.policy.ActivePolicies;
import dev.tidegate.policy.Finding;
import dev.tidegate.policy.PolicyException;
import dev.tidegate.policy.PolicyFiles;
import dev.tidegate.policy.PolicyLoader;
import dev.tidegate.policy.PolicySet;
import dev.tidegate.reload.Debounce;
import dev.tidegate.reload.DirectoryNotices;
import dev.tidegate.reload.Follower;
import dev.tidegate.reload.ReloadSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the set in force the one that a directory holds. A set is read and parsed as a whole before
 * it replaces the other; one with faults replaces nothing and is kept for those who ask why.
 */
public final class PolicyReload implements AutoCloseable {

  private final Path directory;
  private final ActivePolicies policies;
  private final ReloadListener listener;
  private final Debounce<PolicyFiles> debounce;
  private final Follower follower;
  private volatile Instant since;
  private volatile @Nullable PolicyException refused;

  /** Whether there being no directory is a fault. */
  private boolean expected;

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
        DirectoryNotices.Opening.of(directory));
  }

  PolicyReload(
      Path directory,
      boolean expected,
      ActivePolicies policies,
      ReloadSettings settings,
      ReloadListener listener,
      InstantSource clock,
      DirectoryNotices.Opening opening) {
    this.directory = directory;
    this.expected = expected;
    this.policies = policies;
    this.listener = listener;
    debounce = new Debounce<>(settings.debounce());
    follower =
        new Follower(
            "policy-reload",
            this::check,
            settings,
            new DirectoryNotices(directory, opening, told()),
            fault -> listener.heard(new ReloadEvent.Failed(policies.current(), fault)));
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
    follower.start();
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
    if (wait.isZero() && !follower.isStopped()) {
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

  private DirectoryNotices.Listener told() {
    return new DirectoryNotices.Listener() {
      @Override
      public void unwatched(String reason) {
        listener.heard(new ReloadEvent.Unwatched(reason));
      }

      @Override
      public void watched() {
        listener.heard(new ReloadEvent.Watched());
      }
    };
  }

  /** Stops following; what is in force stays. */
  @Override
  public void close() {
    follower.close();
  }
}
