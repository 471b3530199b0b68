package dev.tidegate.job.store;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much the store does at the same time.
 *
 * @param readers how many read at the same time, 1 to 64; each has a connection
 * @param waitingReads how many more may wait to read, 1 to 1,000,000
 * @param batch how many writes go into one transaction, 1 to 10,000
 * @param waitingWrites how many writes may wait, 1 to 1,000,000
 */
@ConfigurationProperties("tidegate.store")
record StoreProperties(
    @DefaultValue("8") int readers,
    @DefaultValue("1000") int waitingReads,
    @DefaultValue("256") int batch,
    @DefaultValue("10000") int waitingWrites) {

  private static final int MOST_READERS = 64;
  private static final int MOST_BATCH = 10_000;
  private static final int MOST_WAITING = 1_000_000;

  /** Checks the ranges. */
  StoreProperties {
    require("readers", readers, MOST_READERS);
    require("waiting-reads", waitingReads, MOST_WAITING);
    require("batch", batch, MOST_BATCH);
    require("waiting-writes", waitingWrites, MOST_WAITING);
  }

  private static void require(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(name + " must be from 1 to " + most);
    }
  }
}
