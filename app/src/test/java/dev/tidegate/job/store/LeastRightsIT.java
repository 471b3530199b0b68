package dev.tidegate.job.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The rights that {@code docs/hardening.md} gives to the service's user are enough. */
class LeastRightsIT {

  private static final Path GUIDE = Path.of("../docs/hardening.md");
  private static final Pattern SQL = Pattern.compile("(?ms)^```sql\\n(.*?)^```$");

  private final String url = PostgresServer.newest().emptyDatabase();
  private final JdbcTemplate administrator = new JdbcTemplate(new DriverManagerDataSource(url));

  @Test
  void a_user_that_may_change_no_table_runs_jobs_in_those_that_their_owner_has_made()
      throws IOException {
    List<String> statements =
        SQL.matcher(Files.readString(GUIDE)).results().map(block -> block.group(1)).toList();
    assertThat(statements).hasSize(2);
    administrator.execute(statements.getFirst());
    assertThatThrownBy(() -> TemporaryStore.at(as("tidegate")))
        .hasStackTraceContaining("permission denied for schema public");

    TemporaryStore.at(as("tidegate_owner")).close();
    administrator.execute(statements.getLast());

    try (TemporaryStore store = TemporaryStore.at(as("tidegate"))) {
      new JobStoreHistories(store, 1).run();
      assertThatThrownBy(() -> store.database().writer().execute("create table more (id text)"))
          .hasStackTraceContaining("permission denied");
      assertThatThrownBy(() -> store.database().writer().update("delete from schema_history"))
          .hasStackTraceContaining("permission denied");
    }
  }

  private String as(String user) {
    return url.replace("user=postgres", "user=" + user);
  }
}
