package dev.tidegate.client;

import static dev.tidegate.client.StubService.json;
import static dev.tidegate.client.StubService.lines;
import static dev.tidegate.client.StubService.nothing;
import static dev.tidegate.client.StubService.problem;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import picocli.CommandLine;

/** The commands about jobs that are there already. */
@ExtendWith(OutputCaptureExtension.class)
class JobsCommandTest {

  private static final String ONE = "019aa5ac-5f99-7281-959d-1005a64266d1";
  private static final String TWO = "019aa5ac-0000-7281-959d-1005a64266d2";

  private final StubService service = new StubService();

  @AfterEach
  void stop() {
    service.close();
  }

  private int run(Object command, String... arguments) {
    List<String> all = new ArrayList<>(List.of("--server", service.url()));
    all.addAll(List.of(arguments));
    return new CommandLine(command)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(all.toArray(String[]::new));
  }

  private static String job(String id, @Nullable String name, String state, Duration age) {
    Instant created = Instant.now().minus(age);
    return """
    {"id": "%s", "name": %s, "state": "%s", "actor": "ann", "labels": {"env": "dev", "x": "y"},
     "created_at": "%s", "started_at": "%s", "finished_at": "%s", "attempt": 1, "max_attempts": 3,
     "result": null, "error": {"reason": "memory", "kind": "", "message": "too much",
       "traceback": "stack traceback:\\n\\tjob.lua:1: in main chunk"},
     "limits": {"wall_time": "30s", "memory": 65536}, "usage": {"instructions": 12}}
    """
        .formatted(
            id,
            name == null ? "null" : '"' + name + '"',
            state,
            created,
            created.plusSeconds(1),
            created.plusSeconds(6));
  }

  private static String page(String cursor, String... jobs) {
    return "{\"items\": [%s], \"next_cursor\": %s}".formatted(String.join(",", jobs), cursor);
  }

  @Test
  void jobs_are_a_table_of_all_pages_that_were_asked_for(CapturedOutput output) {
    service.on(
        "GET /v1/jobs",
        json(200, page("\"c+1\"", job(ONE, "long name", "failed", Duration.ofSeconds(90)))),
        json(200, page("null", job(TWO, null, "failed", Duration.ofHours(50)))));

    assertThat(run(new JobsCommand(), "--all", "--state=failed", "--name=a b&c", "--label=env:dev"))
        .isZero();

    assertThat(output.getOut().lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .isEqualTo(
                        "ID                                    NAME       STATE   ATTEMPT  AGE"),
            line -> assertThat(line).matches(ONE + "  long name  failed  1/3      9\\ds"),
            line -> assertThat(line).isEqualTo(TWO + "  -          failed  1/3      2d"));
    assertThat(service.paths())
        .containsExactly(
            "GET /v1/jobs?state=failed&name=a%20b%26c&limit=100&label=env%3Adev",
            "GET /v1/jobs?state=failed&name=a%20b%26c&limit=100&cursor=c%2B1&label=env%3Adev");
  }

  @Test
  void a_part_of_a_list_says_that_there_is_more(CapturedOutput output) {
    service.on("GET /v1/jobs", json(200, page("\"c\"", job(ONE, "a", "failed", Duration.ZERO))));

    assertThat(run(new JobsCommand(), "--limit=1", "--actor=bob")).isZero();

    assertThat(output.getErr()).contains("there are more; --limit or --all shows them");
    assertThat(service.paths()).containsExactly("GET /v1/jobs?actor=bob&limit=1");
  }

  @Test
  void wide_shows_more_columns(CapturedOutput output) {
    service.on("GET /v1/jobs", json(200, page("null", job(ONE, "a", "failed", Duration.ZERO))));

    assertThat(run(new JobsCommand(), "-o", "wide")).isZero();

    assertThat(output.getOut().lines())
        .satisfiesExactly(
            line -> assertThat(line).endsWith("TOOK  ACTOR  REASON  LABELS"),
            line -> assertThat(line).endsWith("5s    ann    memory  env:dev x:y"));
  }

