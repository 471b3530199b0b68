package dev.tidegate.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidegate.lua.Failure;
import dev.tidegate.lua.Json;
import dev.tidegate.lua.Limits;
import dev.tidegate.lua.Outcome;
import dev.tidegate.lua.TestEngine;
import dev.tidegate.lua.fiber.FiberChoice;
import dev.tidegate.policy.AccessControl;
import dev.tidegate.policy.ActivePolicies;
import dev.tidegate.policy.Actor;
import dev.tidegate.policy.DecisionListener.Decided;
import dev.tidegate.policy.Metadata;
import dev.tidegate.policy.PolicyLoader;
import dev.tidegate.policy.PolicySet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The module {@code security}: files that check themselves, and what they can't see. */
class SecurityModuleTest {

  private static final Path FILES = Path.of("src/test/lua/security");
  private static final PolicySet POLICIES = policies(read(FILES.resolve("policies.yaml")));

  private static final Actor ACTOR =
      new Actor(
          "tester",
          Metadata.of(
              Map.of(
                  "team",
                  "quant",
                  "level",
                  3,
                  "share",
                  0.5,
                  "active",
                  true,
                  "roles",
                  List.of("reader", "writer"),
                  "nested",
                  Map.of("deep", Map.of("deeper", "text")))),
          Set.of("default"));

  private final Deque<Decided> decisions = new ConcurrentLinkedDeque<>();
  private final ActivePolicies active = new ActivePolicies(POLICIES);
  private TestEngine engine = engine(FiberChoice.CONTINUATION, true);

  @AfterEach
  void close_the_engine() {
    engine.close();
    assertThat(engine.faults()).isEmpty();
  }

