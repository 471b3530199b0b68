package dev.tidegate.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Secrets that are put into the headers of scripts' handshakes; those that stand in the
 * configuration itself are read by {@link ConfiguredValues}.
 *
 * @param directories directories with one file a secret; the first that has a name counts
 * @param refresh how often they are looked at for changes; positive
 * @param allowPlaintext whether they may be sent without encryption
 */
@ConfigurationProperties("tidegate.secrets")
record SecretProperties(
    @DefaultValue List<String> directories,
    @DefaultValue("2s") Duration refresh,
    @DefaultValue("false") boolean allowPlaintext) {

  /** Where those of the configuration stand. */
  static final String VALUES = "tidegate.secrets.values";

  /** Checks the range. */
  SecretProperties {
    directories = List.copyOf(directories);
    if (!refresh.isPositive()) {
      throw new IllegalArgumentException("tidegate.secrets.refresh must be positive");
    }
  }

  /** The directories. */
  List<Path> paths() {
    return directories.stream().map(Path::of).toList();
  }
}
