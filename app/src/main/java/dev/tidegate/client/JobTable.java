package dev.tidegate.client;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Jobs as lines of a table. The widths of its columns are made for the first page, so that a long
 * list can be printed as it comes.
 */
final class JobTable {

  private static final List<String> HEAD = List.of("ID", "NAME", "STATE", "ATTEMPT", "AGE");
  private static final List<String> WIDE_HEAD =
      List.of("ID", "NAME", "STATE", "ATTEMPT", "AGE", "TOOK", "ACTOR", "REASON", "LABELS");

  private final boolean wide;
  private final List<Integer> widths = new ArrayList<>();

  JobTable(boolean wide) {
    this.wide = wide;
  }

  /** The next lines; the first ones begin with the names of the columns. */
  List<String> page(List<JsonNode> jobs, String now) {
    List<List<String>> rows = new ArrayList<>();
    boolean first = widths.isEmpty();
    if (first) {
      rows.add(wide ? WIDE_HEAD : HEAD);
    }
    jobs.forEach(job -> rows.add(row(job, now)));
    if (first) {
      for (int column = 0; column < rows.getFirst().size(); column++) {
        int at = column;
        widths.add(rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
      }
    }
    return rows.stream().map(this::line).toList();
  }

  private List<String> row(JsonNode job, String now) {
    List<String> row = new ArrayList<>();
    row.add(text(job, "id"));
    row.add(text(job, "name"));
    row.add(text(job, "state"));
    row.add(text(job, "attempt") + "/" + text(job, "max_attempts"));
    row.add(Age.between(text(job, "created_at"), now));
    if (wide) {
      row.add(took(job, now));
      row.add(text(job, "actor"));
      row.add(text(job.path("error"), "reason"));
      row.add(Printable.line(JobText.labels(job)));
    }
    return row;
  }

  private static String took(JsonNode job, String now) {
    String end = text(job, "finished_at");
    return Age.between(text(job, "started_at"), end.isEmpty() ? now : end);
  }

  private String line(List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      String cell = row.get(column).isEmpty() ? "-" : row.get(column);
      line.append(cell);
      if (column < row.size() - 1) {
        line.append(" ".repeat(Math.max(0, widths.get(column) - cell.length()) + 2));
      }
    }
    return line.toString();
  }

  private static String text(JsonNode document, String field) {
    return Printable.line(Documents.text(document, field));
  }
}
