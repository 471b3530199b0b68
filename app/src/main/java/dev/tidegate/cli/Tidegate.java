package dev.tidegate.cli;

import dev.tidegate.client.CancelCommand;
import dev.tidegate.client.DeleteCommand;
import dev.tidegate.client.HealthCommand;
import dev.tidegate.client.JobsCommand;
import dev.tidegate.client.LogsCommand;
import dev.tidegate.client.SubmitCommand;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The program. Without a command it is the service, so that a jar, an image and a unit file need
 * none.
 */
@Command(
    name = "tidegate",
    description = "Runs untrusted Lua as a service: isolated, metered, with live WebSockets.",
    subcommands = {
      ServeCommand.class,
      SubmitCommand.class,
      JobsCommand.class,
      LogsCommand.class,
      CancelCommand.class,
      DeleteCommand.class,
      HealthCommand.class,
      RunCommand.class,
      EchoCommand.class,
      PolicyCommand.class,
      TokenCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "[COMMAND]",
    footer = "%nWithout a command, or with nothing but options, it is the service.")
public final class Tidegate {

  private static final Set<String> OWN_OPTIONS = Set.of("--help", "-h", "--version", "-V");

  private static final Set<String> OPTIONS_OF_SERVE = Set.of("--config", "--help", "--version");

  private Tidegate() {}

  /** Runs a command and ends the process with its exit code; the service goes on instead. */
  public static void main(String[] arguments) {
    String[] named = withCommand(arguments);
    // The library for command lines would take a tenth of the time until the service is ready.
    int code =
        setsOnlyProperties(named)
            ? TidegateService.start(List.of(named).subList(1, named.length))
            : commandLine().execute(named);
    if (code != TidegateService.SERVING) {
      System.exit(code);
    }
  }

  /** Whether these are of a service, without anything that is not for Spring to read. */
  static boolean setsOnlyProperties(String[] arguments) {
    return arguments[0].equals("serve")
        && Stream.of(arguments).skip(1).allMatch(Tidegate::setsProperty);
  }

  private static boolean setsProperty(String argument) {
    int end = argument.indexOf('=');
    return argument.startsWith("--")
        && end > 2
        && !OPTIONS_OF_SERVE.contains(argument.substring(0, end));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Tidegate())
        .setCaseInsensitiveEnumValuesAllowed(true)
        // An argument such as @input.json is meant for the command.
        .setExpandAtFiles(false);
  }

  static String[] withCommand(String[] arguments) {
    boolean named =
        arguments.length > 0
            && (!arguments[0].startsWith("-") || OWN_OPTIONS.contains(arguments[0]));
    if (named) {
      return arguments;
    }
    String[] service = new String[arguments.length + 1];
    service[0] = "serve";
    System.arraycopy(arguments, 0, service, 1, arguments.length);
    return service;
  }
}
