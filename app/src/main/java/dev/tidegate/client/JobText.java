package dev.tidegate.client;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A job in full, for people. */
final class JobText {

  private static final String INDENT = " ".repeat(12);

  private final JsonNode job;
  private final List<String> lines = new ArrayList<>();

  private JobText(JsonNode job) {
    this.job = job;
  }

  /** All of it. */
  static String of(JsonNode job, String now) {
    return new JobText(job).write(now);
  }

  /** Why a job did not succeed, with the calls that were under way. */
  static String cause(JsonNode error) {
    StringBuilder text = new StringBuilder();
    text.append(Documents.text(error, "reason"));
    String kind = Documents.text(error, "kind");
    text.append(kind.isEmpty() ? ": " : " (" + kind + "): ");
    text.append(Documents.text(error, "message"));
    if (Documents.has(error, "details")) {
      text.append('\n').append(Documents.write(error.path("details")));
    }
    if (Documents.has(error, "traceback")) {
      text.append('\n').append(Documents.text(error, "traceback"));
    }
    return text.toString();
  }

  /** The labels of a job. */
  static String labels(JsonNode job) {
    List<String> labels = new ArrayList<>();
    job.path("labels").forEachEntry((key, value) -> labels.add(key + ":" + value.asString("")));
    return String.join(" ", labels);
  }

  private String write(String now) {
    add("id", text("id"));
    add("name", text("name"));
    add("state", text("state"));
    add("attempt", text("attempt") + " of " + text("max_attempts"));
    add("actor", text("actor"));
    add("labels", labels(job));
    add("created", time("created_at", now));
    add("started", time("started_at", now));
    add("finished", ended());
    add("limits", numbers("limits"));
    add("usage", numbers("usage"));
    if (Documents.has(job, "error")) {
      add("error", cause(job.path("error")));
    }
    String body = String.join("\n", lines);
    return Documents.has(job, "result")
        ? body + "\nresult      " + Printable.json(Documents.write(job.path("result")))
        : body;
  }

  private void add(String name, String value) {
    if (!value.isEmpty()) {
      lines.add("%-12s%s".formatted(name, Printable.lines(value, INDENT)));
    }
  }

  private String text(String field) {
    return Documents.text(job, field);
  }

  private String time(String field, String now) {
    String time = text(field);
    String age = Age.between(time, now);
    return age.isEmpty() ? time : time + " (" + age + " ago)";
  }

  private String ended() {
    String took = Age.between(text("created_at"), text("finished_at"));
    return took.isEmpty() ? "" : text("finished_at") + " (" + took + " after it was created)";
  }

  private String numbers(String field) {
    List<String> numbers = new ArrayList<>();
    job.path(field)
        .forEachEntry((name, value) ->
            numbers.add(name + " " + (value.isString() ? value.asString() : value.toString())));
    return String.join(", ", numbers);
  }
}
