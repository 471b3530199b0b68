package dev.tidegate.bench;

import dev.tidegate.policy.AccessControl;
import dev.tidegate.policy.AccessRequest;
import dev.tidegate.policy.Actions;
import dev.tidegate.policy.Actor;
import dev.tidegate.policy.Decision;
import dev.tidegate.policy.Explanation;
import dev.tidegate.policy.Metadata;
import dev.tidegate.policy.PolicyLoader;
import dev.tidegate.policy.PolicySet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a decision takes in a set of 1,000 policies of which 20 concern the actor, and what it takes
 * to load such a set.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH calls the setup
public class PolicyBenchmark {

  private static final int POLICIES = 1_000;
  private static final int POLICIES_OF_A_GROUP = 20;
  private static final int SETS_WEIGHED = 20;

  private static final Metadata META =
      Metadata.of(
          Map.of("scheme", "wss", "host", "h7.example.com", "port", 443, "path", "/v1/feed"));

  private String plainYaml;
  private String conditionsYaml;
  private String expressionsYaml;
  private AccessControl plain;
  private AccessControl conditions;
  private AccessControl expressions;
  private AccessControl wide;
  private AccessControl wideConditions;
  private AccessControl wideExpressions;
  private PolicySet set;
  private AccessRequest request;

  /** Makes the sets. */
  @Setup
  public void make() {
    plainYaml = yaml("security.policy", "");
    conditionsYaml =
        yaml(
            "security.policy",
            """
                conditions:
                  - {field: actor.meta.role, operator: in, value: [admin, trader]}
                  - {field: meta.port, operator: eq, value: 443}
                  - {field: meta.host, operator: matches, value: '^h[0-9]+\\.example\\.com$'}
            """);
    expressionsYaml =
        yaml(
            "security.policy.expr",
            """
                expression: actor.meta.role in ['admin', 'trader'] && meta.port == 443 && meta.path.startsWith('/v1')
            """);
    set = PolicyLoader.parse("plain.yaml", plainYaml);
    plain = AccessControl.of(set);
    conditions = AccessControl.of(PolicyLoader.parse("conditions.yaml", conditionsYaml));
    expressions = AccessControl.of(PolicyLoader.parse("expressions.yaml", expressionsYaml));
    wide = wide(plainYaml);
    wideConditions = wide(conditionsYaml);
    wideExpressions = wide(expressionsYaml);
    request =
        new AccessRequest(
            new Actor("alice", Metadata.of(Map.of("role", "trader")), Set.of("app:g7")),
            Actions.WEBSOCKET_CONNECT_URL,
            "wss://h7.example.com/v1/feed",
            META);
  }

  /** The same policies, but all of those that concern the actor are about the URL. */
  private static AccessControl wide(String yaml) {
    return AccessControl.of(
        PolicyLoader.parse("wide.yaml", yaml.replaceAll("wss://h[0-9]+", "wss://*")));
  }

  private static String yaml(String kind, String more) {
    StringBuilder text = new StringBuilder("version: \"1.0\"\nnamespace: app\nentries:\n");
    for (int i = 0; i < POLICIES; i++) {
      text.append(
          """
            - name: policy-%1$d
              kind: %2$s
              description: Lets a group read the feed of one host
              policy:
                actions: [websocket.connect, websocket.connect.url]
                resources: ["", "wss://h%1$d.example.com/*", "wss://*.h%1$d.example.com/v1/*"]
                effect: %3$s
          %4$s    groups: [g%5$d]
          """
              .formatted(
                  i,
                  kind,
                  i % 10 == 0 ? "deny" : "allow",
                  more.indent(2),
                  i % (POLICIES / POLICIES_OF_A_GROUP)));
    }
    return text.toString();
  }

  /** Says what a policy of each kind keeps in memory; how long that takes tells nothing. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  @Warmup(iterations = 0)
  @Measurement(iterations = 1)
  public void weigh() {
    weigh("plain", () -> PolicyLoader.parse("f", plainYaml));
    weigh("with three conditions", () -> PolicyLoader.parse("f", conditionsYaml));
    weigh("with an expression", () -> PolicyLoader.parse("f", expressionsYaml));
  }

  private static void weigh(String what, Supplier<PolicySet> load) {
    PolicySet[] sets = new PolicySet[SETS_WEIGHED];
    long before = used();
    for (int i = 0; i < sets.length; i++) {
      sets[i] = load.get();
    }
    long bytes = (used() - before) / SETS_WEIGHED / sets[0].policies().size();
    System.out.printf("# a policy %s keeps %,d bytes%n", what, bytes);
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** A decision about a URL. */
  @Benchmark
  public Decision decide() {
    return plain.decide("job", request);
  }

  /** A decision about a URL where each policy has three conditions. */
  @Benchmark
  public Decision decideWithConditions() {
    return conditions.decide("job", request);
  }

  /** A decision about a URL where each policy has an expression. */
  @Benchmark
  public Decision decideWithExpressions() {
    return expressions.decide("job", request);
  }

  /** A decision about a URL that 20 policies allow. */
  @Benchmark
  public Decision decideAmongMany() {
    return wide.decide("job", request);
  }

  /** A decision about a URL that 20 policies allow, each with three conditions. */
  @Benchmark
  public Decision decideAmongManyWithConditions() {
    return wideConditions.decide("job", request);
  }

  /** A decision about a URL that 20 policies allow, each with an expression. */
  @Benchmark
  public Decision decideAmongManyWithExpressions() {
    return wideExpressions.decide("job", request);
  }

  /** All 1,000 policies are explained. */
  @Benchmark
  public Explanation explain() {
    return set.explain(request);
  }

  /** A set is loaded. */
  @Benchmark
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public PolicySet load() {
    return PolicyLoader.parse("plain.yaml", plainYaml);
  }

  /** A set with conditions is loaded. */
  @Benchmark
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public PolicySet loadConditions() {
    return PolicyLoader.parse("conditions.yaml", conditionsYaml);
  }

  /** A set with expressions is loaded. */
  @Benchmark
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public PolicySet loadExpressions() {
    return PolicyLoader.parse("expressions.yaml", expressionsYaml);
  }
}
