package dev.tidegate.reload;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Says when files that change have come to rest. For one thread.
 *
 * @param <T> what was read of them; two that are equal are the same content
 */
public final class Debounce<T> {

  private final long quiet;
  private @Nullable T changed;
  private long firstChange;
  private long lastChange;

  /** Makes one that lets content count once it has stayed the same for so long. */
  public Debounce(Duration quiet) {
    this.quiet = quiet.toNanos();
  }

  /** Nothing has changed, or what has was dealt with. */
  public void reset() {
    changed = null;
  }

  /**
   * Files were read that are other than those known.
   *
   * @param now a time in nanoseconds, as of {@link System#nanoTime}
   * @return how long to wait before they are read again; zero when they have come to rest
   */
  public Duration seen(T files, long now) {
    if (changed == null) {
      firstChange = now;
    }
    if (!files.equals(changed)) {
      changed = files;
      lastChange = now;
    }
    long atRest = lastChange + quiet - now;
    // Whoever never stops writing must not keep an old content in force for ever.
    long atLast = firstChange + ReloadSettings.LONGEST_WAIT * quiet - now;
    return Duration.ofNanos(Math.max(0, Math.min(atRest, atLast)));
  }
}
