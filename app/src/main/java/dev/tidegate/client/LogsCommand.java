package dev.tidegate.client;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code tidegate logs}: what a job has written. */
@Command(
    name = "logs",
    description = "Prints what a job has written to its log.",
    exitCodeList = {
      "0:it is printed; with --follow: to the job's end, however that was",
      "2:the command line is wrong",
      "4:the service refuses it, or has no such job",
      "5:the service can't be reached, or not any more"
    })
public final class LogsCommand extends ServiceCommand {

  @Parameters(paramLabel = "ID", converter = JobIdOption.class, description = "The job.")
  private String id = "";

  @Option(
      names = {"-f", "--follow"},
      description = "Goes on until the job has ended.")
  private boolean follow;

  @Option(
      names = "--since",
      paramLabel = "SEQ",
      defaultValue = "0",
      description = "Begins after the entry of this number.")
  private long since;

  @Option(names = "--json", description = "Prints the entries' documents, one a line.")
  private boolean json;

  @Override
  int run(Connection service, Terminal terminal) throws ClientException, InterruptedException {
    if (since < 0) {
      throw new ClientException(ExitCode.USAGE, "--since must not be negative");
    }
    WatchedJob job = new WatchedJob(service, id);
    WatchedJob.Log log = entry -> print(entry, terminal);
    if (follow) {
      job.followLog(since, log);
    } else {
      job.readLog(since, log);
    }
    return ExitCode.OK;
  }

  private boolean print(JsonNode entry, Terminal terminal) {
    if (json) {
      terminal.json(Documents.write(entry));
    } else {
      terminal.out().println(LogText.of(entry));
    }
    return !terminal.isClosed();
  }
}
