package dev.tidegate.job.store;

/** Jobs on a server. */
class PostgresJobStoreIT extends JobStoreContract {

  private final String url = PostgresServer.newDatabase();

  @Override
  TemporaryStore open(QueueBounds bounds) {
    return TemporaryStore.at(url, bounds);
  }
}
