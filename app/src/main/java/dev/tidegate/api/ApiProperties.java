package dev.tidegate.api;

import dev.tidegate.job.ByteSize;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the API takes.
 *
 * @param maxBody the largest request body; at least a byte, and less than 2 GiB
 */
@ConfigurationProperties("tidegate.api")
record ApiProperties(@DefaultValue("1MiB") ByteSize maxBody) {

  /** Checks the range. */
  ApiProperties {
    if (maxBody.bytes() < 1 || maxBody.bytes() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("max-body must be positive and less than 2GiB");
    }
  }
}
