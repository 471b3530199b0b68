package dev.tidegate.lua.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lua.Failure;
import dev.tidegate.lua.Json;
import dev.tidegate.lua.Outcome;
import dev.tidegate.lua.Script;
import dev.tidegate.lua.TestEngine;
import dev.tidegate.lua.TestEngine.TestRun;
import dev.tidegate.lua.fiber.FiberChoice;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * No script comes to the end of the Java stack, nor to one that is too deep to be suspended,
 * however the JVM executes the frames on it: each kind is a JVM of its own. The regions of its heap
 * are as small as they get, which is what limits the stack of a suspended job.
 */
class DeepRecursionIT {

  private static final String DONE = "all done";

  @ParameterizedTest
  @CsvSource({
    "-Xint, CONTINUATION, 1",
    "-XX:TieredStopAtLevel=1, CONTINUATION, 4",
    "-XX:-TieredCompilation, CONTINUATION, 4",
    "-XX:+TieredCompilation, CONTINUATION, 4",
    "-Xint, VIRTUAL_THREAD, 1",
    "-XX:+TieredCompilation, VIRTUAL_THREAD, 4"
  })
  void no_script_reaches_the_end_of_the_java_stack(String flag, FiberChoice fibers, int rounds)
      throws Exception {
    assertThat(output(flag, fibers, rounds).lines()).last().isEqualTo(DONE);
  }

  private static String output(String flag, FiberChoice fibers, int rounds) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            flag,
            "-Xmx2g",
            "-XX:+UseG1GC",
            "-XX:G1HeapRegionSize=1m",
            "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            fibers.name(),
            Integer.toString(rounds)));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var output = process.getInputStream()) {
      String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      return text;
    } finally {
      process.destroyForcibly();
    }
  }

  /**
   * Runs every script that recurses, some at the same time and beside others that keep the workers
   * busy, so that each is suspended wherever it is.
   */
  static final class Main {

    private static final String RECURSIVE = "R05-";
    private static final int TOGETHER = 4;

    private final TestEngine engine;
    private final Deque<Attack> running = new ArrayDeque<>();

    private Main(TestEngine engine) {
      this.engine = engine;
    }

    public static void main(String[] args) throws Exception {
      try (TestEngine engine = new TestEngine(FiberChoice.valueOf(args[0]))) {
        new Main(engine).run(Integer.parseInt(args[1]));
      }
    }

    private void run(int rounds) throws Exception {
      List<TestRun> busy = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        busy.add(engine.start("while true do end", TestEngine.GENEROUS, "busy" + i, Map.of()));
      }
      for (int round = 0; round < rounds; round++) {
        for (HostileScript script : HostileScript.in("scripts")) {
          if (script.file().getFileName().toString().startsWith(RECURSIVE)) {
            start(script);
          }
        }
      }
      while (!running.isEmpty()) {
        awaitEnd(running.remove());
      }
      busy.forEach(each -> each.run().cancel());
      System.out.println(DONE);
    }

    private void start(HostileScript script) throws Exception {
      if (running.size() == TOGETHER) {
        awaitEnd(running.remove());
      }
      Script compiled = engine.compile("attack", script.source());
      running.add(
          new Attack(
              script,
              engine.start(
                  compiled, Json.of("true"), script.limits(), script.toString(), Map.of())));
    }

    private void awaitEnd(Attack attack) throws Exception {
      Outcome outcome = attack.run().outcome();
      boolean faulty =
          !engine.faults().isEmpty()
              || engine.engine().statistics().faults() > 0
              || engine.engine().statistics().tainted()
              || (outcome instanceof Outcome.Failed(Failure failure)
                  && failure.reason() == Failure.Reason.INTERNAL);
      System.out.println(attack.script() + ": " + outcome);
      if (faulty) {
        throw new AssertionError(
            attack.script()
                + " came to "
                + outcome
                + ", "
                + engine.faults()
                + ", beside "
                + running);
      }
    }

    private record Attack(HostileScript script, TestRun run) {}
  }
}
