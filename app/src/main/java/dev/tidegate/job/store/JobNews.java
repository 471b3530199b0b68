package dev.tidegate.job.store;

import dev.tidegate.job.JobId;
import java.util.Collection;

/** Brings word of what has happened to jobs to whoever waits for it. */
interface JobNews extends AutoCloseable {

  /** That of a database. */
  static JobNews of(Database database, JobWatches watches, Enquiries enquiries) {
    return switch (database.dialect()) {
      case SQLITE -> new LocalNews(watches);
      case POSTGRESQL -> new NodeNews(database.writing(), watches, enquiries);
    };
  }

  /** Begins to listen. */
  void start();

  /** Tells of these; does not block. */
  void tell(Collection<JobId> jobs);

  @Override
  void close();
}
