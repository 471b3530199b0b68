package dev.tidegate.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a run costs that does nothing. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED")
@SuppressWarnings("NullAway.Init") // JMH calls the setup
public class ContextBenchmark {

  private TidegateMachine machine;

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

  /** A context is made and a trivial script runs in it, on this thread. */
  @Benchmark
  public Object freshContext() {
    return machine.freshContext();
  }

  /** A trivial script runs as a job, from its submission to its outcome. */
  @Benchmark
  public Object job() {
    return machine.startTrivial().outcome().toCompletableFuture().join();
  }
}
