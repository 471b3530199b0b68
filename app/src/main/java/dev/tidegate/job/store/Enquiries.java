package dev.tidegate.job.store;

import dev.tidegate.job.JobEnquiries;
import dev.tidegate.job.JobWitness;
import java.util.function.Supplier;

/** Questions between nodes, as far as there are others. */
sealed interface Enquiries extends JobEnquiries, AutoCloseable
    permits LocalEnquiries, NodeEnquiries {

  /** Those over a database. */
  static Enquiries of(Database database, Supplier<JobWitness> witness) {
    return switch (database.dialect()) {
      case SQLITE -> new LocalEnquiries();
      case POSTGRESQL -> NodeEnquiries.over(database.writing(), witness);
    };
  }

  /** A node says something to the others; does not block. */
  void hear(String message);

  @Override
  void close();
}
