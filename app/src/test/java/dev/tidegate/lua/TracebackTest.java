package dev.tidegate.lua;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lua.fiber.FiberChoice;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a failure tells of the calls that were under way, in the words of stock Lua. */
class TracebackTest {

  private final TestEngine engine = new TestEngine(FiberChoice.CONTINUATION);

  @AfterEach
  void close() {
    engine.close();
    assertThat(engine.faults()).isEmpty();
  }

  private String traceback(String source) throws Exception {
    return Objects.requireNonNull(
        engine.start(source, TestEngine.GENEROUS, "test", Map.of()).failure().traceback());
  }

  @Test
  void functions_are_called_what_their_callers_call_them() throws Exception {
    assertThat(
            traceback(
                """
                local M = {}
                function global() error("raised") end
                local function upvalue() global() end
                function M.field() upvalue() end
                function M:method() M.field() end
                local function named() M:method() end
                (function() named() end)()
                """))
        .isEqualTo(
            """
            [C]: in function 'error'
            test:2: in function 'global'
            test:3: in function 'upvalue'
            test:4: in function 'field'
            test:5: in function 'method'
            test:6: in function 'named'
            test:7: in function <test:7>
            test:7: in main chunk\
            """);
  }

  @Test
  void metamethods_and_iterators_are_called_by_the_event() throws Exception {
    assertThat(
            traceback(
                """
                local t = setmetatable({}, {
                  __add = function() error("raised") end,
                  __index = function(t, k) return t + k end,
                  __newindex = function(t, k, v) return t[v] end,
                  __call = function(t) t.x = 1 end,
                  __eq = function(t) t() end,
                  __lt = function(t) return t == setmetatable({}, getmetatable(t)) end,
                  __len = function(t) return t < t end,
                  __concat = function(t) return #t end,
                  __unm = function(t) return t .. t end,
                })
                local function iterator() return -t end
                for _ in iterator do end
                """))
        .isEqualTo(
            """
            [C]: in function 'error'
            test:2: in function '__add'
            test:3: in function '__index'
            test:4: in function '__newindex'
            test:5: in function 't'
            test:6: in function '__eq'
            test:7: in function '__lt'
            test:8: in function '__len'
            test:9: in function '__concat'
            test:10: in function '__unm'
            test:12: in function 'for iterator'
            test:13: in main chunk\
            """);
  }

  @Test
  void calls_in_tail_position_are_said_to_be_left_out() throws Exception {
    assertThat(
            traceback(
                """
                local function raise() local x = nil; return x.y end
                local function first() return raise() end
                local function second() return first() end
                second()
                """))
        .isEqualTo(
            """
            test:1: in function <test:1>
            (...tail calls...)
            test:4: in main chunk\
            """);
  }

  @Test
  void library_functions_that_call_back_are_shown() throws Exception {
    assertThat(
            traceback(
                """
                local function compare() string.rep() end
                local function replace() table.sort({ 1, 2 }, compare) end
                local gsub = string.gsub
                local found = gsub("x", "x", replace)
                """))
        .isEqualTo(
            """
            [C]: in function 'rep'
            test:1: in function <test:1>
            [C]: in function 'sort'
            test:2: in function <test:2>
            [C]: in function 'gsub'
            test:4: in main chunk\
            """);
  }

  @Test
  void a_library_function_without_a_name_in_the_code_is_called_by_its_global_one()
      throws Exception {
    assertThat(traceback("(string.rep or error)()"))
        .isEqualTo("[C]: in function 'string.rep'\ntest:1: in main chunk");
    assertThat(traceback("local x = ('a'):gsub('a', setmetatable)"))
        .isEqualTo(
            """
            [C]: in function 'setmetatable'
            [C]: in function 'gsub'
            test:1: in main chunk\
            """);
  }

  @Test
  void a_traceback_of_21_calls_is_whole() throws Exception {
    assertThat(
            traceback(
                """
                local function down(n) if n > 1 then down(n - 1) else x.y = 1 end end
                down(20)
                """))
        .isEqualTo("test:1: in function 'down'\n".repeat(20) + "test:2: in main chunk");
  }

  @Test
  void a_longer_one_shows_the_ten_innermost_and_the_ten_outermost_calls() throws Exception {
    for (int calls : new int[] {21, 22, 100, 10_000}) {
      assertThat(
              traceback(
                  "local function down(n) if n > 1 then down(n - 1) else x.y = 1 end end\n"
                      + "down("
                      + calls
                      + ")"))
          .isEqualTo(
              "test:1: in function 'down'\n".repeat(10)
                  + "...\n"
                  + "test:1: in function 'down'\n".repeat(9)
                  + "test:2: in main chunk");
    }
  }

  @Test
  void an_error_that_went_through_a_coroutine_shows_who_resumed_it() throws Exception {
    assertThat(
            traceback(
                """
                local resume = coroutine.wrap(function() error("raised") end)
                local function run() resume() end
                run()
                """))
        .isEqualTo(
            """
            [C]: in function 'resume'
            test:2: in function 'run'
            test:3: in main chunk\
            """);
  }
}
