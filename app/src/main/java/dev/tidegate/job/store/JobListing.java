package dev.tidegate.job.store;

import dev.tidegate.job.JobId;
import dev.tidegate.job.JobQuery;
import dev.tidegate.job.JobState;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The statement that lists jobs, so that an index gives them in their order: that of the first
 * label if there is one, and one of the jobs' own otherwise. Asks for one more than the limit, to
 * know whether there are more.
 */
final class JobListing {

  private final StringBuilder sql = new StringBuilder();
  private final List<String> texts = new ArrayList<>();
  private final int limit;

  JobListing(JobQuery query) {
    limit = query.limit() + 1;
    boolean byLabel = !query.labels().isEmpty();
    if (byLabel) {
      // SQLite takes tables that are joined like this in the order in which they stand here.
      sql.append(" from job_labels cross join jobs where jobs.id = job_labels.job_id");
    } else {
      sql.append(" from jobs where 1 = 1");
    }
    String driving = byLabel ? "job_labels" : "jobs";
    String order = byLabel ? "job_labels.job_id" : "jobs.id";
    String actor = query.actor();
    if (actor != null) {
      condition(driving + ".actor = ?", actor);
    }
    int index = 0;
    for (Map.Entry<String, String> label : query.labels().entrySet()) {
      label(index++, label.getKey(), label.getValue());
    }
    JobState state = query.state();
    if (state != null) {
      condition("jobs.state = ?", state.text());
    }
    String name = query.name();
    if (name != null) {
      condition("jobs.name = ?", name);
    }
    JobId before = query.before();
    if (before != null) {
      condition(order + " < ?", before.toString());
    }
    sql.append(" order by ").append(order).append(" desc limit ?");
  }

  /** What follows the columns. */
  String rest() {
    return sql.toString();
  }

  void bind(Binding binding) throws SQLException {
    for (String text : texts) {
      binding.text(text);
    }
    binding.number(limit);
  }

  private void label(int index, String name, String value) {
    if (index == 0) {
      condition("job_labels.name = ?", name);
      condition("job_labels.value = ?", value);
    } else {
      condition(
          "exists (select 1 from job_labels more where more.job_id = jobs.id and more.name = ?",
          name);
      condition("more.value = ?)", value);
    }
  }

  private void condition(String text, String parameter) {
    sql.append(" and ").append(text);
    texts.add(parameter);
  }
}
