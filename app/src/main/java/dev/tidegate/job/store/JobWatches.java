package dev.tidegate.job.store;

import dev.tidegate.job.JobId;
import dev.tidegate.job.JobSignals;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who waits on this node for something to happen to a job. */
final class JobWatches implements JobSignals {

  private static final Logger LOG = LoggerFactory.getLogger(JobWatches.class);

  private final Map<JobId, Set<Watcher>> watchers = new ConcurrentHashMap<>();

  @Override
  public Watch watch(JobId id, Runnable news) {
    Watcher watcher = new Watcher(id, news);
    watchers.compute(
        id,
        (_, others) -> {
          // Copied, so that whoever tells them reads without a lock.
          Set<Watcher> all = others == null ? new HashSet<>() : new HashSet<>(others);
          all.add(watcher);
          return all;
        });
    return watcher;
  }

  /** Tells whoever waits for one of these. */
  void tell(Collection<JobId> ids) {
    for (JobId id : ids) {
      watchers.getOrDefault(id, Set.of()).forEach(Watcher::tell);
    }
  }

  /** Tells everybody, because it is not known what has happened. */
  void tellAll() {
    watchers.values().forEach(some -> some.forEach(Watcher::tell));
  }

  /** How many wait. */
  int count() {
    return watchers.values().stream().mapToInt(Set::size).sum();
  }

  private final class Watcher implements Watch {

    private final JobId id;
    private final Runnable news;

    private Watcher(JobId id, Runnable news) {
      this.id = id;
      this.news = news;
    }

    private void tell() {
      try {
        news.run();
      } catch (RuntimeException fault) {
        LOG.error("Whoever waited for a job failed", fault);
      }
    }

    @Override
    public void close() {
      watchers.computeIfPresent(
          id,
          (_, others) -> {
            Set<Watcher> rest = new HashSet<>(others);
            rest.remove(this);
            return rest.isEmpty() ? null : rest;
          });
    }
  }
}
