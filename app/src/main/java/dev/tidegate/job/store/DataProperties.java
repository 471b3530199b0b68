package dev.tidegate.job.store;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where files are kept.
 *
 * @param dir the directory, made if there is none
 */
@ConfigurationProperties("tidegate.data")
record DataProperties(@DefaultValue("data") Path dir) {}
