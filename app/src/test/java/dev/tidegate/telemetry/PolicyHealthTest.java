package dev.tidegate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidegate.policy.ActivePolicies;
import dev.tidegate.policy.PolicyLoader;
import dev.tidegate.policy.reload.PolicyReload;
import dev.tidegate.reload.ReloadSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** What health and gauges say of the policies in force. */
@Timeout(60)
class PolicyHealthTest {

  private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");
  private static final String GOOD = "version: \"1.0\"\nnamespace: app\nentries: []\n";

  @TempDir private Path directory;

  @Test
  void both_warn_while_the_files_have_faults() throws IOException {
    Path file = Files.writeString(directory.resolve("app.yaml"), GOOD);
    ActivePolicies policies = new ActivePolicies(PolicyLoader.load(directory));
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    try (PolicyReload reload =
        new PolicyReload(
            directory,
            true,
            policies,
            new ReloadSettings(Duration.ofMillis(20), Duration.ofMillis(50)),
            new PolicyReloadMetrics(meters),
            () -> START)) {
      new PolicyMetrics(reload, () -> START.plusMillis(2500)).bindTo(meters);
      PolicyHealth health = new PolicyHealth(reload);
      reload.start();

      assertThat(health.health()).isEqualTo(expected(Status.UP, policies, 0));
      assertThat(gauge(meters, "tidegate.policy.refused")).isZero();
      assertThat(gauge(meters, "tidegate.policy.age")).isEqualTo(2.5);

      Files.writeString(file, GOOD.replace("namespace", "name") + "colour: red\n");
      await().until(() -> count(meters, "refused") == 1);

      assertThat(reload.refused().orElseThrow().faults()).hasSize(3);
      assertThat(health.health()).isEqualTo(expected(PolicyHealth.WARNING, policies, 3));
      assertThat(gauge(meters, "tidegate.policy.refused")).isEqualTo(1);

      Files.writeString(file, GOOD.replace("app", "other"));
      await().until(() -> count(meters, "applied") == 1);

      assertThat(health.health()).isEqualTo(expected(Status.UP, policies, 0));
      assertThat(gauge(meters, "tidegate.policy.refused")).isZero();
      assertThat(count(meters, "refused")).isEqualTo(1);
    }
  }

  private static Health expected(Status status, ActivePolicies policies, int faults) {
    return Health.status(status)
        .withDetails(
            Map.of(
                "revision",
                policies.current().revision(),
                "since",
                START.toString(),
                "faults",
                faults))
        .build();
  }

  private static double gauge(SimpleMeterRegistry meters, String name) {
    return meters.get(name).gauge().value();
  }

  private static double count(SimpleMeterRegistry meters, String result) {
    return meters.get("tidegate.policy.reloads").tag("result", result).counter().count();
  }
}
