package dev.tidegate.client;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code tidegate submit}: hands a script to the service, which runs it whatever happens. */
@Command(
    name = "submit",
    description = {
      "Submits a script as a job to a service, and prints the job's id.",
      "",
      "The job outlives this command, the connection and the service's process."
    },
    exitCodeList = {
      "0:the job is accepted; with --wait or --follow: it has succeeded",
      "1:the job has failed",
      "2:the command line is wrong, or a file that it names",
      "3:the job was cancelled",
      "4:the service refuses it",
      "5:the service can't be reached"
    })
public final class SubmitCommand extends ServiceCommand {

  private static final String JOBS = "/v1/jobs";
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

  @Mixin private SubmissionOptions submission = new SubmissionOptions();

  @Option(
      names = "--idempotency-key",
      paramLabel = "KEY",
      description =
          "Submitting again under the same key gives the job that is there already (default: a"
              + " random one, for the tries of this command).")
  private @Nullable String key;

  @Option(names = "--wait", description = "Waits for the job's end and prints its result.")
  private boolean wait;

  @Option(
      names = "--follow",
      description = "Like --wait, and shows the job's log on stderr meanwhile.")
  private boolean follow;

  @Option(names = "--json", description = "Prints the job's whole document.")
  private boolean json;

  @Override
  int run(Connection service, Terminal terminal) throws ClientException, InterruptedException {
    String once = key == null ? UUID.randomUUID().toString() : key;
    if (!KEY.matcher(once).matches()) {
      throw new ClientException(
          ExitCode.USAGE, "--idempotency-key must have 1 to 255 visible ASCII characters");
    }
    JsonNode accepted = service.document(Call.submit(JOBS, submission.json(), once));
    String id = Printable.line(Documents.text(accepted, "id"));
    if (!wait && !follow) {
      if (json) {
        terminal.json(Documents.write(accepted));
      } else {
        terminal.out().println(id);
      }
      return ExitCode.OK;
    }
    terminal.note("job " + id);
    JsonNode ended;
    try (Farewell _ = Farewell.to(id, terminal)) {
      ended = end(new WatchedJob(service, id), terminal);
    }
    return report(ended, terminal);
  }

  private JsonNode end(WatchedJob job, Terminal terminal)
      throws ClientException, InterruptedException {
    if (follow) {
      job.followLog(
          0,
          entry -> {
            terminal.err().println(LogText.of(entry));
            return true;
          });
    }
    return job.awaitEnd();
  }

  private int report(JsonNode job, Terminal terminal) {
    String state = Documents.text(job, "state");
    if (json) {
      terminal.json(Documents.write(job));
    } else if (state.equals("succeeded")) {
      terminal.json(Documents.write(job.path("result")));
    }
    if (Documents.has(job, "error")) {
      terminal.note("the job %s\n%s".formatted(verb(state), JobText.cause(job.path("error"))));
    }
    return switch (state) {
      case "succeeded" -> ExitCode.OK;
      case "cancelled" -> ExitCode.CANCELLED;
      default -> ExitCode.FAILED;
    };
  }

  private static String verb(String state) {
    return state.equals("cancelled") ? "was cancelled" : "has failed";
  }
}
