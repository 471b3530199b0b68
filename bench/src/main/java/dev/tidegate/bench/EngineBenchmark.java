package dev.tidegate.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The programs of {@link LuaComparison} one at a time, for the profilers that JMH brings: {@code
 * make bench BENCH_ARGS='EngineBenchmark -p program=SORT -prof stack'}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED")
@SuppressWarnings("NullAway.Init") // JMH sets the parameter and calls the setup
public class EngineBenchmark {

  /** The program; all unless told otherwise. */
  @Param public Program program;

  private Machine machine;

  /** Starts an engine. */
  @Setup
  public void start() {
    machine = new TidegateMachine();
  }

  /** Stops it. */
  @TearDown
  public void stop() {
    machine.close();
  }

  /** A whole run as a job. */
  @Benchmark
  public long run() {
    return machine.run(program, program.size());
  }
}