  private TestEngine engine(FiberChoice fibers, boolean strict) {
    return new TestEngine(
        fibers,
        new SecurityModule(
                new Permissions(new AccessControl(active, strict, List.of(decisions::add))))
            .module());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PolicySet policies(String yaml) {
    return PolicyLoader.parse("policies.yaml", yaml);
  }

  private TestEngine.TestRun start(Limits limits, Actor actor, String script) throws Exception {
    return engine.start(
        "local security = require('security') " + script,
        limits,
        "tester",
        Map.of(
            Actor.class, actor, JobContext.class, JobContext.of("nightly", Map.of("env", "dev"))));
  }

  private String run(Actor actor, String script) throws Exception {
    Outcome outcome = start(TestEngine.GENEROUS, actor, script).outcome();
    if (outcome instanceof Outcome.Succeeded(Json result)) {
      return result.toString();
    }
    throw new AssertionError(outcome.toString());
  }

  static Stream<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FILES)) {
      return files.filter(file -> file.toString().endsWith(".lua")).sorted().toList().stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void holds_on_continuations(Path file) throws Exception {
    assertThat(run(ACTOR, read(file))).isEqualTo("null");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void holds_on_virtual_threads(Path file) throws Exception {
    engine.close();
    engine = engine(FiberChoice.VIRTUAL_THREAD, true);

    assertThat(run(ACTOR, read(file))).isEqualTo("null");
  }

  @Test
  void what_can_is_asked_is_recorded_and_what_a_scope_is_asked_is_not() throws Exception {
    run(
        ACTOR,
        """
        security.can("websocket.connect.url", "WSS://a.EXAMPLE.com/x?token=canary", {
          host = "faked", job = {name = "faked"}, own = "kept" })
        security.scope():evaluate(security.actor(), "app.read", "x")
        """);

    assertThat(decisions).hasSize(1);
    var request = decisions.getFirst().request();
    assertThat(request.actor()).isEqualTo(ACTOR);
    assertThat(request.resource()).isEqualTo("wss://a.example.com/x");
    // What is known counts, whatever the script says.
    assertThat(request.meta().values())
        .containsEntry("host", "a.example.com")
        .containsEntry("own", "kept")
        .containsEntry("job", Map.of("name", "nightly", "labels", Map.of("env", "dev")));
  }

  @Test
  void each_way_to_a_scope_is_asked_about_by_its_name() throws Exception {
    run(
        ACTOR,
        "local s = security.new_scope() s:without('a:b') s:with(security.policy('test:feeds'))");

    assertThat(decisions)
        .extracting(decided -> decided.request().action() + " " + decided.request().resource())
        .containsExactly(
            "security.scope.create custom",
            "security.scope.create without",
            "security.policy.get test:feeds",
            "security.scope.create with");
  }

  @Test
  void an_actor_without_rights_sees_itself_its_scope_and_nothing_else() throws Exception {
    assertThat(
            run(
                new Actor("narrow", Set.of("test:narrow")),
                """
                local out = {security.actor():id(), #security.scope():policies(),
                  security.can("websocket.connect", "")}
                for _, f in ipairs{
                  function() return security.policy("test:feeds") end,
                  function() return security.named_scope("test:narrow") end,
                } do
                  local value, err = f()
                  out[#out + 1] = value == nil and err:kind()
                end
                local feeds = security.scope():policies()[1]
                for _, f in ipairs{
                  function() return security.new_scope() end,
                  function() return security.scope():with(feeds) end,
                  function() return security.scope():without(feeds) end,
                  function() return security.new_actor("x") end,
                } do
                  local ok, err = pcall(f)
                  out[#out + 1] = not ok and err:kind()
                end
                return out
                """))
        .isEqualTo(
            "[\"narrow\",2,true,\"PermissionDenied\",\"PermissionDenied\",\"PermissionDenied\","
                + "\"PermissionDenied\",\"PermissionDenied\",\"PermissionDenied\"]");
  }

  @Test
  void without_policies_nothing_can_be_done_even_where_strict_mode_is_off() throws Exception {
    engine.close();
    engine = engine(FiberChoice.CONTINUATION, false);

    assertThat(
            run(
                new Actor("nobody", Set.of("none")),
                "return {#security.scope():policies(), security.can('app.read', 'x')}"))
        .isEqualTo("[0,false]");
  }

  @Test
  void a_run_without_an_actor_has_no_actor_no_scope_and_no_rights() throws Exception {
    Outcome outcome =
        engine
            .start(
                """
                local security = require("security")
                local _, err = security.policy("test:feeds")
                return {security.actor() == nil, security.scope() == nil,
                  security.can("app.read", "x"), err:kind(), (pcall(security.new_scope))}
                """,
                TestEngine.GENEROUS,
                "nobody",
                Map.of())
            .outcome();

    assertThat(outcome)
        .isEqualTo(new Outcome.Succeeded(Json.of("[true,true,false,\"PermissionDenied\",false]")));
  }

  @Test
  void a_scope_stays_as_it_is_when_other_policies_come_into_force() throws Exception {
    TestEngine.TestRun waiting =
        start(
            TestEngine.GENEROUS,
            ACTOR,
            """
            local me, before = security.actor(), security.scope()
            local policy = security.policy("test:any-action")
            print("ready")
            while security.can("app.read", "x") do time.sleep("1ms") end
            return {before:evaluate(me, "app.read", "x"), policy:evaluate(me, "app.read", "x"),
              security.scope():evaluate(me, "app.read", "x")}
            """);
    await().until(() -> !waiting.log().isEmpty());
    active.replace(policies("version: \"1.0\"\nnamespace: other\nentries: []\n"));

    assertThat(waiting.outcome())
        .isEqualTo(new Outcome.Succeeded(Json.of("[\"allow\",\"allow\",\"undefined\"]")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while true do security.actor() end",
        "while true do security.scope() end",
        "while true do security.can('app.read', 'x') end",
        "while true do security.can('websocket.connect.url', ('x'):rep(2000)) end",
        "while true do pcall(security.can, ('x'):rep(100000), '') end",
        "while true do security.policy('test:feeds') end",
        "while true do security.policy(('x'):rep(100000)) end",
        "while true do security.named_scope('test:narrow') end",
        "while true do security.new_scope() end",
        "local p = security.policy('test:feeds') local t = {} for i = 1, 1e5 do t[i] = p end"
            + " while true do security.new_scope(t) end",
        "local s = security.scope() while true do s = s:without('test:feeds') end",
        "local s = security.scope() while true do s:policies() end",
        "local s = security.scope() while true do s:contains(('x'):rep(100000)) end",
        "local s, a = security.scope(), security.actor()"
            + " while true do s:evaluate(a, 'app.read', 'x', {k = ('v'):rep(4000)}) end",
        "local t = {} for i = 1, 250 do t['k' .. i] = i end"
            + " while true do security.new_actor('x', t) end",
        "local t = {} for i = 1, 1e6 do t[i] = true end"
            + " while true do pcall(security.new_actor, 'x', {t = t}) end",
        "local a = security.actor() while true do a:meta() end"
      })
  void a_loop_ends_at_the_limit_of_work(String loop) throws Exception {
    assertThat(start(limits(10_000_000, 64 << 20), ACTOR, loop).failure().reason())
        .isEqualTo(Failure.Reason.INSTRUCTIONS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kept[#kept + 1] = security.new_actor('x', {k = ('v'):rep(4000)})",
        "kept[#kept + 1] = security.scope()",
        "kept[#kept + 1] = security.scope():policies()",
        "kept[#kept + 1] = security.new_scope(security.scope():policies())",
        "kept[#kept + 1] = security.actor():meta()"
      })
  void what_is_kept_counts_as_memory(String line) throws Exception {
    Limits limits = limits(100_000_000_000L, 4 << 20);

    assertThat(
            start(limits, ACTOR, "local kept = {} while true do " + line + " end")
                .failure()
                .reason())
        .isEqualTo(Failure.Reason.MEMORY);
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
