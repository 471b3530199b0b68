package dev.tidegate.soak;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.cli.TidegateService;
import dev.tidegate.lua.Compilation;
import dev.tidegate.lua.Json;
import dev.tidegate.lua.Limits;
import dev.tidegate.lua.LuaEngine;
import dev.tidegate.lua.Outcome;
import dev.tidegate.lua.Run;
import dev.tidegate.lua.RunRequest;
import dev.tidegate.lua.Script;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** Thousands of jobs that wait, beside some that never stop computing. */
@Tag("soak")
@SpringBootTest(
    classes = TidegateService.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = "tidegate.access.token=a-token-for-the-soak-tests")
class WaitingJobsTest {

  private static final int WAVES = 5;
  private static final int JOBS_A_WAVE = 2_000;
  private static final int BUSY_JOBS = 4;
  private static final long MIB = 1 << 20;

  private static final Limits LIMITS =
      new Limits(
          Duration.ofMinutes(5),
          Long.MAX_VALUE,
          64 * MIB,
          MIB,
          MIB,
          16,
          1_000,
          1_000,
          1000,
          16 * MIB);

  private final LuaEngine engine;

  WaitingJobsTest(@Autowired LuaEngine engine) {
    this.engine = engine;
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void jobs_that_wait_end_beside_busy_ones_and_leave_no_memory_behind() throws Exception {
    Script waiting =
        compile(
            """
            local round = ...
            for i = 1, 5 do
              local fired, ok = time.after("200ms"):receive()
              assert(ok, "the timer's channel closed before it fired")
            end
            return round
            """);
    Script busy = compile("while true do end");
    List<Run> busyRuns = new ArrayList<>();
    for (int i = 0; i < BUSY_JOBS; i++) {
      busyRuns.add(start("busy-" + i, "busy", busy, "null"));
    }

    List<Long> liveAfterWave = new ArrayList<>();
    for (int wave = 0; wave < WAVES; wave++) {
      List<Run> runs = new ArrayList<>();
      for (int i = 0; i < JOBS_A_WAVE; i++) {
        runs.add(start(wave + "-" + i, "actor-" + i % 10, waiting, Integer.toString(wave)));
      }
      for (Run run : runs) {
        assertThat(run.outcome().toCompletableFuture().get(120, SECONDS))
            .isEqualTo(new Outcome.Succeeded(Json.of(Integer.toString(wave))));
      }
      runs.clear();
      liveAfterWave.add(liveHeap());
    }

    for (Run run : busyRuns) {
      assertThat(run.outcome().toCompletableFuture()).isNotDone();
      run.cancel();
      assertThat(run.outcome().toCompletableFuture().get(10, SECONDS))
          .isEqualTo(new Outcome.Cancelled());
    }
    // Less than 2 KiB for each job that has ended since: nothing of them is kept.
    assertThat(liveAfterWave.getLast() - liveAfterWave.getFirst())
        .as("growth of the live heap, by wave %s", liveAfterWave)
        .isLessThan(16 * MIB);
  }

  private Script compile(String source) throws Exception {
    Compilation compilation =
        engine
            .compile("soak", "soak", source.getBytes(StandardCharsets.UTF_8))
            .toCompletableFuture()
            .get(60, SECONDS);
    assertThat(compilation).isInstanceOf(Compilation.Compiled.class);
    return ((Compilation.Compiled) compilation).script();
  }

  private Run start(String id, String actor, Script script, String input) {
    return engine.start(
        script, new RunRequest(id, actor, Json.of(input), LIMITS, _ -> {}, Map.of()));
  }

  private static long liveHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
