package dev.tidegate.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code tidegate serve}: the HTTP service. */
@Command(
    name = "serve",
    description = "Starts the HTTP service (the default command).",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer =
        "%nEvery other option sets a property: --server.port=9090 --spring.profiles.active=dev")
final class ServeCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A YAML or properties file, on top of the built-in defaults.")
  private @Nullable Path config;

  @Unmatched private List<String> properties = new ArrayList<>();

  @Override
  public Integer call() {
    List<String> arguments = new ArrayList<>();
    if (config != null) {
      if (!Files.isReadable(config)) {
        throw wrong("cannot read the configuration file " + config);
      }
      arguments.add("--spring.config.additional-location=" + config.toAbsolutePath().toUri());
    }
    for (String property : properties) {
      if (!property.startsWith("--")) {
        throw wrong("unknown argument " + property);
      }
      arguments.add(property);
    }
    return TidegateService.start(arguments);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(
        Objects.requireNonNull(spec, "set by picocli").commandLine(), message);
  }
}