  @Test
  void json_is_a_document_a_line(CapturedOutput output) {
    service.on(
        "GET /v1/jobs", json(200, page("null", "{\"id\": 1}", "{\"id\": 2, \"labels\": {}}")));

    assertThat(run(new JobsCommand(), "--json")).isZero();

    assertThat(output.getOut().lines()).containsExactly("{\"id\":1}", "{\"id\":2,\"labels\":{}}");
  }

  @Test
  void one_job_is_shown_in_full(CapturedOutput output) {
    service.on(
        "GET /v1/jobs/" + ONE, json(200, job(ONE, "a\\u001b[1m", "failed", Duration.ofMinutes(3))));

    assertThat(run(new JobsCommand(), ONE)).isZero();

    assertThat(output.getOut().lines())
        .contains(
            "id          " + ONE,
            "name        a\\x1b[1m",
            "attempt     1 of 3",
            "labels      env:dev x:y",
            "limits      wall_time 30s, memory 65536",
            "usage       instructions 12",
            "error       memory: too much",
            "            stack traceback:",
            "            \tjob.lua:1: in main chunk")
        .anySatisfy(
            line -> assertThat(line).startsWith("finished").endsWith("(6s after it was created)"));
  }

  @Test
  void an_id_is_an_id_and_never_another_path(CapturedOutput output) {
    assertThat(run(new JobsCommand(), "../policies")).isEqualTo(2);

    assertThat(output.getErr()).contains("a job's id is a UUID");
    assertThat(service.asked()).isEmpty();
  }

  @Test
  void logs_are_printed_from_where_one_wants_them(CapturedOutput output) {
    service.on(
        "GET /v1/jobs/" + ONE + "/logs",
        lines(
            "{\"seq\":8,\"time\":\"2026-11-28T10:00:00Z\",\"level\":\"warn\",\"message\":\"slow\","
                + "\"fields\":{\"ms\":\"12\"}}\n"));

    assertThat(run(new LogsCommand(), ONE, "--since=7")).isZero();
    assertThat(run(new LogsCommand(), ONE, "--since=7", "--json")).isZero();

    assertThat(output.getOut().lines())
        .containsExactly(
            "2026-11-28T10:00:00Z warn  slow ms=12",
            "{\"seq\":8,\"time\":\"2026-11-28T10:00:00Z\",\"level\":\"warn\",\"message\":\"slow\","
                + "\"fields\":{\"ms\":\"12\"}}");
    assertThat(service.paths()).containsOnly("GET /v1/jobs/" + ONE + "/logs?since=7").hasSize(2);
  }

  @Test
  void the_log_of_no_job_is_refused_at_once(CapturedOutput output) {
    assertThat(run(new LogsCommand(), ONE, "-f")).isEqualTo(4);

    assertThat(output.getErr()).contains("There is nothing here");
    assertThat(service.asked()).hasSize(1);
  }

  @Test
  void each_job_is_stopped_though_another_can_not_be(CapturedOutput output) {
    service
        .on(
            "POST /v1/jobs/" + ONE + "/cancel",
            problem(409, "{\"title\": \"It has ended\", \"detail\": \"the job has failed\"}"))
        .on("POST /v1/jobs/" + TWO + "/cancel", json(202, "{}"));

    assertThat(run(new CancelCommand(), ONE, TWO)).isEqualTo(4);

    assertThat(output.getErr().strip())
        .isEqualTo("tidegate: " + ONE + ": It has ended: the job has failed");
    assertThat(output.getOut().strip()).isEqualTo(TWO + " is asked to stop");
  }

  @Test
  void a_job_is_forgotten(CapturedOutput output) {
    service.on("DELETE /v1/jobs/" + ONE, nothing(204));

    assertThat(run(new DeleteCommand(), ONE)).isZero();

    assertThat(output.getOut().strip()).isEqualTo(ONE + " is forgotten");
  }

  @Test
  void a_deletion_that_nobody_knows_the_end_of_is_not_sent_again(CapturedOutput output) {
    service.on("DELETE /v1/jobs/" + ONE, StubService.brokenAfter(), nothing(204));

    assertThat(run(new DeleteCommand(), ONE)).isEqualTo(5);

    assertThat(service.asked()).hasSize(1);
    assertThat(output.getErr()).contains("cannot reach the service");
  }
}
