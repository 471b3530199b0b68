package dev.tidegate.api;

import dev.tidegate.job.ByteSize;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the API takes.
 *
 * @param maxBody the largest request body
 */
@ConfigurationProperties("tidegate.api")
record ApiProperties(@DefaultValue("1MiB") ByteSize maxBody) {}
