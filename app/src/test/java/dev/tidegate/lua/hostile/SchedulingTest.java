package dev.tidegate.lua.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidegate.lua.Json;
import dev.tidegate.lua.LogEntry;
import dev.tidegate.lua.Outcome;
import dev.tidegate.lua.Run;
import dev.tidegate.lua.RunRequest;
import dev.tidegate.lua.Script;
import dev.tidegate.lua.TestEngine;
import dev.tidegate.lua.TestEngine.TestRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A script can neither hold on to the workers nor to its life. */
class SchedulingTest {

  /** Units of work in a slice; a few more may be charged at its end. */
  private static final long SLICE = 20_000;

  private final TestEngine engine = new TestEngine();

  @RegisterExtension final IsolationCheck isolation = new IsolationCheck(() -> List.of(engine));

  @AfterEach
  void close() {
    engine.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while true do end",
        "while true do pcall(function() while true do end end) end",
        "time.after('1h'):receive()",
        "channel.select { time.after('1h'):case_receive() }",
        "coroutine.wrap(function() pcall(function() time.after('1h'):receive() end) end)()",
        "table.sort({ 2, 1 }, function() time.after('1h'):receive() end)",
        "('x'):gsub('x', function() time.after('1h'):receive() end)",
        "load(function() time.after('1h'):receive() end)",
        "for _ in function() time.after('1h'):receive() end do end",
        "xpcall(error, function() time.after('1h'):receive() end)",
        "tostring(setmetatable({}, { __tostring = function() time.after('1h'):receive() end }))",
        "return setmetatable({}, { __index = function() time.after('1h'):receive() end }).x",
        "while true do coroutine.yield() end",
        "while true do load('local a x=a' .. (' or a'):rep(20000)) end",
        "return ('a'):rep(100000):find('.-.-.-.-.-b')",
        "local t = {} for i = 1, 1e5 do t[i] = i end while true do json.encode(t) end",
      })
  void cancelling_ends_a_script_whatever_it_does(String source) throws Exception {
    TestRun run = engine.start("print('begun'); " + source, TestEngine.GENEROUS, "test", Map.of());
    await().until(() -> !run.log().isEmpty());

    run.run().cancel();

    assertThat(run.outcome()).isEqualTo(new Outcome.Cancelled());
  }

  @Test
  void a_new_job_is_served_within_a_turn_of_two_hundred_that_are_busy() throws Exception {
    List<Run> loops = new ArrayList<>();
    Script loop = engine.compile("loop", "while true do end");
    for (int i = 0; i < 200; i++) {
      loops.add(
          engine.start(loop, Json.NULL, TestEngine.GENEROUS, "actor" + i % 4, Map.of()).run());
    }
    await().until(() -> loops.stream().allMatch(run -> run.usage().instructions() > 0));
    Script served = engine.compile("served", "return 'served'");
    CompletableFuture<Long> workOfOthers = new CompletableFuture<>();

    // From a worker to a worker, so that it does not matter when the test's own thread gets on.
    Consumer<LogEntry> starter =
        line -> {
          long before = work(loops);
          var _ =
              engine
                  .engine()
                  .start(served, request(entry -> {}))
                  .outcome()
                  .thenAccept(outcome -> workOfOthers.complete(work(loops) - before));
        };
    Run starting = engine.engine().start(engine.compile("starter", "print()"), request(starter));

    assertThat(workOfOthers.get(60, TimeUnit.SECONDS)).isLessThan(loops.size() * SLICE);
    assertThat(starting.outcome().toCompletableFuture().get(60, TimeUnit.SECONDS))
        .isInstanceOf(Outcome.Succeeded.class);
    loops.forEach(Run::cancel);
  }

  private static RunRequest request(Consumer<LogEntry> log) {
    return new RunRequest("job", "other", Json.NULL, TestEngine.GENEROUS, log, Map.of());
  }

  private static long work(List<Run> runs) {
    return runs.stream().mapToLong(run -> run.usage().instructions()).sum();
  }
}
