package dev.tidegate.lua.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lua.Failure;
import dev.tidegate.lua.Json;
import dev.tidegate.lua.Limits;
import dev.tidegate.lua.Outcome;
import dev.tidegate.lua.TestEngine;
import dev.tidegate.lua.TestEngine.TestRun;
import dev.tidegate.lua.fiber.FiberChoice;
import dev.tidegate.lua.hostile.IsolationCheck;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What lives is held against the limit, and what does not live is not. */
class MemoryLimitTest {

  private static final int MEBIBYTE = 1 << 20;
  private static final long LIMIT = 16 * MEBIBYTE;

  private TestEngine engine = new TestEngine();

  @RegisterExtension final IsolationCheck isolation = new IsolationCheck(() -> List.of(engine));

  @AfterEach
  void close() {
    assertThat(engine.engine().running()).isZero();
    assertThat(engine.faults()).isEmpty();
    engine.close();
  }

  private void use(FiberChoice choice) {
    engine.close();
    engine = new TestEngine(choice);
  }

  private TestRun start(String source) throws Exception {
    Limits generous = TestEngine.GENEROUS;
    Limits limits =
        new Limits(
            generous.wallTime(),
            generous.instructions(),
            LIMIT,
            generous.output(),
            generous.result(),
            generous.connections(),
            generous.coroutines(),
            generous.timers(),
            generous.channelCapacity(),
            generous.allocation());
    return engine.start(source, limits, "test", Map.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a list of small tables      | local l while true do l = { l } end
          strings                     | local l for i = 1, 1e9 do l = { l, ("x"):rep(1000) .. i } end
          parts of strings            | local l for i = 1, 1e9 do l = { l, (("x"):rep(1e4) .. i):sub(1, 1) } end
          strings in upvalues         | local f = print for i = 1, 1e9 do local s, g = ("x"):rep(1000) .. i, f f = function() return s, g end end
          frames of a deep recursion  | local function f(n) local s = ("x"):rep(1000) .. n return 1 + f(n + 1) end f(1)
          suspended coroutines        | local t = {} for i = 1, 900 do t[i] = coroutine.wrap(function() local s = ("x"):rep(50000) .. i coroutine.yield() return s end) t[i]() end
          values between coroutines   | local t = {} for i = 1, 900 do t[i] = coroutine.wrap(function(s) coroutine.yield(s) end) t[i](("x"):rep(50000) .. i) end
          varargs                     | local function f(...) return f(("x"):rep(1000) .. select("#", ...), ...) end f()
          loaded functions            | local t = {} for i = 1, 1e9 do t[i] = load("return " .. i .. "--" .. ("a=1 "):rep(1000)) end
          metatables                  | local t for i = 1, 1e9 do t = setmetatable({}, { next = t }) end
          error values                | local e for i = 1, 1e9 do local _, n = pcall(error, { e }) e = n end
          """)
  void ends_a_script_that_keeps_too_much(String what, String script) throws Exception {
    TestRun run = start("pcall(function() " + script + " end) while true do end");

    assertThat(run.failure().reason()).isEqualTo(Failure.Reason.MEMORY);
    assertThat(run.failure().message())
        .isEqualTo("the job reached the memory limit of 16777216 bytes");
    assertThat(run.run().usage().memoryPeak()).isBetween(LIMIT * 8 / 10, 2 * LIMIT);
  }

  /** An array that doubles may not fit, and says so before it is made. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          elements of a local table | local t = {} for i = 1, 1e9 do t[i] = i + 0.5 end
          hashed keys               | local t = {} for i = 1, 1e9 do t["k" .. i] = true end
          closures                  | local t = {} for i = 1, 1e9 do t[i] = function() return i end end
          a string                  | local s = "x" while true do s = s .. s end
          """)
  void refuses_to_double_what_is_large_or_ends_the_script(String what, String script)
      throws Exception {
    Failure failure = start(script).failure();

    if (failure.reason() != Failure.Reason.MEMORY) {
      assertThat(failure.message()).isEqualTo("test:1: not enough memory");
    }
  }

  @ParameterizedTest
  @EnumSource(value = FiberChoice.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
  void lets_a_script_make_any_amount_of_garbage(FiberChoice choice) throws Exception {
    use(choice);

    TestRun run =
        start(
            """
            local kept = {}
            for i = 1, 20000 do
              local t = { ("x"):rep(20000) .. i, {}, function() return i end }
              kept[i % 100] = t
              local co = coroutine.wrap(function() coroutine.yield(t) end)
              co()
            end
            return "done"
            """);

    assertThat(run.outcome()).isEqualTo(new Outcome.Succeeded(Json.of("\"done\"")));
    assertThat(run.run().usage().memoryPeak()).isBetween(2L * MEBIBYTE, LIMIT);
  }

  @ParameterizedTest
  @EnumSource(value = FiberChoice.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
  void ends_a_script_that_keeps_too_much_on_any_fiber(FiberChoice choice) throws Exception {
    use(choice);

    assertThat(start("local t = {} for i = 1, 1e9 do t[i] = {} end").failure().reason())
        .isEqualTo(Failure.Reason.MEMORY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rep    | ("x"):rep(2^23)
          concat | ("x"):rep(2^22) .. ("y"):rep(2^22)
          gsub   | ("x"):rep(2^20):gsub("x", "12345678")
          format | ("%s%s"):format(("x"):rep(2^22), ("x"):rep(2^22))
          table  | table.concat({ ("x"):rep(2^22), ("y"):rep(2^22) })
          """)
  void a_single_request_that_does_not_fit_is_an_error(String what, String request)
      throws Exception {
    TestRun run =
        start(
            """
            local kept = { ("x"):rep(2^22), ("y"):rep(2^22) }
            local ok, message = pcall(function() return %s end)
            return { tostring(ok), message }
            """
                .formatted(request));

    assertThat(run.outcome())
        .isEqualTo(new Outcome.Succeeded(Json.of("[\"false\",\"test:2: not enough memory\"]")));
  }

  @Test
  void what_the_compiler_needs_counts_while_it_compiles() throws Exception {
    TestRun run =
        start(
            """
            local source = ("a=1 "):rep(150000)
            local ok, message = load(source)
            return { tostring(ok), message, type(load(source:sub(1, 4 * 50000))) }
            """);

    assertThat(run.outcome())
        .isEqualTo(new Outcome.Succeeded(Json.of("[\"nil\",\"not enough memory\",\"function\"]")));
  }

  @ParameterizedTest
  @EnumSource(value = FiberChoice.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
  void coroutines_that_nothing_refers_to_do_not_count(FiberChoice choice) throws Exception {
    use(choice);

    TestRun run =
        start(
            """
            local first = coroutine.wrap(function() coroutine.yield(1) return 2 end)
            first()
            for i = 1, 20000 do
              coroutine.wrap(function() coroutine.yield() end)()
            end
            return first()
            """);

    assertThat(run.outcome()).isEqualTo(new Outcome.Succeeded(Json.of("2")));
  }
}
