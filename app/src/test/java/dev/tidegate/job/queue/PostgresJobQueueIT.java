package dev.tidegate.job.queue;

import dev.tidegate.job.store.PostgresServer;

/** The queue on a server of the newest version. */
class PostgresJobQueueIT extends PostgresJobQueueContract {

  PostgresJobQueueIT() {
    super(PostgresServer.newest());
  }
}
