package dev.tidegate.lua.task;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tidegate.lua.Arguments;
import dev.tidegate.lua.Compilation;
import dev.tidegate.lua.EngineStatistics;
import dev.tidegate.lua.Failure;
import dev.tidegate.lua.HostFunction;
import dev.tidegate.lua.Json;
import dev.tidegate.lua.Limits;
import dev.tidegate.lua.LogEntry;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.Outcome;
import dev.tidegate.lua.Script;
import dev.tidegate.lua.Table;
import dev.tidegate.lua.TestEngine;
import dev.tidegate.lua.TestEngine.TestRun;
import dev.tidegate.lua.fiber.FiberChoice;
import dev.tidegate.lua.hostile.IsolationCheck;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

class JobEngineTest {

  private final Probe probe = new Probe();
  private TestEngine engine = new TestEngine(FiberChoice.CONTINUATION, probe);

  @RegisterExtension final IsolationCheck isolation = new IsolationCheck(() -> List.of(engine));

  @AfterEach
  void nothing_is_left() {
    await().untilAsserted(() -> assertThat(engine.engine().running()).isZero());
    assertThat(engine.faults()).isEmpty();
    engine.close();
  }

  private void use(FiberChoice choice) {
    engine.close();
    engine = new TestEngine(choice, probe);
  }

  private static Limits limits(Duration wallTime, long instructions, long output) {
    Limits generous = TestEngine.GENEROUS;
    return new Limits(
        wallTime,
        instructions,
        generous.memory(),
        output,
        generous.result(),
        generous.connections(),
        generous.coroutines(),
        generous.timers(),
        generous.channelCapacity(),
        generous.allocation());
  }

  private static Limits wallTime(long millis) {
    return limits(Duration.ofMillis(millis), Long.MAX_VALUE / 2, 1 << 20);
  }

  private TestRun start(String source, Limits limits) throws Exception {
    return engine.start(source, limits, "test", Map.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "return 1 + 1 | 2",
        "return 'x' | \"x\"",
        "return | null",
        "return {a = {1, 2}} | {\"a\":[1,2]}",
        "return function(input) return input end | {\"n\":[1,{}]}",
        "return {main = function(input) return input.n[1] end} | 1",
        "local input = ... return input | {\"n\":[1,{}]}",
        "return {main = 5} | {\"main\":5}",
        "return 42, false | 42",
        "return nil, 42 | null",
        "return nil, {} | null",
        "return nil, true, 'third' | null",
        "return nil, nil, 'third' | null",
        "return 1, 2, errors.new('third') | 1"
      })
  void a_script_gives_its_first_value_or_that_of_its_main_function(String source, String json)
      throws Exception {
    TestRun run =
        engine.start(
            engine.compile("test", source),
            Json.of("{\"n\":[1,{}]}"),
            TestEngine.GENEROUS,
            "test",
            Map.of());

    assertThat(run.outcome()).isEqualTo(new Outcome.Succeeded(Json.of(json)));
  }

  @Test
  void a_script_that_was_compiled_before_is_not_compiled_again() throws Exception {
    EngineStatistics before = engine.engine().statistics();
    Script first = engine.compile("one", "return 1");

    assertThat(engine.compile("one", "return 1")).isSameAs(first);
    assertThat(engine.compile("one", "return 2")).isNotSameAs(first);
    assertThat(engine.compile("two", "return 1")).isNotSameAs(first);
    assertThat(engine.engine().statistics())
        .returns(before.scriptsCompiled() + 3, EngineStatistics::scriptsCompiled)
        .returns(before.scriptsReused() + 1, EngineStatistics::scriptsReused);
    assertThat(engine.engine().statistics().scriptCacheBytes() - before.scriptCacheBytes())
        .isBetween(600L, 6000L);
  }

  @Test
  void scripts_are_kept_up_to_a_number_of_bytes() throws Exception {
    for (int i = 0; i < 50; i++) {
      engine.compile("script", "local s = 0 " + "s = s + 1 ".repeat(5_000) + "return " + i);
    }

    assertThat(engine.engine().statistics().scriptCacheBytes())
        .isBetween(TestEngine.SCRIPT_CACHE_BYTES / 2L, (long) TestEngine.SCRIPT_CACHE_BYTES);
  }

