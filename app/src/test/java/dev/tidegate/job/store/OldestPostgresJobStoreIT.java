package dev.tidegate.job.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Jobs on a server of the oldest version that is supported. */
class OldestPostgresJobStoreIT extends PostgresJobStoreContract {

  OldestPostgresJobStoreIT() {
    super(PostgresServer.oldest());
  }

  @Test
  void the_server_is_of_the_version_that_the_docs_promise() {
    assertThat(PostgresServer.oldest().version()).isEqualTo(15);
  }
}
