package dev.tidegate.soak;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lua.HostFunction;
import dev.tidegate.lua.Json;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.Outcome;
import dev.tidegate.lua.Script;
import dev.tidegate.lua.Table;
import dev.tidegate.lua.TestEngine;
import dev.tidegate.lua.TestEngine.TestRun;
import dev.tidegate.lua.fiber.FiberChoice;
import dev.tidegate.lua.task.Tasks;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.luaj.vm2.LuaValue;

/** Very many jobs at the same time, each with several tasks and timers. */
@Tag("soak")
class WaitingTasksTest {

  private static final int JOBS = 10_000;
  private static final long KIB = 1 << 10;

  private static final String SOURCE =
      """
      local n = ...
      local requests, answers, asked = channel.new(), channel.new(1), channel.new()
      local first, second = time.after("20s"), time.after("20050ms")
      coroutine.spawn(function()
        while true do
          local value, ok = requests:receive()
          if not ok then
            break
          end
          answers:send(value * 2)
        end
        answers:close()
      end)
      coroutine.spawn(function()
        barrier.pass()
        assert(select(2, second:receive()), "the second timer's channel closed before it fired")
        asked:receive()
        requests:close()
      end)
      local result = channel.select { answers:case_receive(), first:case_receive() }
      assert(result.channel == first and result.ok)
      requests:send(n)
      asked:send(true)
      local doubled = answers:receive()
      assert(select(2, answers:receive()) == false)
      return doubled
      """;

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void ten_thousand_jobs_with_three_tasks_and_two_timers_each_end_with_their_own_results()
      throws Exception {
    Barrier barrier = new Barrier();
    try (TestEngine engine = new TestEngine(FiberChoice.CONTINUATION, barrier)) {
      Script script = engine.compile("soak", SOURCE);
      long before = liveHeap();
      long start = System.nanoTime();
      List<TestRun> runs = new ArrayList<>();
      for (int i = 0; i < JOBS; i++) {
        runs.add(
            engine.start(
                script,
                Json.of(Integer.toString(i)),
                TestEngine.GENEROUS,
                "actor-" + i % 100,
                Map.of()));
      }
      assertThat(barrier.arrived.await(120, SECONDS)).isTrue();
      int running = engine.engine().running();
      long bytesPerJob = (liveHeap() - before) / JOBS;
      barrier.open.complete(LuaValue.NIL);

      for (int i = 0; i < JOBS; i++) {
        assertThat(runs.get(i).outcome())
            .isEqualTo(new Outcome.Succeeded(Json.of(Integer.toString(2 * i))));
      }
      System.out.printf(
          "%d jobs at the same time, %d bytes each, peak heap %d MiB, all within %s%n",
          running,
          bytesPerJob,
          peakHeap() / (KIB * KIB),
          Duration.ofNanos(System.nanoTime() - start));
      assertThat(engine.faults()).isEmpty();
      assertThat(running).isEqualTo(JOBS);
      assertThat(bytesPerJob).isLessThan(32 * KIB);
    }
  }

  private static long liveHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** At least the most that was ever in use, garbage included: the peaks of all pools together. */
  private static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getPeakUsage().getUsed())
        .sum();
  }

  /** Where a task of each job waits until all jobs are there. */
  private static final class Barrier implements LuaModule {

    private final CountDownLatch arrived = new CountDownLatch(JOBS);
    private final CompletableFuture<LuaValue> open = new CompletableFuture<>();
    private final LuaValue table;

    Barrier() {
      Table functions = new Table();
      functions.put(
          "pass",
          HostFunction.of(
              "pass",
              (runtime, arguments) -> {
                arrived.countDown();
                return Tasks.of(runtime).await(open);
              }));
      table = functions.freeze();
    }

    @Override
    public String name() {
      return "barrier";
    }

    @Override
    public LuaValue value() {
      return table;
    }
  }
}
