package dev.tidegate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.api.OpenRequestListener.End;
import dev.tidegate.api.OpenRequestListener.Kind;
import dev.tidegate.api.OpenRequestListener.Limit;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class OpenRequestMetricsTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final OpenRequestMetrics metrics = new OpenRequestMetrics(registry);

  @Test
  void shows_how_many_are_open_and_how_others_have_ended_by_kind() {
    metrics.opened(Kind.EVENTS);
    metrics.opened(Kind.EVENTS);
    metrics.opened(Kind.WAIT);
    metrics.closed(Kind.EVENTS, End.GONE);

    assertThat(open("events")).isEqualTo(1);
    assertThat(open("wait")).isEqualTo(1);
    assertThat(open("log")).isZero();
    assertThat(ended("events", "gone")).isEqualTo(1);
    assertThat(ended("events", "complete")).isZero();
    assertThat(ended("wait", "gone")).isZero();
  }

  @Test
  void counts_those_without_a_place_by_what_leaves_none() {
    metrics.refused(Kind.LOG, Limit.ACTOR);

    assertThat(open("log")).isZero();
    assertThat(refused("log", "actor")).isEqualTo(1);
    assertThat(refused("log", "drain")).isZero();
  }

  private double open(String kind) {
    return registry.get("tidegate.requests.open").tag("kind", kind).gauge().value();
  }

  private double ended(String kind, String how) {
    return registry
        .get("tidegate.requests.ended")
        .tag("kind", kind)
        .tag("how", how)
        .counter()
        .count();
  }

  private double refused(String kind, String limit) {
    return registry
        .get("tidegate.requests.refused")
        .tag("kind", kind)
        .tag("limit", limit)
        .counter()
        .count();
  }
}
