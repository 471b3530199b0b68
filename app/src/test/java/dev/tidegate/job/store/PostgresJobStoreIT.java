package dev.tidegate.job.store;

/** Jobs on a server of the newest version. */
class PostgresJobStoreIT extends PostgresJobStoreContract {

  PostgresJobStoreIT() {
    super(PostgresServer.newest());
  }
}
