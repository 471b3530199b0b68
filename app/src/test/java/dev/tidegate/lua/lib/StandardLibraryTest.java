package dev.tidegate.lua.lib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidegate.lua.DirectRun;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.ScriptError;
import dev.tidegate.lua.Table;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** What the library owes to the sandbox: work is charged, memory asked for, nothing shared. */
class StandardLibraryTest {

  @Test
  void tables_are_frozen_and_the_same_for_every_run() {
    StandardLibrary library = new StandardLibrary(Clock.systemUTC());

    assertThat(library.modules())
        .extracting(LuaModule::name)
        .containsExactly("string", "table", "math", "os", "bit32", "package");
    assertThat(library.modules())
        .allSatisfy(module -> assertThat(module.value()).isInstanceOf(Table.class));
    assertThat(new DirectRun().run("return string").arg1())
        .isSameAs(new DirectRun().run("return string").arg1());
  }

  @Test
  void base_functions_are_shared_and_the_table_that_holds_them_is_not() {
    StandardLibrary library = new StandardLibrary(Clock.systemUTC());
    Table first = new Table();
    Table second = new Table();

    library.installBase(first);
    library.installBase(second);

    assertThat(first.rawget("print")).isSameAs(second.rawget("print"));
    assertThat(first.rawget("_G")).isSameAs(first);
    assertThat(second.rawget("_G")).isSameAs(second);
  }

