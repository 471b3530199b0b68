package dev.tidegate.env;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lua.Failure;
import dev.tidegate.lua.Json;
import dev.tidegate.lua.Limits;
import dev.tidegate.lua.Outcome;
import dev.tidegate.lua.TestEngine;
import dev.tidegate.policy.AccessControl;
import dev.tidegate.policy.ActivePolicies;
import dev.tidegate.policy.Actor;
import dev.tidegate.policy.DecisionListener.Decided;
import dev.tidegate.policy.PolicyLoader;
import dev.tidegate.security.JobContext;
import dev.tidegate.security.Permissions;
import dev.tidegate.variable.Variables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvModuleTest {

  private static final String POLICIES =
      """
      version: "1.0"
      namespace: test
      entries:
        - name: read
          kind: security.policy
          policy: {actions: env.get, resources: ["APP_*", "MISSING", "key.pem", "BYTES"], effect: allow}
          groups: [default]
        - name: hide
          kind: security.policy
          policy: {actions: env.get, resources: "APP_HIDDEN", effect: deny}
          groups: [default]
      """;

  private static final Map<String, String> VALUES =
      Map.of("APP_URL", "canary-url", "APP_HIDDEN", "canary-hidden", "OTHER", "canary-other");

  private static final Actor ACTOR = new Actor("tester", Set.of("default"));

  private final Deque<Decided> decisions = new ConcurrentLinkedDeque<>();
  private TestEngine engine = engine(Variables.of(VALUES, List.of(), warning -> {}));

  @AfterEach
  void close_the_engine() {
    engine.close();
    assertThat(engine.faults()).isEmpty();
  }

  private TestEngine engine(Variables variables) {
    Permissions permissions =
        new Permissions(
            new AccessControl(
                new ActivePolicies(PolicyLoader.parse("test.yaml", POLICIES)),
                true,
                List.of(decisions::add)));
    return new TestEngine(new EnvModule(permissions, variables).module());
  }

  private TestEngine.TestRun start(Limits limits, String script) throws Exception {
    return engine.start(
        "local env = require('env') " + script,
        limits,
        "tester",
        Map.of(Actor.class, ACTOR, JobContext.class, JobContext.of("job", Map.of())));
  }

  private String run(String script) throws Exception {
    Outcome outcome = start(TestEngine.GENEROUS, script).outcome();
    if (outcome instanceof Outcome.Succeeded(Json result)) {
      return result.toString();
    }
    throw new AssertionError(outcome.toString());
  }

  private static String outcome(String call) {
    return "local v, e = " + call + " return {tostring(v), e and e:kind(), e and e:message()}";
  }

  @Test
  void a_variable_that_is_allowed_is_given() throws Exception {
    assertThat(run("return env.get('APP_URL')")).isEqualTo("\"canary-url\"");
    assertThat(decisions).hasSize(1);
    assertThat(decisions.getFirst().request().action()).isEqualTo("env.get");
    assertThat(decisions.getFirst().request().resource()).isEqualTo("APP_URL");
    assertThat(decisions.getFirst().request().meta().values()).containsKey("job");
  }

  @Test
  void a_refusal_does_not_tell_whether_the_variable_is_there() throws Exception {
    for (String name : List.of("APP_HIDDEN", "OTHER", "NOWHERE")) {
      assertThat(run(outcome("env.get('" + name + "')")))
          .isEqualTo("[\"nil\",\"PermissionDenied\",\"not allowed: " + name + "\"]");
    }
  }

  @Test
  void one_that_is_allowed_and_not_there_is_not_found() throws Exception {
    assertThat(run(outcome("env.get('MISSING')")))
        .isEqualTo("[\"nil\",\"NotFound\",\"no such variable: MISSING\"]");
  }

  @Test
  void what_is_no_name_is_invalid_and_nobody_is_asked_about_it() throws Exception {
    assertThat(run(outcome("env.get('')"))).contains("Invalid", "name: name expected");
    assertThat(run(outcome("env.get(('x'):rep(129))"))).contains("Invalid", "128 characters");
    assertThat(run(outcome("env.get()"))).contains("Invalid", "name: string expected");
    assertThat(run(outcome("env.get({})"))).contains("Invalid", "name: string expected");
    assertThat(decisions).isEmpty();
  }

  @Test
  void all_are_those_that_are_allowed_and_only_these_are_recorded() throws Exception {
    assertThat(run("return env.get_all()")).isEqualTo("{\"APP_URL\":\"canary-url\"}");
    assertThat(decisions)
        .extracting(decided -> decided.request().resource())
        .containsOnly("APP_URL");
  }

  @Test
  void the_table_of_all_is_the_scripts_own() throws Exception {
    assertThat(run("env.get_all().APP_URL = 'x' return env.get_all().APP_URL"))
        .isEqualTo("\"canary-url\"");
  }

  @Test
  void variables_cannot_be_set() throws Exception {
    assertThat(run(outcome("env.set('APP_URL', 'x')")))
        .isEqualTo("[\"nil\",\"PermissionDenied\",\"variables are read-only\"]");
    assertThat(run("return env.get('APP_URL')")).isEqualTo("\"canary-url\"");
  }

  @Test
  void a_run_without_an_actor_gets_nothing() throws Exception {
    Outcome outcome =
        engine
            .start(
                "local env = require('env') local v, e = env.get('APP_URL')"
                    + " return {v == nil, e:kind(), next(env.get_all()) == nil}",
                TestEngine.GENEROUS,
                "nobody",
                Map.of())
            .outcome();

    assertThat(outcome)
        .isEqualTo(new Outcome.Succeeded(Json.of("[true,\"PermissionDenied\",true]")));
  }

  @Test
  void bytes_come_as_they_are_and_a_change_is_seen_by_a_job_that_runs(@TempDir Path directory)
      throws Exception {
    engine.close();
    Files.write(directory.resolve("BYTES"), new byte[] {0, (byte) 0xff, '\n'});
    Variables variables = Variables.of(Map.of(), List.of(directory), warning -> {});
    engine = engine(variables);
    assertThat(run("return {env.get('BYTES'):byte(1, -1)}")).isEqualTo("[0,255,10]");

    TestEngine.TestRun waiting =
        start(
            TestEngine.GENEROUS,
            "while env.get('BYTES') ~= 'new' do time.sleep('1ms') end return 'seen'");
    Files.writeString(directory.resolve("BYTES"), "new");
    variables.refresh();

    assertThat(waiting.outcome()).isEqualTo(new Outcome.Succeeded(Json.of("\"seen\"")));
  }

  @Test
  void asking_in_a_loop_ends_at_the_limit_of_work() throws Exception {
    for (String loop :
        List.of(
            "while true do env.get('APP_URL') end",
            "while true do env.get(('x'):rep(100)) end",
            "while true do env.get_all() end",
            "while true do env.set('x') end")) {
      assertThat(start(limits(3_000_000, 16 << 20), loop).failure().reason())
          .as(loop)
          .isEqualTo(Failure.Reason.INSTRUCTIONS);
    }
  }

  @Test
  void what_is_read_counts_as_memory_of_the_job() throws Exception {
    engine.close();
    Map<String, String> many = new HashMap<>();
    for (int i = 0; i < 200; i++) {
      many.put("APP_" + i, "v".repeat(60_000));
    }
    engine = engine(Variables.of(many, List.of(), warning -> {}));

    Failure failure =
        start(
                limits(2_000_000_000L, 16 << 20),
                "local kept = {} while true do kept[#kept + 1] = env.get_all() end")
            .failure();

    assertThat(failure.reason()).isEqualTo(Failure.Reason.MEMORY);
  }

  private static Limits limits(long instructions, long memory) {
    return new Limits(
        Duration.ofSeconds(60),
        instructions,
        memory,
        1 << 20,
        1 << 20,
        16,
        100,
        100,
        1000,
        8 << 20);
  }
}
