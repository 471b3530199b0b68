package dev.tidegate.client;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/** What commands have in common that do the same to each of some jobs. */
abstract class EachJobCommand extends ServiceCommand {

  @Parameters(
      arity = "1..*",
      paramLabel = "ID",
      converter = JobIdOption.class,
      description = "The jobs.")
  private List<String> ids = new ArrayList<>();

  /** The call that does it. */
  abstract Call call(String path);

  /** What to say when it is done. */
  abstract String done();

  @Override
  final int run(Connection service, Terminal terminal)
      throws ClientException, InterruptedException {
    int code = ExitCode.OK;
    for (String id : ids) {
      try {
        service.send(call("/v1/jobs/" + id));
        terminal.out().println(id + " " + done());
      } catch (RefusedException refused) {
        // The others may be done all the same.
        terminal.note(id + ": " + refused.getMessage());
        code = refused.exitCode();
      }
    }
    return code;
  }
}
