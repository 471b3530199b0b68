package dev.tidegate.bench;

import dev.tidegate.lua.Script;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What it takes to switch from one task of a job to another, the script's own work included. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED")
@SuppressWarnings("NullAway.Init") // JMH sets the parameter and calls the setup
public class TaskBenchmark {

  private static final int SWITCHES = 200_000;

  /** The way in which tasks switch; all unless told otherwise. */
  @Param public Switching switching;

  private TidegateMachine machine;
  private Script script;

  /** Starts an engine. */
  @Setup
  public void start() {
    machine = new TidegateMachine();
    script = machine.compile("tasks", switching.source.getBytes(StandardCharsets.UTF_8));
  }

  /** Stops it. */
  @TearDown
  public void stop() {
    machine.close();
  }

  /** A job with so many switches. */
  @Benchmark
  @OperationsPerInvocation(SWITCHES)
  public long switchTasks() {
    return machine.run(script, SWITCHES);
  }

  /** How tasks switch. */
  public enum Switching {
    /** A value a switch: who sends the next one waits until it is taken. */
    UNBUFFERED(
        """
        local n = ...
        local ch = channel.new()
        coroutine.spawn(function()
          for i = 1, n do
            ch:send(i)
          end
        end)
        local last
        for i = 1, n do
          last = ch:receive()
        end
        return last
        """),
    /** Two tasks that give way to each other. */
    YIELD(
        """
        local n = ...
        local yield = coroutine.yield
        coroutine.spawn(function()
          while true do
            yield()
          end
        end)
        for i = 1, n / 2 do
          yield()
        end
        return n
        """),
    /** A question and an answer are two switches. */
    SELECT(
        """
        local n = ...
        local questions, answers = channel.new(), channel.new()
        coroutine.spawn(function()
          local cases = { questions:case_receive(), answers:case_receive() }
          while true do
            answers:send(channel.select(cases).value)
          end
        end)
        local last
        for i = 1, n / 2 do
          questions:send(i)
          last = answers:receive()
        end
        return last
        """);

    private final String source;

    Switching(String source) {
      this.source = source;
    }
  }
}
