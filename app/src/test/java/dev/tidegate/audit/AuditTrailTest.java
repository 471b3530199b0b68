package dev.tidegate.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.tidegate.audit.AuditEvent.Omitted;
import dev.tidegate.audit.RecentDecisions.Filter;
import dev.tidegate.policy.AccessRequest;
import dev.tidegate.policy.Actions;
import dev.tidegate.policy.Actor;
import dev.tidegate.policy.Decision;
import dev.tidegate.policy.DecisionListener.Decided;
import dev.tidegate.policy.Effect;
import dev.tidegate.policy.Evaluation;
import dev.tidegate.policy.Metadata;
import dev.tidegate.policy.PolicyException;
import dev.tidegate.policy.PolicyId;
import dev.tidegate.policy.PolicyLoader;
import dev.tidegate.policy.PolicySet;
import dev.tidegate.policy.reload.ReloadEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Trail, queue and writer together, as they are wired. */
class AuditTrailTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final JsonMapper JSON = new JsonMapper();
  private static final PolicyId DENIES = new PolicyId("app", "denies");
  private static final PolicyId SHADOW = new PolicyId("app", "shadow");
  private static final Filter ALL = new Filter(null, null, null, null, null, null);

  private final Logger logger = (Logger) LoggerFactory.getLogger("dev.tidegate.policy");
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch stuck = new CountDownLatch(1);
  private volatile Instant now = Instant.parse("2026-11-28T10:00:00.123456Z");
  private double random = 0.5;

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
    logger.setAdditive(false);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(log);
    logger.setAdditive(true);
    stuck.countDown();
  }

  /** What is wired together. */
  private final class Audit implements AutoCloseable {

    private final RecentDecisions recent =
        new RecentDecisions(1_000, Duration.ofHours(1), () -> now);
    private final AuditTrail trail;
    private final AuditWriter writer;

    Audit(double sample, int linesPerMinute, int capacity, Consumer<String> target) {
      AuditQueue queue = new AuditQueue(capacity);
      LineBudget budget = new LineBudget(linesPerMinute, () -> now, queue::other);
      trail = new AuditTrail(sample, () -> random, () -> now, queue, budget);
      writer = new AuditWriter(queue, budget, recent, JSON, target, () -> now);
      writer.start();
    }

    @Override
    public void close() {
      writer.close();
    }
  }

  private Audit audit() {
    return new Audit(1, 1_000, 1_000, lines::add);
  }

  private static AccessRequest request(String action, String resource) {
    return new AccessRequest(
        new Actor("ann", Metadata.of(Map.of("password", "canary-meta")), Set.of("app:g")),
        action,
        resource,
        Metadata.of(Map.of("token", "canary-request")));
  }

  private static Decided decided(String job, Evaluation evaluation) {
    return new Decided(
        job, request(Actions.WEBSOCKET_CONNECT_URL, "wss://a.test/v1"), evaluation, "r1");
  }

  private static Evaluation plain(Decision decision) {
    return new Evaluation(decision, decision, List.of(), List.of());
  }

  private static Evaluation allow() {
    return plain(new Decision.Allow(List.of(new PolicyId("app", "allows"))));
  }

  private static Evaluation deny() {
    return plain(new Decision.Deny(List.of(DENIES)));
  }

  private static Evaluation failing(String policy) {
    Decision allow = new Decision.Allow(List.of());
    return new Evaluation(
        allow,
        allow,
        List.of(),
        List.of(new Evaluation.Failure(new PolicyId("app", policy), Effect.ALLOW, "no number")));
  }

  private List<JsonNode> events(String kind) {
    return List.copyOf(lines).stream()
        .map(JSON::readTree)
        .filter(line -> line.path("event").asString().equals(kind))
        .toList();
  }

  @Test
  void a_line_is_json_with_everything_but_metadata_and_secrets_of_urls() {
    Decision deny = new Decision.Deny(List.of(DENIES));
    try (Audit audit = audit()) {
      audit.trail.decided(
          new Decided(
              "job-1",
              request("x", "wss://u:canary-pass@a.test/v1?q=canary-query\nnext"),
              new Evaluation(deny, new Decision.Undefined(), List.of(SHADOW), List.of()),
              "r1"));
    }

    assertThat(lines)
        .containsExactly(
            "{\"time\":\"2026-11-28T10:00:00.123Z\",\"event\":\"decision\",\"job\":\"job-1\","
                + "\"actor\":\"ann\",\"action\":\"x\",\"resource\":\"wss://a.test/v1\","
                + "\"decision\":\"deny\",\"policies\":[\"app:denies\"],\"revision\":\"r1\","
                + "\"shadow\":{\"decision\":\"undefined\",\"policies\":[\"app:shadow\"]},"
                + "\"failures\":[]}");
  }

  @Test
  void no_text_makes_two_lines_of_one() {
    try (Audit audit = audit()) {
      audit.trail.decided(new Decided("", request("a\nb", "c\r\n\u2028\"}{"), allow(), "r1"));
    }

    assertThat(lines)
        .singleElement()
        .satisfies(line -> assertThat(line).doesNotContain("\n", "\r"));
    assertThat(events("decision").getFirst().path("resource").asString())
        .isEqualTo("c\r\n\u2028\"}{");
    assertThat(events("decision").getFirst().path("job").isNull()).isTrue();
  }

  @Test
  void of_what_allows_a_sample_is_recorded_and_of_everything_else_all() {
    Decision allow = new Decision.Allow(List.of());
    try (Audit audit = new Audit(0.25, 1_000, 1_000, lines::add)) {
      random = 0.25;
      audit.trail.decided(decided("left out", allow()));
      random = 0.24;
      audit.trail.decided(decided("in the sample", allow()));
      random = 0.99;
      audit.trail.decided(decided("denied", deny()));
      audit.trail.decided(decided("undefined", plain(new Decision.Undefined())));
      audit.trail.decided(
          decided(
              "shadow",
              new Evaluation(
                  allow, new Decision.Deny(List.of(SHADOW)), List.of(SHADOW), List.of())));
      audit.trail.decided(decided("failed", failing("f")));

      assertThat(audit.trail.statistics()).isEqualTo(new AuditStatistics(5, 1, 0, 0));
    }
    assertThat(events("decision").stream().map(line -> line.path("job").asString()))
        .containsExactly("in the sample", "denied", "undefined", "shadow", "failed");
  }

  @Test
  void nothing_or_everything_that_allows_can_be_left_out() {
    random = 0;
    try (Audit audit = new Audit(0, 1_000, 1_000, lines::add)) {
      audit.trail.decided(decided("a", allow()));
    }
    random = 0.999999;
    try (Audit audit = audit()) {
      audit.trail.decided(decided("b", allow()));
    }

    assertThat(events("decision"))
        .singleElement()
        .satisfies(line -> assertThat(line.path("job").asString()).isEqualTo("b"));
  }

  @Test
  void a_job_in_a_loop_gets_so_many_lines_and_one_that_counts_the_rest() {
    try (Audit audit = new Audit(1, 10, 1_000, lines::add)) {
      for (int i = 0; i < 500; i++) {
        audit.trail.decided(decided("loop", deny()));
      }
      audit.trail.decided(decided("other", deny()));

      assertThat(audit.trail.statistics()).isEqualTo(new AuditStatistics(11, 0, 490, 0));
    }
    assertThat(events("decision")).hasSize(11);
    assertThat(lines.getLast())
        .isEqualTo(
            JSON.writeValueAsString(
                new Omitted(now.truncatedTo(ChronoUnit.MILLIS), "loop", "ann", 0, 490)));
  }

  @Test
  void a_policy_that_fails_is_told_once_a_minute_with_how_often_it_did() {
    try (Audit audit = audit()) {
      for (int i = 0; i < 5; i++) {
        audit.trail.decided(decided("job", failing("f")));
      }
      audit.trail.decided(decided("job", failing("g")));
      now = now.plusSeconds(60);
      audit.trail.decided(decided("job", failing("f")));
    }

    assertThat(events("policy_failed"))
        .extracting(line -> line.path("policy").asString() + " " + line.path("times").asInt())
        .containsExactly("app:f 1", "app:g 1", "app:f 5");
    assertThat(events("policy_failed").getFirst().path("reason").asString()).isEqualTo("no number");
    assertThat(log.list).hasSize(3);
    assertThat(log.list.getFirst().getLevel()).isEqualTo(Level.WARN);
    assertThat(log.list.getFirst().getFormattedMessage()).contains("app:f", "allow", "no number");
  }

  @Test
  void who_asks_does_not_wait_for_a_slow_disk_and_refusals_are_kept_longest() throws Exception {
    CountDownLatch writing = new CountDownLatch(1);
    Consumer<String> slow =
        line -> {
          writing.countDown();
          awaitFreedom();
          lines.add(line);
        };
    try (Audit audit = new Audit(1, 10_000, 100, slow)) {
      audit.trail.decided(decided("first", allow()));
      writing.await();
      for (int i = 0; i < 200; i++) {
        audit.trail.decided(decided("allowed", allow()));
      }
      for (int i = 0; i < 40; i++) {
        audit.trail.decided(decided("refused", deny()));
      }

      // A quarter is left to the refusals, of which 15 find no room.
      assertThat(audit.trail.statistics()).isEqualTo(new AuditStatistics(101, 0, 0, 140));
      stuck.countDown();
    }

    assertThat(events("decision")).hasSize(101);
    assertThat(events("events_lost"))
        .singleElement()
        .satisfies(lost -> {
          assertThat(lost.path("allowed").asInt()).isEqualTo(125);
          assertThat(lost.path("refused").asInt()).isEqualTo(15);
          assertThat(lost.path("other").asInt()).isZero();
        });
    assertThat(log.list.getFirst().getFormattedMessage()).contains("15 decisions that refused");
  }

  private void awaitFreedom() {
    try {
      assertThat(stuck.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  @Test
  void a_fault_with_one_event_keeps_the_others_going() {
    Consumer<String> faulty =
        line -> {
          if (line.contains("\"first\"")) {
            throw new IllegalStateException("a broken appender");
          }
          lines.add(line);
        };
    try (Audit audit = new Audit(1, 100, 100, faulty)) {
      audit.trail.decided(decided("first", deny()));
      audit.trail.decided(decided("second", deny()));
    }

    assertThat(events("decision")).hasSize(1);
    assertThat(log.list)
        .singleElement()
        .satisfies(line -> assertThat(line.getLevel()).isEqualTo(Level.ERROR));
  }

  @Test
  void what_is_written_can_be_asked_for() {
    try (Audit audit = audit()) {
      audit.trail.decided(decided("job-1", deny()));
      await()
          .atMost(PATIENCE)
          .until(() -> audit.recent.page(ALL, Long.MAX_VALUE, 10).decisions().size() == 1);

      assertThat(
              JSON.writeValueAsString(
                  audit.recent.page(ALL, Long.MAX_VALUE, 10).decisions().getFirst()))
          .isEqualTo(lines.getFirst());
    }
  }

  private static PolicySet set(String... entries) {
    StringBuilder yaml = new StringBuilder("version: \"1.0\"\nnamespace: app\nentries:\n");
    for (String entry : entries) {
      yaml.append("  - ").append(entry).append('\n');
    }
    return PolicyLoader.parse("app.yaml", yaml.toString());
  }

  private static String entry(String name, String effect) {
    return "{name: %s, kind: security.policy, policy: {actions: a, resources: b, effect: %s}, groups: [g]}"
        .formatted(name, effect);
  }

  @Test
  void changes_of_the_policies_are_told_by_what_is_different() {
    PolicySet before = set(entry("stays", "deny"), entry("changes", "deny"), entry("goes", "deny"));
    PolicySet now =
        set(
            entry("comes", "deny"),
            entry("stays", "deny"),
            entry("changes", "deny, conditions: [{field: action, operator: exists}]"));
    try (Audit audit = audit()) {
      audit.trail.started(before);
      audit.trail.heard(new ReloadEvent.Applied(before, now, Duration.ZERO));
      audit.trail.heard(new ReloadEvent.Refused(now, faults()));
      audit.trail.heard(new ReloadEvent.Restored(now));
    }

    assertThat(lines).hasSize(3);
    JsonNode start = events("policies_in_force").getFirst();
    assertThat(start.path("cause").asString()).isEqualTo("start");
    assertThat(start.path("before").isNull()).isTrue();
    assertThat(start.path("policies").asInt()).isEqualTo(3);
    JsonNode reload = events("policies_in_force").getLast();
    assertThat(reload.path("cause").asString()).isEqualTo("reload");
    assertThat(reload.path("before").asString()).isEqualTo(before.revision());
    assertThat(reload.path("revision").asString()).isEqualTo(now.revision());
    assertThat(reload.path("changes").toString())
        .isEqualTo(
            "{\"added\":[\"app:comes\"],\"removed\":[\"app:goes\"],"
                + "\"changed\":[\"app:changes\"],\"omitted\":0}");
    JsonNode refused = events("policies_refused").getFirst();
    assertThat(refused.path("revision").asString()).isEqualTo(now.revision());
    assertThat(refused.path("faults").asInt()).isEqualTo(1);
  }

  private static PolicyException faults() {
    try {
      PolicyLoader.parse("bad.yaml", "version: [");
    } catch (PolicyException refused) {
      return refused;
    }
    throw new AssertionError("these policies are not good");
  }

  @Test
  void of_a_great_change_the_first_ids_are_told_and_the_others_counted() {
    String[] many = new String[250];
    for (int i = 0; i < many.length; i++) {
      many[i] = entry("p" + i, "deny");
    }
    PolicyChanges changes = PolicyChanges.between(set(entry("goes", "deny")), set(many));

    assertThat(changes.added()).hasSize(PolicyChanges.MOST).startsWith("app:p0", "app:p1");
    assertThat(changes.removed()).containsExactly("app:goes");
    assertThat(changes.omitted()).isEqualTo(50);
  }
}
