package dev.tidegate.lua.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidegate.lua.Failure;
import dev.tidegate.lua.Limits;
import dev.tidegate.lua.LogEntry;
import dev.tidegate.lua.LogEntry.Level;
import dev.tidegate.lua.Outcome;
import dev.tidegate.lua.TestEngine;
import dev.tidegate.lua.hostile.IsolationCheck;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the module {@code logger} writes. */
class LoggerModuleTest {

  private static TestEngine engine;

  @RegisterExtension final IsolationCheck isolation = new IsolationCheck(() -> List.of(engine));

  @BeforeAll
  static void start_an_engine() {
    engine = new TestEngine();
  }

  @AfterAll
  static void close_the_engine() {
    engine.close();
  }

  private static List<LogEntry> log(String source) throws Exception {
    TestEngine.TestRun run =
        engine.start(
            "local logger = require('logger') " + source, TestEngine.GENEROUS, "test", Map.of());
    assertThat(run.outcome()).isInstanceOf(Outcome.Succeeded.class);
    return run.log();
  }

  private static Map<String, String> fields(String table) throws Exception {
    return log("logger:info('x', " + table + ")").getFirst().fields();
  }

  @Test
  void entries_have_a_level_a_message_and_no_fields_of_their_own() throws Exception {
    assertThat(
            log(
                "logger:debug('a') logger:info('b') logger:warn('c') logger:error('d')"
                    + " logger:info(1.5) print('e')"))
        .extracting(LogEntry::level, LogEntry::message, LogEntry::fields)
        .containsExactly(
            tuple(Level.DEBUG, "a", Map.of()),
            tuple(Level.INFO, "b", Map.of()),
            tuple(Level.WARN, "c", Map.of()),
            tuple(Level.ERROR, "d", Map.of()),
            tuple(Level.INFO, "1.5", Map.of()),
            tuple(Level.INFO, "e", Map.of()));
  }

  @Test
  void fields_are_text() throws Exception {
    assertThat(
            fields(
                "{ s = 'text', n = 1.5, b = true, list = { 1, 'two' }, object = { a = { b = 1 } },"
                    + " err = errors.new('oops'), own = setmetatable({ f = print }, {__tostring ="
                    + " function() return 'mine' end }) }"))
        .containsOnly(
            Map.entry("s", "text"),
            Map.entry("n", "1.5"),
            Map.entry("b", "true"),
            Map.entry("list", "[1,\"two\"]"),
            Map.entry("object", "{\"a\":{\"b\":1}}"),
            Map.entry("err", "oops"),
            Map.entry("own", "mine"));
  }

  @Test
  void keys_that_are_no_strings_are_left_out() throws Exception {
    assertThat(fields("{ 'one', [true] = 2, [1.5] = 3, kept = 4 }"))
        .containsOnly(Map.entry("kept", "4"));
  }

  @Test
  void what_is_too_long_is_cut() throws Exception {
    assertThat(fields("{ value = ('x'):rep(5000), [('k'):rep(300)] = 1 }"))
        .containsOnly(
            Map.entry("value", "x".repeat(4096) + "…"), Map.entry("k".repeat(256) + "…", "1"));
    assertThat(
            fields("{ cyclic = (function() local t = {} t.t = t return t end)() }").get("cyclic"))
        .startsWith("table: 0x");
  }

  @Test
  void a_logger_keeps_its_name_and_fields_and_others_stay_as_they_are() throws Exception {
    assertThat(
            log(
                "local a = logger:with { x = 1, y = 2 } local b = a:named('feed'):named('eu'):with"
                    + " { y = 3 } b:info('b', { z = 4 }) a:info('a', { x = 5 }) logger:info('l')"
                    + " b:info('c', { logger = 'own' })"))
        .extracting(LogEntry::fields)
        .containsExactly(
            Map.of("x", "1", "y", "3", "z", "4", "logger", "feed.eu"),
            Map.of("x", "5", "y", "2"),
            Map.of(),
            Map.of("x", "1", "y", "3", "logger", "own"));
  }

  @Test
  void names_and_values_of_fields_count_as_output() throws Exception {
    Limits limits =
        new Limits(
            TestEngine.GENEROUS.wallTime(),
            TestEngine.GENEROUS.instructions(),
            TestEngine.GENEROUS.memory(),
            20,
            1,
            0,
            0,
            0,
            0,
            1 << 20);
    TestEngine.TestRun run =
        engine.start(
            "local l = require('logger') l:info('12345', { abc = '12' }) l:info('12345', {"
                + " abcde = 'x' })",
            limits,
            "test",
            Map.of());

    assertThat(run.failure().reason()).isEqualTo(Failure.Reason.OUTPUT);
    assertThat(run.log()).hasSize(1);
  }

  @Test
  void loggers_count_as_memory_of_the_run() throws Exception {
    Limits limits =
        new Limits(
            TestEngine.GENEROUS.wallTime(), 1_000_000_000L, 16 << 20, 0, 1, 0, 10, 0, 0, 1 << 20);
    TestEngine.TestRun run =
        engine.start(
            "local l, all = require('logger'), {} for i = 1, 1e6 do all[i] = l:with { x ="
                + " ('x'):rep(4000) } end",
            limits,
            "test",
            Map.of());

    assertThat(run.failure().reason()).isEqualTo(Failure.Reason.MEMORY);
  }
}
