package dev.tidegate.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Variables that scripts read by {@code env}; those that stand in the configuration itself are read
 * by {@link ConfiguredValues}.
 *
 * @param directories directories with one file a variable; the first that has a name counts
 * @param refresh how often they are looked at for changes; positive
 */
@ConfigurationProperties("tidegate.env")
record EnvProperties(@DefaultValue List<String> directories, @DefaultValue("2s") Duration refresh) {

  /** Where those of the configuration stand. */
  static final String VALUES = "tidegate.env.variables";

  /** Checks the range. */
  EnvProperties {
    directories = List.copyOf(directories);
    if (!refresh.isPositive()) {
      throw new IllegalArgumentException("tidegate.env.refresh must be positive");
    }
  }

  /** The directories. */
  List<Path> paths() {
    return directories.stream().map(Path::of).toList();
  }
}
