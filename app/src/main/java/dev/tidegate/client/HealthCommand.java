package dev.tidegate.client;

import picocli.CommandLine.Command;

/** {@code tidegate health}: whether a service takes work. For supervisors and installers. */
@Command(
    name = "health",
    description = "Tells whether a service takes work on; needs no token.",
    exitCodeList = {
      "0:it does",
      "2:the command line is wrong",
      "4:it answers that it does not",
      "5:the service can't be reached"
    })
public final class HealthCommand extends ServiceCommand {

  @Override
  int run(Connection service, Terminal terminal) throws ClientException, InterruptedException {
    service.document(Call.get("/actuator/health/readiness"));
    terminal.out().println("ready");
    return ExitCode.OK;
  }
}
