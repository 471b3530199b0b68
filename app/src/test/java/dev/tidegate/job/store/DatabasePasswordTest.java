package dev.tidegate.job.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** With a server that asks for the password and lets nobody in. */
@ExtendWith(OutputCaptureExtension.class)
class DatabasePasswordTest {

  private static final String PASSWORD = "c4n4ry-of-a-database";

  @Test
  void a_password_that_the_server_refuses_is_in_no_message(CapturedOutput output)
      throws IOException {
    try (UnwillingPostgres server = new UnwillingPostgres()) {
      HikariConfig config = new HikariConfig();
      config.setJdbcUrl(server.url());
      config.setUsername("tidegate");
      config.setPassword(PASSWORD);

      assertThatThrownBy(() -> Database.onServer(config))
          .satisfies(fault -> {
            StringWriter trace = new StringWriter();
            fault.printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString())
                .contains("password authentication failed")
                .doesNotContain(PASSWORD);
          });

      assertThat(server.passwords()).isNotEmpty().containsOnly(PASSWORD);
    }
    assertThat(output.getAll()).doesNotContain(PASSWORD);
  }
}
