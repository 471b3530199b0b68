package dev.tidegate.client;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What commands have in common that talk to a service. */
@Command(
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit codes:%n",
    sortOptions = false,
    abbreviateSynopsis = true)
abstract class ServiceCommand implements Callable<Integer> {

  @Mixin private ServiceOptions options = new ServiceOptions();

  @Option(
      order = 110,
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help and ends.")
  boolean help;

  /**
   * Does what the command is for.
   *
   * @return one of {@link ExitCode}
   */
  abstract int run(Connection service, Terminal terminal)
      throws ClientException, InterruptedException;

  @Override
  public final Integer call() throws InterruptedException {
    Terminal terminal = Terminal.ofProcess();
    try (Connection service = options.connect(terminal)) {
      return run(service, terminal);
    } catch (ClientException ended) {
      terminal.note(String.valueOf(ended.getMessage()));
      return ended.exitCode();
    }
  }
}
