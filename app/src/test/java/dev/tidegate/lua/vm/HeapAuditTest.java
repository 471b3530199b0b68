package dev.tidegate.lua.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lua.DirectRun;
import dev.tidegate.lua.HostFunction;
import dev.tidegate.lua.Numbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the audit sees; scripts ask it with {@code live()}, which exists here only. */
class HeapAuditTest {

  private static final int MEBIBYTE = 1 << 20;

  private final DirectRun run = new DirectRun();

  HeapAuditTest() {
    LuaContext context = (LuaContext) run.runtime();
    run.runtime()
        .globals()
        .put(
            "live",
            HostFunction.of(
                "live",
                (runtime, arguments) -> Numbers.of((double) context.live(tracer -> {}, () -> {}))));
  }

  private double measured(String script) {
    return run.run(script).arg1().todouble();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a string in a local        | local s = ("x"):rep(2^20) return live(), s
          a string in a global       | s = ("x"):rep(2^20) return live()
          a string in a table        | local t = {("x"):rep(2^20)} return live(), t
          a frozen table's string    | local t = table.freeze{("x"):rep(2^20)} return live(), t
          room in a table            | local t = table.create(2^18) return live(), t
          a string as a key          | local t = {[("x"):rep(2^20)] = 1} return live(), t
          a string in an upvalue     | local s = ("x"):rep(2^20) f = function() return s end s = s .. "" return live()
          an argument                | return (function(s) return live(), s end)(("x"):rep(2^20))
          a vararg                   | return (function(...) return live(), ... end)(("x"):rep(2^20))
          a caller's local           | local s = ("x"):rep(2^20) local function f() return live() end local n = f() return n, s
          a local around a pcall     | local s = ("x"):rep(2^20) local _, n = pcall(live) return n, s
          a local under a pcall      | local _, n = pcall(function() local s = ("x"):rep(2^20) local n = live() return n, s end) return n
          a metatable                | t = setmetatable({}, {s = ("x"):rep(2^20)}) return live()
          a string's part            | p = ("x"):rep(2^20):sub(1, 2^20 - 1) return live()
          many parts of a string     | local s, t = ("x"):rep(99), {} for i = 1, 30000 do t[i] = s:sub(2) end return live(), t
          a dropped argument         | local n pcall(function() n = live() end, ("x"):rep(2^20)) return n
          a caught error's handler   | local n xpcall(function() error(("x"):rep(2^20), 0) end, function(e) e = nil n = live() end) return n
          a capture                  | local n local s = ("x"):rep(2^19) .. ("y"):rep(2^20) s:gsub("^x+", function(c) c = nil n = live() end) s = nil return n
          an error being joined      | local n local t = setmetatable({}, {__tostring = function() n = live() return "" end}) local _ = errors.new(("x"):rep(2^19)) .. t return n
          a linked list              | local l for i = 1, 12000 do l = {next = l} end return live(), l
          an array of numbers        | local t = {} for i = 1, 40000 do t[i] = i end return live(), t
          closures                   | local t = {} for i = 1, 14000 do t[i] = function() return i end end return live(), t
          values being sorted        | local n local t = {("x"):rep(2^19), ("y"):rep(2^19), "z"} table.sort(t, function(a, b) t[1] = nil t[2] = nil n = n or live() return a < b end) return n
          a gsub's text              | local n ("x"):rep(2^10 + 1):gsub(".", function() n = live() return ("y"):rep(2^10) end) return n
          an iterator of matches     | local f = ("x"):rep(2^20):gmatch("x") return live(), f
          an error                   | local e = errors.new{message = ("x"):rep(2^19), kind = "K"} return live(), e
          an error's details         | local e = errors.new{message = "m", kind = "K", details = {("x"):rep(2^20)}} return live(), e
          an operand of concat       | local n local m = setmetatable({}, {__concat = function(a, b) n = live() return "" end}) local _ = m .. ("x"):rep(2^19) .. ("y"):rep(2^19) return n
          a loaded function          | f = load("return '" .. ("x"):rep(2^20) .. "'") return live()
          """)
  void sees(String what, String script) {
    assertThat(measured(script)).as(what).isBetween(0.95 * MEBIBYTE, 4.0 * MEBIBYTE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a dead local          | do local s = ("x"):rep(2^20) end local s return live()
          what was returned     | (function() local s = ("x"):rep(2^20) return s end)() return live()
          what an error left    | pcall(function() local s = ("x"):rep(2^20) f = function() end error() end) return live()
          an error's registers  | pcall(function() local s = ("x"):rep(2^20) local x = 1 f = function() return x end error() end) return live()
          garbage               | (function() for i = 1, 100 do local s = ("x"):rep(2^20) end end)() return live()
          a removed entry       | (function() t = {k = ("x"):rep(2^20)} t.k = nil end)() return live()
          """)
  void does_not_count(String what, String script) {
    assertThat(measured(script)).as(what).isLessThan(0.2 * MEBIBYTE);
  }

  @Test
  void counts_what_is_shared_once() {
    assertThat(
            measured(
                """
                local s, n, t = ("x"):rep(2^20), 1.5, {}
                for i = 1, 1000 do t[i] = {s, n, t} end
                return live()
                """))
        .isLessThan(1.5 * MEBIBYTE);
  }

  @Test
  void ends_at_cycles_and_does_not_recurse_along_a_list() {
    assertThat(
            measured(
                """
                local first = {}
                local last = first
                for i = 1, 200000 do last.next = {} last = last.next end
                last.next = first
                return live()
                """))
        .isGreaterThan(200_000 * 80);
  }

  @Test
  void drops_the_entries_of_weak_tables_that_nothing_else_holds() {
    run.run(
        """
        values = setmetatable({}, {__mode = "v"})
        keys = setmetatable({}, {__mode = "k"})
        kept = {}
        local function fill()
          values.gone, values.kept, values.text, values[1] = {}, kept, "text", {}
          keys[{}], keys[kept] = 1, {}
          keys[keys[kept]] = "follows"
          local own = {} keys[own] = own
        end
        fill()
        live()
        """);

    assertThat(
            run.run(
                    """
                    local n = 0
                    for _ in pairs(keys) do n = n + 1 end
                    return values.gone == nil and values[1] == nil and values.kept == kept
                      and values.text == "text" and keys[keys[kept]] == "follows" and n
                    """)
                .arg1()
                .toint())
        .isEqualTo(2);
  }
}
