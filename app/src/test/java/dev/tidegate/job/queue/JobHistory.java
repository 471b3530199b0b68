package dev.tidegate.job.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the events of a job that has ended say, and whether they fit together. */
final class JobHistory {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> FINAL = Set.of("succeeded", "failed", "cancelled");

  private final JsonNode job;
  private final List<String> faults = new ArrayList<>();
  private String state = "";
  private int attempt;
  private long logs;
  private int interruptions;

  /**
   * Reads it.
   *
   * @param job the job as it is now
   * @param stream its events, as server-sent ones
   */
  JobHistory(JsonNode job, String stream) {
    this.job = job;
    long id = 0;
    for (String block : stream.split("\n\n", -1)) {
      String event = field(block, "event: ");
      if (event.isEmpty()) {
        continue;
      }
      id++;
      if (!field(block, "id: ").equals(Long.toString(id))) {
        faults.add("event " + field(block, "id: ") + " stands in place " + id);
      }
      take(event, JSON.readTree(field(block, "data: ")));
    }
    if (!state.equals(job.path("state").asString())) {
      faults.add("the last event tells of " + state);
    }
    if (attempt != job.path("attempt").asInt()) {
      faults.add("the events tell of " + attempt + " attempts");
    }
    if (attempt > job.path("max_attempts").asInt()) {
      faults.add("there were " + attempt + " attempts");
    }
  }

  private static String field(String block, String name) {
    return block
        .lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()))
        .findFirst()
        .orElse("");
  }

  private void take(String event, JsonNode data) {
    switch (event) {
      case "state" -> change(data);
      case "log" -> {
        logs++;
        if (data.path("seq").asLong() != logs || !state.equals("running")) {
          faults.add("log entry " + data.path("seq") + " while " + state + ", after " + (logs - 1));
        }
      }
      case "connection" -> {
        if (!state.equals("running")) {
          faults.add("a connection while " + state);
        }
      }
      default -> faults.add("an event of kind " + event);
    }
  }

  private void change(JsonNode data) {
    String next = data.path("state").asString();
    int number = data.path("attempt").asInt();
    boolean follows =
        switch (next) {
          case "queued" -> number == attempt + 1 && (state.isEmpty() || again(data));
          case "running" -> state.equals("queued") && number == attempt;
          default -> FINAL.contains(next) && state.equals("running") && number == attempt;
        };
    if (!follows) {
      faults.add(next + " in attempt " + number + " after " + state + " in attempt " + attempt);
    }
    if (data.path("error").path("reason").asString("").equals("interrupted")) {
      interruptions++;
    }
    state = next;
    attempt = number;
  }

  private boolean again(JsonNode data) {
    JsonNode error = data.path("error");
    return state.equals("running")
        && (error.path("reason").asString("").equals("interrupted")
            || error.path("retryable").asBoolean(false));
  }

  /** What does not fit, each time with the job; empty if all does. */
  List<String> faults() {
    return faults.stream().map(fault -> job.path("id").asString() + ": " + fault).toList();
  }

  /** How many of its attempts were interrupted. */
  int interruptions() {
    return interruptions;
  }
}