  @Test
  void one_script_may_run_many_times_at_once_and_shares_nothing() throws Exception {
    String source =
        "n = (n or 0) + 1 local t = {} for i = 1, 1000 do t[i] = i coroutine.yield() end return n";
    List<TestRun> runs = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      runs.add(start(source, TestEngine.GENEROUS));
    }

    for (TestRun run : runs) {
      assertThat(run.outcome()).isEqualTo(new Outcome.Succeeded(Json.of("1")));
    }
  }

  @Test
  void a_script_that_compiles_for_too_long_is_refused() throws Exception {
    engine.close();
    engine = new TestEngine(Duration.ofMillis(1));

    Compilation compilation =
        engine
            .engine()
            .compile("test", "slow", ("goto a ".repeat(30_000) + "::a::").getBytes(UTF_8))
            .toCompletableFuture()
            .get(60, TimeUnit.SECONDS);

    assertThat(compilation)
        .isEqualTo(new Compilation.Rejected(1, "compiling takes longer than 1 ms"));
    // What is looked at after each test would take too long to compile too.
    engine.close();
  }

  @Test
  void an_overlong_kind_is_cut_as_messages_are() throws Exception {
    TestRun run =
        start("error(errors.new{message = 'm', kind = ('k'):rep(5000)})", wallTime(60_000));

    assertThat(run.failure().kind()).hasSize(Failure.MESSAGE_LIMIT).endsWith("k…");
  }

  @Test
  void a_chunk_that_the_compiler_cannot_bear_is_an_error_that_scripts_can_catch() throws Exception {
    assertThat(engine.run("return select('#', load(('a,'):rep(500000) .. 'a = 1'))"))
        .isEqualTo(new Outcome.Succeeded(Json.of("2")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "error('raised') | test:1: raised | Internal | false",
        "return nil, 'returned' | returned | Internal | false",
        "return 1, 'returned' | returned | Internal | false",
        "return 1, errors.new{message='m', kind=errors.CONFLICT} | m | Conflict |",
        "return nil, errors.new{message='m', kind=errors.TIMEOUT, retryable=true} | m | Timeout | true",
        "error(errors.new{message='m', kind='Own'}) | m | Own |",
        "error(errors.new('m')) | m | Internal |",
        "error({}) | (error object is a table value) | Internal | false",
        "error() | (error object is a nil value) | Internal | false",
        "local x = nil; x() | test:1: attempt to call local 'x' (a nil value) | Internal | false"
      })
  void what_a_script_raises_or_returns_as_error_is_its_failure(
      String source, String message, String kind, Boolean retryable) throws Exception {
    Failure failure = start(source, TestEngine.GENEROUS).failure();

    assertThat(failure.reason()).isEqualTo(Failure.Reason.SCRIPT);
    assertThat(failure.message()).isEqualTo(message);
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.retryable()).isEqualTo(retryable);
  }

  @ParameterizedTest
  @CsvSource({
    "'return print', result",
    "'local t = {} t.self = t return t', result.self",
    "'return {items = {1, {callback = print}}}', 'result.items[2].callback'"
  })
  void a_result_that_json_cannot_carry_names_the_place(String source, String path)
      throws Exception {
    // A function as the result is called, and what print returns is nothing: so it is wrapped.
    Failure failure =
        start(source.replace("return print", "return {print}"), TestEngine.GENEROUS).failure();

    assertThat(failure.kind()).isEqualTo("Invalid");
    assertThat(failure.message()).contains(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while true do end",
        "repeat local ok = pcall(function() while true do end end) until false",
        "while true do pcall(error) end",
        "local t = setmetatable({}, {__index = function(t, k) return t[k + 1] end}) while true do pcall(function() return t[1] end) end",
        "local f f = function() return f() end f()",
        "local function f() while true do coroutine.yield() end end while true do coroutine.wrap(f)() end",
        "local co = coroutine.wrap(function() while true do coroutine.yield() end end) while true do co() end",
        "::again:: goto again",
        "for _ in function() return 1 end do end",
        "table.sort({3,2,1,5,4}, function(a, b) while true do end end)",
        "return (('x'):gsub('x', function() while true do end end))",
        "return ((('a'):rep(30)):find(('a?'):rep(30) .. ('a'):rep(30) .. 'b'))",
        "return ('a'):rep(200):find('.-.-.-.-.-.-.-.-b')",
        "local s = ('x'):rep(1000000) while true do s:rep(20) end",
        "xpcall(function() while true do end end, function() while true do end end)",
        "load(function() while true do end end)",
        "time.after('1h'):receive()",
        "channel.select{time.after('1h'):case_receive()}",
        "time.after('1h') channel.select{}",
        "time.after('1h') channel.new():send(1)",
        "time.after('1h') coroutine.spawn(function() channel.new():receive() end) channel.new():receive()",
        "while true do coroutine.spawn(function() coroutine.yield() end) end",
        "local ch = channel.new() coroutine.spawn(function() while true do ch:send(1) end end) while true do ch:receive() end",
        "coroutine.spawn(function() while true do coroutine.yield() end end) while true do coroutine.yield() end",
        "coroutine.wrap(function() time.after('1h'):receive() end)()",
        "local t = {} for i = 1, 1e6 do t[i] = i end while true do table.concat(t) end",
        "while true do probe.wait() end",
        "while true do load(('goto a '):rep(30000) .. '::a::') end",
        "while true do load('local a x=a' .. (' or a'):rep(50000)) end"
      })
  void the_wall_time_ends_any_script_and_nothing_catches_it(String source) throws Exception {
    TestRun run = start("probe.open() " + source, wallTime(100));

    assertThat(run.failure().reason()).isEqualTo(Failure.Reason.WALL_TIME);
    assertThat(run.run().usage().wall()).isLessThan(Duration.ofSeconds(30));
    // On a busy machine the time may be over before the script has begun.
    assertThat(probe.ended).hasValue(probe.opened.get());
  }

  @ParameterizedTest
  @EnumSource(value = FiberChoice.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
  void the_instruction_budget_ends_a_loop_even_inside_pcall(FiberChoice choice) throws Exception {
    use(choice);

    Failure failure =
        start(
                "while true do pcall(function() while true do end end) end",
                limits(Duration.ofSeconds(60), 1_000_000, 0))
            .failure();

    assertThat(failure.reason()).isEqualTo(Failure.Reason.INSTRUCTIONS);
    assertThat(failure.message()).contains("1000000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while true do end",
        "time.after('1h'):receive()",
        "time.after('1h') pcall(function() channel.new():receive() end) error('went on')",
        "time.after('1h') pcall(function() channel.new():send(1) end) error('went on')",
        "time.after('1h') pcall(channel.select, {}) error('went on')",
        "coroutine.spawn(function() pcall(probe.wait) error('went on') end) channel.new():receive()",
        "coroutine.spawn(function() while true do coroutine.yield() end end) channel.new():receive()",
        "pcall(function() probe.wait() end) error('went on')"
      })
  void cancel_ends_a_script_that_loops_or_waits(String source) throws Exception {
    TestRun run = start("print('started') " + source, TestEngine.GENEROUS);
    await().until(() -> !run.log().isEmpty());

    run.run().cancel();

    assertThat(run.outcome()).isEqualTo(new Outcome.Cancelled());
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 11})
  void output_is_kept_up_to_its_limit(int limit) throws Exception {
    TestRun run =
        start(
            "print('12345') print('6789é') print('x')",
            limits(Duration.ofSeconds(60), 1_000_000, limit));

    assertThat(run.failure().reason()).isEqualTo(Failure.Reason.OUTPUT);
    assertThat(run.log())
        .extracting(LogEntry::message)
        .containsExactlyElementsOf(limit < 11 ? List.of("12345") : List.of("12345", "6789é"));
    assertThat(run.run().usage().output()).isEqualTo(limit < 11 ? 5 : 11);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 6400})
  void empty_lines_are_output_too(int limit) throws Exception {
    TestRun run =
        start("while true do print() end", limits(Duration.ofSeconds(60), 100_000_000, limit));

    assertThat(run.failure().reason()).isEqualTo(Failure.Reason.OUTPUT);
    assertThat(run.log()).hasSize(100 + limit / 64);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "local function f(...) return f(1, ...) end f()",
        "local function f(...) return 1 + f(1, ...) end f()",
        "local function f(n, ...) return f(n + 1, pcall(f, ...)) end f(1)",
        "local t = print for i = 1, 1e6 do t = setmetatable({}, {__call = t}) end t()",
        "local s = 'x' for i = 1, 1e5 do s = setmetatable({}, {__index = s}) end return s.y"
      })
  void what_grows_without_end_is_stopped_by_an_error_or_a_limit(String source) throws Exception {
    Failure failure = start(source, limits(Duration.ofSeconds(60), 300_000_000, 1 << 20)).failure();

    assertThat(failure.reason())
        .isIn(Failure.Reason.SCRIPT, Failure.Reason.INSTRUCTIONS, Failure.Reason.OUTPUT);
  }

  @ParameterizedTest
  @EnumSource(value = FiberChoice.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
  void a_new_job_is_served_while_two_hundred_loops_are_busy(FiberChoice choice) throws Exception {
    use(choice);
    List<TestRun> loops = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      loops.add(engine.start("while true do end", TestEngine.GENEROUS, "actor" + i % 4, Map.of()));
    }

    assertThat(engine.start("return 'served'", TestEngine.GENEROUS, "other", Map.of()).outcome())
        .isEqualTo(new Outcome.Succeeded(Json.of("\"served\"")));

    assertThat(loops).noneMatch(loop -> loop.run().outcome().toCompletableFuture().isDone());
    loops.forEach(loop -> loop.run().cancel());
    for (TestRun loop : loops) {
      assertThat(loop.outcome()).isEqualTo(new Outcome.Cancelled());
    }
  }

  @ParameterizedTest
  @EnumSource(value = FiberChoice.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
  void compiling_takes_turns_with_running(FiberChoice choice) throws Exception {
    use(choice);
    String slow = "local a x=a" + " or a".repeat(20_000);
    List<CompletableFuture<Compilation>> compilations = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      compilations.add(
          engine
              .engine()
              .compile("compiling", "slow", slow.getBytes(StandardCharsets.US_ASCII))
              .toCompletableFuture());
    }

    assertThat(engine.start("return 'served'", TestEngine.GENEROUS, "other", Map.of()).outcome())
        .isEqualTo(new Outcome.Succeeded(Json.of("\"served\"")));

    for (CompletableFuture<Compilation> compilation : compilations) {
      assertThat(compilation.get(60, TimeUnit.SECONDS)).isInstanceOf(Compilation.Compiled.class);
    }
  }

  @Test
  void an_error_of_a_task_fails_the_job_with_all_that_it_carries() throws Exception {
    Failure failure =
        start(
                """
                local function fail(ch)
                  error(errors.new{message = "m", kind = "Own", retryable = true, details = {n = ch:receive()}})
                end
                local ch = channel.new()
                coroutine.spawn(function()
                  fail(ch)
                end)
                ch:send(7)
                channel.new():receive()
                """,
                TestEngine.GENEROUS)
            .failure();

    assertThat(failure.reason()).isEqualTo(Failure.Reason.SCRIPT);
    assertThat(failure.message()).isEqualTo("m");
    assertThat(failure.kind()).isEqualTo("Own");
    assertThat(failure.retryable()).isTrue();
    assertThat(failure.details()).isEqualTo(Json.of("{\"n\":7}"));
    assertThat(failure.traceback())
        .isEqualTo(
            """
            [C]: in function 'error'
            test:2: in function 'fail'
            test:6: in function <test:5>\
            """);
  }

  @Test
  void a_call_that_has_not_been_answered_is_no_deadlock() throws Exception {
    TestRun run =
        start(
            """
            local ch = channel.new()
            coroutine.spawn(function() ch:send(probe.wait() or "answered") end)
            return (ch:receive())
            """,
            TestEngine.GENEROUS);
    await().until(() -> !probe.waits.isEmpty());

    probe.waits.getFirst().complete(LuaValue.NIL);

    assertThat(run.outcome()).isEqualTo(new Outcome.Succeeded(Json.of("\"answered\"")));
  }

  @ParameterizedTest
  @EnumSource(value = FiberChoice.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
  void all_tasks_waiting_for_nothing_is_a_deadlock(FiberChoice choice) throws Exception {
    use(choice);

    Failure failure = start("channel.select{}", TestEngine.GENEROUS).failure();

    assertThat(failure.kind()).isEqualTo("Internal");
    assertThat(failure.message()).contains("deadlock").contains("threads=1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "probe.wait_then(function() end)",
        "error('x')",
        "return nil, 'x'",
        "coroutine.wrap(function() error('x') end)()",
        "probe.fault()"
      })
  void what_modules_opened_is_closed_however_a_run_ends(String source) throws Exception {
    if (source.contains("fault")) {
      isolation.expectFaults();
    }
    start("probe.open() " + source, wallTime(2000)).outcome();

    assertThat(probe.ended).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"return probe.fault()", "return pcall(probe.fault)"})
  void a_fault_of_a_module_ends_the_job_and_shows_nothing_of_java(String source) throws Exception {
    isolation.expectFaults();
    Failure failure = start(source, TestEngine.GENEROUS).failure();

    assertThat(failure.reason()).isEqualTo(Failure.Reason.INTERNAL);
    assertThat(failure.message()).isEqualTo("internal error");
    assertThat(engine.engine().statistics())
        .returns(1L, EngineStatistics::faults)
        .returns(false, EngineStatistics::tainted);
  }

  @Test
  void the_end_of_the_java_stack_taints_the_engine() throws Exception {
    isolation.expectFaults();

    Failure failure = start("pcall(probe.overflow)", TestEngine.GENEROUS).failure();

    assertThat(failure.reason()).isEqualTo(Failure.Reason.INTERNAL);
    assertThat(engine.engine().statistics().tainted()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {3})
  void a_job_has_no_more_timers_tasks_and_coroutines_than_its_limits(int most) throws Exception {
    Limits generous = TestEngine.GENEROUS;
    Limits few =
        new Limits(
            generous.wallTime(),
            generous.instructions(),
            generous.memory(),
            0,
            1000,
            0,
            most,
            most,
            1000,
            1 << 20);

    Failure timers = start("for i = 1, 10 do time.after('1h') end", few).failure();
    Failure coroutines =
        start("kept = {} for i = 1, 10 do kept[i] = coroutine.create(print) end", few).failure();
    Failure tasks =
        start("for i = 1, 10 do coroutine.spawn(function() channel.new():receive() end) end", few)
            .failure();
    Failure both =
        start(
                """
                local kept = coroutine.create(print)
                coroutine.spawn(coroutine.yield)
                for i = 1, 10 do coroutine.spawn(function() channel.new():receive() end) end
                """,
                few)
            .failure();
    Failure capacity = start("channel.new(1000) channel.new(1001)", few).failure();

    assertThat(timers.message()).contains("too many timers").contains("3");
    assertThat(coroutines.message()).contains("too many coroutines").contains("3");
    assertThat(tasks.message()).contains("too many coroutines").contains("3");
    assertThat(both.message()).contains("too many coroutines").contains("3");
    assertThat(both.kind()).isEqualTo("RateLimited");
    assertThat(capacity.message()).contains("capacity must be at most 1000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return ('x'):rep(1e9)",
        "local s = ('x'):rep(500000) return (s .. s .. s)",
        "return ('%99d'):rep(1e8, ',')",
        "return table.concat({('x'):rep(600000), ('y'):rep(600000)})",
        "return ('x'):rep(900000):gsub('x', 'yy')"
      })
  void a_single_large_request_is_refused_as_an_ordinary_error(String source) throws Exception {
    Limits generous = TestEngine.GENEROUS;
    Limits small =
        new Limits(
            generous.wallTime(),
            generous.instructions(),
            generous.memory(),
            0,
            1000,
            0,
            1,
            1,
            1000,
            1 << 20);

    TestRun run = start("return (select(2, pcall(function() " + source + " end)))", small);

    assertThat(run.outcome().toString()).contains("not enough memory");
  }

  @ParameterizedTest
  @ValueSource(ints = {500})
  void many_jobs_that_wait_end_each_with_its_own_result(int jobs) throws Exception {
    List<TestRun> runs = new ArrayList<>();
    var script =
        engine.compile(
            "test",
            "local n = ... local _, ok = time.after((n % 20 + 1) .. 'ms'):receive() return n * 2");
    for (int i = 0; i < jobs; i++) {
      runs.add(
          engine.start(
              script,
              Json.of(Integer.toString(i)),
              TestEngine.GENEROUS,
              "actor" + i % 7,
              Map.of()));
    }

    for (int i = 0; i < jobs; i++) {
      assertThat(runs.get(i).outcome())
          .isEqualTo(new Outcome.Succeeded(Json.of(Integer.toString(i * 2))));
    }
  }

  @ParameterizedTest
  @EnumSource(value = FiberChoice.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
  void closing_the_engine_ends_every_run_once_and_refuses_new_ones(FiberChoice choice)
      throws Exception {
    use(choice);
    var script =
        engine.compile(
            "test", "probe.open() while true do time.after('1ms'):receive() probe.open() end");
    List<TestRun> runs = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      runs.add(engine.start(script, Json.NULL, TestEngine.GENEROUS, "actor" + i % 3, Map.of()));
    }
    await().until(() -> probe.opened.get() > 200);

    engine.close();

    for (TestRun run : runs) {
      assertThat(run.outcome()).isEqualTo(new Outcome.Cancelled());
    }
    assertThat(probe.ended).hasValue(probe.opened.get());
    assertThatThrownBy(() -> engine.start(script, Json.NULL, TestEngine.GENEROUS, "test", Map.of()))
        .isInstanceOf(RejectedExecutionException.class);
    assertThat(engine.engine().running()).isZero();
  }

  /** A module that shows what the engine does with modules. */
  private static final class Probe implements LuaModule {

    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final List<CompletableFuture<LuaValue>> waits = new CopyOnWriteArrayList<>();
    private final LuaValue table;

    Probe() {
      Table functions = new Table();
      functions.put("open", HostFunction.of("open", this::open));
      functions.put("wait", HostFunction.of("wait", this::waitForEver));
      functions.put("wait_then", HostFunction.of("wait_then", this::waitForEver));
      functions.put(
          "fault",
          HostFunction.of(
              "fault",
              (runtime, arguments) -> {
                throw new IllegalStateException("secret internals");
              }));
      functions.put("overflow", HostFunction.of("overflow", (runtime, arguments) -> deeper(0)));
      table = functions.freeze();
    }

    private Varargs open(LuaRuntime runtime, Arguments arguments) {
      opened.incrementAndGet();
      runtime.onEnd(ended::incrementAndGet);
      return LuaValue.NONE;
    }

    @SuppressWarnings("InfiniteRecursion") // to the end of the stack
    private static Varargs deeper(int depth) {
      return LuaValue.varargsOf(LuaValue.NIL, deeper(depth + 1));
    }

    private Varargs waitForEver(LuaRuntime runtime, Arguments arguments) {
      CompletableFuture<LuaValue> never = new CompletableFuture<>();
      waits.add(never);
      return Tasks.of(runtime).await(never);
    }

    @Override
    public String name() {
      return "probe";
    }

    @Override
    public LuaValue value() {
      return table;
    }
  }
}
