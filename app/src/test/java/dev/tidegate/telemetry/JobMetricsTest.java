package dev.tidegate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.job.Capacity;
import dev.tidegate.job.Drain;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JobMetricsTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Capacity.Places places = new Capacity(100).places(5);
  private final Drain drain = new Drain();
  private final JobMetrics metrics = new JobMetrics(registry, places, drain);

  @Test
  void only_the_first_attempt_tells_how_long_a_job_has_waited() {
    metrics.claimed(1, Duration.ofMillis(250));
    metrics.claimed(2, Duration.ofHours(1));

    assertThat(registry.get("tidegate.job.wait").timer().count()).isEqualTo(1);
    assertThat(registry.get("tidegate.job.wait").timer().totalTime(TimeUnit.MILLISECONDS))
        .isEqualTo(250);
    assertThat(registry.get("tidegate.job.claims").tag("attempt", "first").counter().count())
        .isEqualTo(1);
    assertThat(registry.get("tidegate.job.claims").tag("attempt", "further").counter().count())
        .isEqualTo(1);
  }

  @Test
  void a_job_that_began_before_it_was_accepted_by_another_clock_has_not_waited() {
    metrics.claimed(1, Duration.ofMillis(-3));

    assertThat(registry.get("tidegate.job.wait").timer().count()).isEqualTo(1);
    assertThat(registry.get("tidegate.job.wait").timer().totalTime(TimeUnit.MILLISECONDS)).isZero();
  }

  @Test
  void shows_what_runs_and_whether_the_node_is_emptied() {
    assertThat(places.enter(1, Duration.ofMinutes(5))).isNotNull();
    assertThat(registry.get("tidegate.jobs.running").gauge().value()).isEqualTo(1);
    assertThat(registry.get("tidegate.drain.active").gauge().value()).isZero();

    drain.begin();

    assertThat(registry.get("tidegate.drain.active").gauge().value()).isEqualTo(1);
  }

  @Test
  void counts_what_goes_wrong() {
    metrics.again();
    metrics.recovered();
    metrics.leaseLost();
    metrics.heartbeatFailed();

    for (String name :
        new String[] {
          "tidegate.job.retries",
          "tidegate.job.recoveries",
          "tidegate.job.leases.lost",
          "tidegate.job.heartbeat.failures"
        }) {
      assertThat(registry.get(name).counter().count()).as(name).isEqualTo(1);
    }
  }
}
