package dev.tidegate.reload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Notices of the system that something in a directory has changed. Where it gives none, waiting
 * takes as long as it may; each wait tries anew. For one thread, but {@link #close} from any.
 */
public final class DirectoryNotices implements AutoCloseable {

  private final Path directory;
  private final Opening opening;
  private final Listener listener;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable WatchService service;
  private @Nullable Watch watch;
  private boolean toldUnwatched;

  /** What is watched: the directory that the path meant, which may have become another. */
  private record Watch(WatchKey key, Path place, @Nullable Object file) {}

  /** Makes one that gives notices of what the file system of the directory tells. */
  public DirectoryNotices(Path directory, Listener listener) {
    this(directory, Opening.of(directory), listener);
  }

  /** Makes one. */
  public DirectoryNotices(Path directory, Opening opening, Listener listener) {
    this.directory = directory;
    this.opening = opening;
    this.listener = listener;
  }

  /** Opens what gives the notices. */
  @FunctionalInterface
  public interface Opening {

    /** Opens it. */
    WatchService open() throws IOException;

    /** What the file system of a directory has. */
    static Opening of(Path directory) {
      return () -> directory.getFileSystem().newWatchService();
    }
  }

  /** Hears whether the system gives notices. */
  public interface Listener {

    /**
     * It gives none any more; changes are found only when somebody looks.
     *
     * @param reason in words
     */
    void unwatched(String reason);

    /** After that, it gives notices again. */
    void watched();
  }

  /** Returns when something has changed, at latest after this time, or when this is closed. */
  public void await(Duration atMost) throws InterruptedException {
    WatchService watching = watching();
    if (watching == null) {
      var _ = closed.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
      return;
    }
    try {
      WatchKey changed = watching.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
      if (changed != null) {
        // What has changed is found by reading, also where there was too much to tell.
        changed.pollEvents();
        Watch now = watch;
        if (!changed.reset() && now != null && changed.equals(now.key())) {
          lose("the directory was removed");
        }
      }
    } catch (ClosedWatchServiceException e) {
      lose(e.toString());
      service = null;
    }
  }

  private @Nullable WatchService watching() {
    try {
      WatchService open = service;
      if (open == null) {
        open = opening.open();
        service = open;
        watch = null;
        if (closed.getCount() == 0) {
          // Closed meanwhile, by somebody who did not see it.
          open.close();
          return null;
        }
      }
      register(open);
      return open;
    } catch (NoSuchFileException absent) {
      if (watch != null) {
        lose("the directory does not exist");
      }
    } catch (ClosedWatchServiceException e) {
      lose(e.toString());
      service = null;
    } catch (IOException | UnsupportedOperationException e) {
      lose(e.toString());
    }
    return null;
  }

  private void register(WatchService open) throws IOException {
    Path place = directory.toRealPath();
    Object file = Files.readAttributes(place, BasicFileAttributes.class).fileKey();
    Watch now = watch;
    if (now != null
        && now.key().isValid()
        && now.place().equals(place)
        && Objects.equals(now.file(), file)) {
      return;
    }
    if (now != null) {
      now.key().cancel();
    }
    WatchKey key =
        place.register(
            open,
            StandardWatchEventKinds.ENTRY_CREATE,
            StandardWatchEventKinds.ENTRY_MODIFY,
            StandardWatchEventKinds.ENTRY_DELETE);
    watch = new Watch(key, place, file);
    if (toldUnwatched) {
      toldUnwatched = false;
      listener.watched();
    }
  }

  private void lose(String reason) {
    watch = null;
    if (!toldUnwatched && closed.getCount() > 0) {
      toldUnwatched = true;
      listener.unwatched(reason);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    WatchService open = service;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw new UncheckedIOException("the notices about " + directory, e);
      }
    }
  }
}
