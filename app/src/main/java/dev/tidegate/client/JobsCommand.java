package dev.tidegate.client;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code tidegate jobs}: lists jobs, or shows one. */
@Command(
    name = "jobs",
    description = "Lists jobs, the newest first; with an id it shows that one in full.",
    exitCodeList = {
      "0:they are shown",
      "2:the command line is wrong",
      "4:the service refuses it, or has no such job",
      "5:the service can't be reached"
    })
public final class JobsCommand extends ServiceCommand {

  /** As many as a page may have. */
  private static final int PAGE = 100;

  /** How a list is written. */
  enum Format {
    TABLE,
    WIDE,
    JSON
  }

  private final InstantSource clock = InstantSource.system();

  @Parameters(
      arity = "0..1",
      paramLabel = "ID",
      converter = JobIdOption.class,
      description = "The job to show.")
  private @Nullable String id;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only those that are queued, running, succeeded, failed or cancelled.")
  private @Nullable String state;

  @Option(names = "--name", paramLabel = "TEXT", description = "Only those of this name.")
  private @Nullable String name;

  @Option(
      names = "--label",
      paramLabel = "KEY:VALUE",
      description = "Only those with this label; may be repeated.")
  private String[] labels = {};

  @Option(
      names = "--actor",
      paramLabel = "ID",
      description = "Those of this actor, or * for those of all, where policies allow to see them.")
  private @Nullable String actor;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most as many (default: ${DEFAULT-VALUE}).")
  private int limit = 50;

  @Option(names = "--all", description = "All of them.")
  private boolean all;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description =
          "table, wide (more columns) or json, one document a line (default: ${DEFAULT-VALUE}).")
  private Format format = Format.TABLE;

  @Option(names = "--json", description = "The same as -o json.")
  private boolean json;

  @Override
  int run(Connection service, Terminal terminal) throws ClientException, InterruptedException {
    if (id != null) {
      show(new WatchedJob(service, id).document(), terminal);
      return ExitCode.OK;
    }
    if (limit < 1) {
      throw new ClientException(ExitCode.USAGE, "--limit must be at least 1");
    }
    list(service, terminal);
    return ExitCode.OK;
  }

  private void show(JsonNode job, Terminal terminal) {
    if (asJson()) {
      terminal.json(Documents.write(job));
    } else {
      terminal.out().println(JobText.of(job, clock.instant().toString()));
    }
  }

  private void list(Connection service, Terminal terminal)
      throws ClientException, InterruptedException {
    JobTable table = new JobTable(format == Format.WIDE);
    long left = all ? Long.MAX_VALUE : limit;
    @Nullable String cursor = null;
    do {
      JsonNode page = service.document(Call.get(path(Math.min(left, PAGE), cursor)));
      List<JsonNode> jobs = new ArrayList<>();
      page.path("items").forEach(jobs::add);
      print(jobs, table, terminal);
      left -= jobs.size();
      cursor = Documents.has(page, "next_cursor") ? Documents.text(page, "next_cursor") : null;
    } while (cursor != null && left > 0 && !terminal.isClosed());
    if (cursor != null && !asJson()) {
      terminal.note("there are more; --limit or --all shows them");
    }
  }

  private String path(long size, @Nullable String cursor) {
    Query query =
        new Query()
            .with("state", state)
            .with("name", name)
            .with("actor", actor)
            .with("limit", size)
            .with("cursor", cursor);
    for (String label : labels) {
      query.with("label", label);
    }
    return "/v1/jobs" + query;
  }

  private void print(List<JsonNode> jobs, JobTable table, Terminal terminal) {
    if (asJson()) {
      jobs.forEach(job -> terminal.json(Documents.write(job)));
    } else {
      table.page(jobs, clock.instant().toString()).forEach(terminal.out()::println);
    }
  }

  private boolean asJson() {
    return json || format == Format.JSON;
  }
}
