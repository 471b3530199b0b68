package dev.tidegate.cli;

import dev.tidegate.egress.Cidr;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where scripts may connect to, and how names are looked up for that.
 *
 * @param allow blocks of addresses that are allowed besides public ones, such as {@code
 *     10.1.0.0/16}
 * @param resolverThreads how many names are looked up at the same time; each look-up blocks one
 *     thread, which ends after 30 s without work
 * @param resolverQueue how many look-ups may wait for a thread; what comes beyond fails at once
 */
@ConfigurationProperties("tidegate.egress")
record EgressProperties(
    @DefaultValue List<Cidr> allow,
    @DefaultValue("32") int resolverThreads,
    @DefaultValue("1024") int resolverQueue) {

  /** Checks the ranges. */
  EgressProperties {
    if (resolverThreads < 1 || resolverQueue < 1) {
      throw new IllegalArgumentException(
          "tidegate.egress.resolver-threads and resolver-queue must be at least 1");
    }
  }

  /** The same with other blocks. */
  EgressProperties allowing(List<Cidr> blocks) {
    return new EgressProperties(blocks, resolverThreads, resolverQueue);
  }
}
