package dev.tidegate.job.queue;

import dev.tidegate.job.store.PostgresServer;

/** The queue on a server of the oldest version that is supported. */
class OldestPostgresJobQueueIT extends PostgresJobQueueContract {

  OldestPostgresJobQueueIT() {
    super(PostgresServer.oldest());
  }
}
