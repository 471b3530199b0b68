package dev.tidegate.api;

import dev.tidegate.job.ByteSize;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the API takes.
 *
 * @param maxBody the largest request body; from 1 byte to 1 GiB
 */
@ConfigurationProperties("tidegate.api")
record ApiProperties(@DefaultValue("1MiB") ByteSize maxBody) {

  private static final ByteSize MOST = new ByteSize(1L << 30);

  /** Checks the range. */
  ApiProperties {
    if (maxBody.bytes() < 1 || maxBody.compareTo(MOST) > 0) {
      throw new IllegalArgumentException("tidegate.api.max-body must be from 1B to " + MOST);
    }
  }
}
