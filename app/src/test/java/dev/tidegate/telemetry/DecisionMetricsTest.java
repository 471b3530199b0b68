package dev.tidegate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.policy.AccessRequest;
import dev.tidegate.policy.Actions;
import dev.tidegate.policy.Actor;
import dev.tidegate.policy.Decision;
import dev.tidegate.policy.DecisionListener.Decided;
import dev.tidegate.policy.Effect;
import dev.tidegate.policy.Evaluation;
import dev.tidegate.policy.Metadata;
import dev.tidegate.policy.PolicyId;
import dev.tidegate.policy.PolicyLoader;
import dev.tidegate.policy.PolicySet;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DecisionMetricsTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  private static PolicySet set(Collection<String> names) {
    StringBuilder yaml = new StringBuilder("version: \"1.0\"\nnamespace: app\nentries:\n");
    names.forEach(name ->
        yaml.append(
            "  - {name: %s, kind: security.policy, policy: {actions: a, resources: b, effect: deny}, groups: [g]}\n"
                .formatted(name)));
    return PolicyLoader.parse("app.yaml", yaml.toString());
  }

  private static PolicyId id(String name) {
    return new PolicyId("app", name);
  }

  private static Decided decided(String action, Evaluation evaluation) {
    return new Decided(
        "job",
        new AccessRequest(new Actor("ann", Set.of()), action, "", Metadata.EMPTY),
        evaluation,
        "r1");
  }

  private static Evaluation deny(String... names) {
    Decision deny = new Decision.Deny(Set.of(names).stream().map(DecisionMetricsTest::id).toList());
    return new Evaluation(deny, deny, List.of(), List.of());
  }

  private double count(String meter, String... tags) {
    Counter counter = registry.find(meter).tags(tags).counter();
    return counter == null ? -1 : counter.count();
  }

  @Test
  void counts_decisions_by_action_and_puts_actions_that_scripts_invent_together() {
    DecisionMetrics metrics = new DecisionMetrics(registry, set(List.of("a")));

    metrics.decided(decided(Actions.ENV_GET, deny("a")));
    metrics.decided(decided("invented.1", deny("a")));
    metrics.decided(decided("invented.2", deny("a")));

    assertThat(count("tidegate.policy.decisions", "action", "env.get", "decision", "deny"))
        .isEqualTo(1);
    assertThat(count("tidegate.policy.decisions", "action", "env.get", "decision", "allow"))
        .isZero();
    assertThat(count("tidegate.policy.decisions", "action", "other", "decision", "deny"))
        .isEqualTo(2);
    assertThat(registry.find("tidegate.policy.decisions").meters())
        .hasSize(3 * (Actions.KNOWN.size() + 1));
  }

  @Test
  void counts_for_each_policy_that_decided() {
    DecisionMetrics metrics = new DecisionMetrics(registry, set(List.of("a", "b", "c")));

    metrics.decided(decided(Actions.ENV_GET, deny("a", "b")));
    metrics.decided(decided(Actions.ENV_GET, deny("b")));

    assertThat(count("tidegate.policy.effects", "policy", "app:a")).isEqualTo(1);
    assertThat(count("tidegate.policy.effects", "policy", "app:b")).isEqualTo(2);
    assertThat(count("tidegate.policy.effects", "policy", "app:c")).isEqualTo(-1);
  }

  @Test
  void counts_shadow_policies_only_where_they_would_change_something() {
    DecisionMetrics metrics = new DecisionMetrics(registry, set(List.of("a", "b", "c")));
    Decision allow = new Decision.Allow(List.of(id("a")));
    Decision deny = new Decision.Deny(List.of(id("b")));

    metrics.decided(
        decided(
            Actions.ENV_GET, new Evaluation(allow, deny, List.of(id("b"), id("c")), List.of())));
    metrics.decided(
        decided(Actions.ENV_GET, new Evaluation(allow, allow, List.of(id("c")), List.of())));

    assertThat(count("tidegate.policy.shadow.differences", "policy", "app:b")).isEqualTo(1);
    assertThat(count("tidegate.policy.shadow.differences", "policy", "app:c")).isEqualTo(-1);
    assertThat(count("tidegate.policy.shadow.differences", "policy", "app:a")).isEqualTo(-1);
  }

  @Test
  void counts_policies_that_could_not_be_evaluated() {
    DecisionMetrics metrics = new DecisionMetrics(registry, set(List.of("a")));
    Decision deny = new Decision.Deny(List.of(id("a")));

    metrics.decided(
        decided(
            Actions.ENV_GET,
            new Evaluation(
                deny,
                deny,
                List.of(),
                List.of(new Evaluation.Failure(id("a"), Effect.DENY, "why")))));

    assertThat(count("tidegate.policy.failures", "policy", "app:a")).isEqualTo(1);
  }

  @Test
  void the_meters_of_policies_that_are_gone_go_and_late_decisions_do_not_bring_them_back() {
    PolicySet before = set(List.of("a", "b"));
    PolicySet now = set(List.of("b"));
    DecisionMetrics metrics = new DecisionMetrics(registry, before);
    metrics.decided(decided(Actions.ENV_GET, deny("a", "b")));

    metrics.replaced(before, now);
    metrics.decided(decided(Actions.ENV_GET, deny("a", "b")));

    assertThat(count("tidegate.policy.effects", "policy", "app:a")).isEqualTo(-1);
    assertThat(count("tidegate.policy.effects", "policy", "app:b")).isEqualTo(2);
    assertThat(count("tidegate.policy.effects", "policy", "other")).isEqualTo(1);
  }

  @Test
  void only_so_many_policies_get_a_meter_also_when_many_decide_at_the_same_time() throws Exception {
    int policies = PolicyCounters.MOST + 100;
    List<String> names = IntStream.range(0, policies).mapToObj(i -> "p" + i).toList();
    DecisionMetrics metrics = new DecisionMetrics(registry, set(names));
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Callable<Void>> work = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        work.add(() -> {
          names.forEach(name -> metrics.decided(decided(Actions.ENV_GET, deny(name))));
          return null;
        });
      }
      for (Future<Void> done : threads.invokeAll(work)) {
        done.get();
      }
    }

    Collection<Counter> counters = registry.find("tidegate.policy.effects").counters();
    assertThat(counters).hasSize(PolicyCounters.MOST + 1);
    assertThat(counters.stream().mapToDouble(Counter::count).sum()).isEqualTo(4 * policies);
    assertThat(count("tidegate.policy.effects", "policy", "other")).isPositive();
  }
}