  /** Each would take far longer than the budget lasts, in one call of a library function. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "string.find(('a'):rep(30), ('a*'):rep(20) .. 'b')",
        "string.match(('a'):rep(30), ('(a-)'):rep(20) .. 'b')",
        "string.gsub(('a'):rep(100000), '.-b', '')",
        "for _ in ('a'):rep(100000):gmatch('.-b') do end",
        "string.find(('a'):rep(1000000), ('a'):rep(5000) .. 'b', 1, true)",
        "string.find(('('):rep(100000), ('%b()'):rep(2))",
        "table.concat(setmetatable({}, {__index = function() return '' end}), '', 1, 2^53) "
            + "while true do end",
        "table.insert(setmetatable({}, {__len = function() return 2^50 end}), 1, 1)",
        "table.remove(setmetatable({}, {__len = function() return 2^50 end}), 1)",
        "table.sort({3, 2, 1, 5}, function() while true do end end)",
        "string.gsub('x', 'x', function() while true do end end)",
        "load(function() while true do end end)",
        "load(function() return ' ' end)()  while true do load(function() return ' ' end) end",
        "pcall(function() while true do end end)",
        "xpcall(function() while true do end end, function() end)",
        "xpcall(error, function() while true do end end)",
        "local t = {} for i = 1, 200000 do t[i] = i end for i = 1, 200000 do t[i] = nil end "
            + "while true do next(t) end",
        "local t = {} for i = 1, 200000 do t[i] = i end for i = 1, 200000 do t[i] = nil end "
            + "while true do json.encode(t) end",
        "while true do tonumber((' '):rep(100000)) end",
        "while true do ('x'):rep(100000):upper() end",
        "while true do json.decode('[' .. ('1,'):rep(10000) .. '1]') end",
        "while true do table.create(1000000, 0) end",
        "local t = table.create(1000000) while true do table.maxn(t) end",
        "local f = ('x'):rep(1000000) while true do string.packsize(f) end",
        "local f, a = ('z'):rep(10), ('a'):rep(1000000) while true do string.pack(f, a, a, a, a, a, "
            + "a, a, a, a, a) end",
        "local f, a = (' '):rep(1000000), 'x' while true do string.unpack(f, a) end",
        "local a = ('a'):rep(1000000) while true do pcall(string.unpack, 'z', a) end",
        "local f, a = ('b'):rep(900000), ('a'):rep(900000) while true do string.unpack(f, a) end",
      })
  void work_is_charged_so_that_no_call_outlives_the_budget(String script) {
    DirectRun run = new DirectRun(5_000_000, 64 << 20);

    assertThatExceptionOfType(DirectRun.Ended.class)
        .isThrownBy(() -> run.run("pcall(function() " + script + " end) while true do end"));

    assertThat(run.used()).isGreaterThan(5_000_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "local _ = a == b",
        "local _ = t[b]",
        "t[b] = i",
        "rawget(t, b)",
        "rawset(t, b, i)",
        "rawequal(a, b)",
        "next(t, b)",
        "pcall(require, a)",
        "load('', 'x', a)",
        "errors.is(e, b)",
        "local _ = e:message()",
        "local _ = e:kind()",
        "tostring(e)",
      })
  void long_strings_are_charged_wherever_all_their_bytes_are_gone_through(String operation) {
    DirectRun run = new DirectRun();

    run.run(
        """
        local a, b = ("x"):rep(2^20), ("x"):rep(2^20)
        local t, e = { [a] = 1 }, errors.new{ message = a, kind = a }
        for i = 1, 100 do %s end
        """
            .formatted(operation));

    assertThat(run.used()).isGreaterThan(100 * (1 << 20) / 16);
  }

  @Test
  void an_end_passes_through_every_protected_call() {
    DirectRun run = new DirectRun(1_000_000, 1 << 20);

    assertThatExceptionOfType(DirectRun.Ended.class)
        .isThrownBy(() ->
            run.run(
                """
                pcall(xpcall, function()
                  table.sort({ 2, 1 }, function()
                    ("x"):gsub("x", function()
                      load(function() while true do end end)
                    end)
                  end)
                end, print)
                print("went on")
                """));

    assertThat(run.output()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "('x'):rep(2^21)",
        "('x'):rep(2^20):rep(100, ',')",
        "('x'):rep(2^19):gsub('x', 'xyz')",
        "table.concat({('x'):rep(2^20 - 10), ('x'):rep(2^20 - 10)})",
        "('%s%s'):format(('x'):rep(2^20 - 10), ('x'):rep(2^20 - 10))",
        "('x'):rep(2^20 - 1):byte(1, 999999)",
        "table.unpack({}, 1, 999999)",
        "table.create(1e9)",
        "table.create(2^31 - 1, 0)",
        "table.create(2^20 / 8 + 1)",
        "string.pack('c2000000000', 'x')",
        "string.pack('!16 i16 c1048561 Xi16', 1, '')",
        "string.pack('ss', ('x'):rep(2^19), ('x'):rep(2^19))",
        "string.unpack(('b'):rep(2^17), ('x'):rep(2^17))",
        "print(('x'):rep(2^20 - 1))",
      })
  void a_large_result_is_refused_before_it_is_made(String expression) {
    DirectRun run = new DirectRun(1_000_000_000, 1 << 20);

    var outcome = run.run("return pcall(function() return " + expression + " end)");

    assertThat(outcome.arg1().toboolean()).isFalse();
    assertThat(LuaText.describe(outcome.arg(2))).endsWith("not enough memory");
  }

  @Test
  void a_json_text_longer_than_one_call_may_ask_for_is_an_error_value() {
    DirectRun run = new DirectRun(1_000_000_000, 1 << 20);

    var outcome =
        run.run(
            "local s = ('x'):rep(2^20 - 1) local t, e = json.encode({s, s}) return t, e:message()");

    assertThat(outcome.arg1().isnil()).isTrue();
    assertThat(outcome.arg(2).tojstring()).isEqualTo("value is longer than 1048576 bytes as JSON");
  }

  @Test
  void a_small_part_does_not_keep_a_large_string_alive() {
    DirectRun run = new DirectRun();
    String large = "local s = ('0123456789'):rep(100000) ";

    for (String expression :
        new String[] {
          "s:sub(500, 600)",
          "s:match('()', 5) and s:match('^%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d')",
          "s:sub(1, 600000):sub(1, 400000):sub(1, 250000):sub(1, 200000)",
          "s:gmatch('%d+', 1)():sub(-100)",
        }) {
      LuaString part = (LuaString) run.run(large + "return " + expression).arg1();

      assertThat(part.m_bytes.length).as(expression).isLessThanOrEqualTo(2 * part.m_length);
    }
  }

  @Test
  void the_larger_part_of_a_string_is_not_copied() {
    LuaString part = (LuaString) new DirectRun().run("return ('x'):rep(1000):sub(1, 900)").arg1();

    assertThat(part.m_bytes).hasSize(1000);
  }

  @Test
  void a_comparator_without_order_is_asked_a_bounded_number_of_times() {
    LuaValue calls =
        new DirectRun()
            .run(
                """
                local calls, most = 0, 0
                for round = 1, 50 do
                  local t = {}
                  for i = 1, 1000 do t[i] = i end
                  calls = 0
                  pcall(table.sort, t, function() calls = calls + 1; return math.random() < 0.3 end)
                  most = math.max(most, calls)
                end
                return most
                """)
            .arg1();

    // Twice the logarithm of partitions, and a heap sort for what is left.
    assertThat(calls.toint()).isLessThan(100_000);
  }

  @Test
  void runs_draw_different_random_numbers_until_they_choose_a_seed() {
    String draw = "return math.random(2^50)";
    String seeded = "math.randomseed(7) return math.random(2^50)";

    assertThat(new DirectRun().run(draw).arg1().todouble())
        .isNotEqualTo(new DirectRun().run(draw).arg1().todouble());
    assertThat(new DirectRun().run(seeded).arg1().todouble())
        .isEqualTo(new DirectRun().run(seeded).arg1().todouble());
  }

  @Test
  void os_tells_the_clock_it_was_given_in_whole_seconds_and_its_zone() {
    DirectRun run = new DirectRun();

    assertThat(run.run("return os.time()").arg1().todouble()).isEqualTo(1782901230);
    assertThat(run.run("return os.date('%H:%M:%S %z')").arg1().tojstring())
        .isEqualTo("12:20:30 +0200");
    assertThat(run.run("return os.date('!%H:%M:%S %Z')").arg1().tojstring())
        .isEqualTo("10:20:30 GMT");
    assertThat(run.run("return os.date('*t').isdst").arg1().toboolean()).isTrue();
  }

  @Test
  void print_writes_a_line_of_texts_with_tabs_between() {
    DirectRun run = new DirectRun();

    run.run(
        """
        print()
        print("a", 1, nil, true, 0.5)
        print(setmetatable({}, { __tostring = function() return "mine" end }))
        print("\\195\\169 \\240\\159\\152\\128 \\255")
        """);

    assertThat(run.output()).containsExactly("", "a\t1\tnil\ttrue\t0.5", "mine", "é 😀 \uFFFD");
  }

  /** LuaJ's own conversion runs over the end of its buffer on these bytes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "error(bad)",
        "error(bad, 2)",
        "assert(tonumber(bad) == nil)",
        "print(bad)",
        "require(bad)",
        "load('return 1', bad)()",
        "load('return ' .. bad)",
        "load('error()', '=' .. bad)()",
        "setmetatable({}, { __mode = bad })",
        "os.date(bad)",
        "json.encode({ [bad] = bad })",
        "json.decode(bad)",
        "errors.new { message = bad, kind = bad }",
        "return bad + 1",
        "(bad)()",
        "local t = {} t[bad]()",
        "string.format(bad .. '%' .. bad, 1)",
        "string.format('%d', bad)",
        "string.rep(1, bad)",
        "select(bad)",
      })
  void malformed_utf8_disturbs_nothing(String script) {
    DirectRun run = new DirectRun();

    LuaValue goneOn =
        run.run("local bad = '\\128\\224AA' pcall(function() " + script + " end) return 'gone on'")
            .arg1();

    assertThat(goneOn.tojstring()).isEqualTo("gone on");
  }

  @Test
  void an_error_keeps_the_bytes_of_its_message() {
    LuaString message =
        (LuaString)
            new DirectRun()
                .run("return select(2, pcall(function() error('\\255\\254') end))")
                .arg1();

    byte[] end = {(byte) 0xff, (byte) 0xfe};
    assertThat(message.m_bytes).endsWith(end);
  }

  @Test
  void an_uncaught_error_says_where_it_was_raised() {
    assertThatExceptionOfType(ScriptError.class)
        .isThrownBy(() -> new DirectRun().run("\nlocal x = string.rep({})"))
        .withMessage("test:2: bad argument #1 to 'rep' (string expected, got table)");
  }
}
