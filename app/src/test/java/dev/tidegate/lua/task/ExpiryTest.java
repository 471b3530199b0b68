package dev.tidegate.lua.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidegate.lua.Call;
import dev.tidegate.lua.Failure;
import dev.tidegate.lua.Json;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.Outcome;
import dev.tidegate.lua.Run;
import dev.tidegate.lua.Signature;
import dev.tidegate.lua.TestEngine;
import dev.tidegate.lua.TestEngine.TestRun;
import dev.tidegate.lua.fiber.FiberChoice;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A run that may go on for some time only. */
class ExpiryTest {

  private final OutsideWorld world = new OutsideWorld();
  private TestEngine engine = new TestEngine(world.module());

  @AfterEach
  void close() {
    assertThat(engine.faults()).isEmpty();
    engine.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CONTINUATION | while true do end",
        "CONTINUATION | world.wait()",
        "CONTINUATION | while true do pcall(error) end",
        "VIRTUAL_THREAD | while true do end",
        "VIRTUAL_THREAD | world.wait()",
      })
  void a_run_whose_time_is_over_ends_as_interrupted(FiberChoice choice, String source)
      throws Exception {
    engine.close();
    engine = new TestEngine(choice, world.module());
    TestRun run = start("print('started') " + source);
    await().until(() -> !run.log().isEmpty());

    run.run().expiresAt(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20));

    Failure failure = run.failure();
    assertThat(failure.reason()).isEqualTo(Failure.Reason.INTERRUPTED);
    assertThat(failure.retryable()).isTrue();
  }

  @Test
  void a_run_that_is_interrupted_says_so() throws Exception {
    TestRun run = start("print('started') world.wait()");
    await().until(() -> !run.log().isEmpty());

    run.run().interrupt();

    assertThat(run.failure().reason()).isEqualTo(Failure.Reason.INTERRUPTED);
  }

  @Test
  void a_later_time_replaces_an_earlier_one() throws Exception {
    TestRun run = start("world.wait() return 'went on'");
    run.run().expiresAt(System.nanoTime() + TimeUnit.HOURS.toNanos(1));
    run.run().expiresAt(System.nanoTime() + TimeUnit.HOURS.toNanos(2));
    TestRun other = start("world.wait()");

    other.run().expiresAt(System.nanoTime());

    assertThat(other.failure().reason()).isEqualTo(Failure.Reason.INTERRUPTED);
    world.answer();
    assertThat(run.outcome()).isEqualTo(new Outcome.Succeeded(Json.of("\"went on\"")));
  }

  @Test
  void what_would_reach_the_outside_world_is_not_done_once_the_time_is_over() throws Exception {
    TestRun run = start("world.act() world.expire() world.act() return 1");

    assertThat(run.failure().reason()).isEqualTo(Failure.Reason.INTERRUPTED);
    assertThat(world.acts).hasValue(1);
  }

  @Test
  void other_threads_can_see_whether_a_run_may_still_act() throws Exception {
    CompletableFuture<Tasks> tasks = new CompletableFuture<>();
    world.onAct = tasks::complete;
    TestRun run = start("world.act() world.wait()");
    Tasks known = tasks.get(20, TimeUnit.SECONDS);
    assertThat(known.mayAct()).isTrue();

    run.run().expiresAt(System.nanoTime());

    assertThat(known.mayAct()).isFalse();
    assertThat(run.failure().reason()).isEqualTo(Failure.Reason.INTERRUPTED);
  }

  @Test
  void no_task_is_resumed_once_the_time_is_over() throws Exception {
    for (int i = 0; i < 200; i++) {
      TestRun run = start("coroutine.spawn(world.touch) return 1", "world.expire() ");

      assertThat(run.failure().reason()).isEqualTo(Failure.Reason.INTERRUPTED);
    }
    assertThat(world.touched).hasValue(0);
  }

  @Test
  void a_time_that_is_set_after_the_end_changes_nothing() throws Exception {
    TestRun run = start("return 1");
    Outcome outcome = run.outcome();

    run.run().expiresAt(System.nanoTime());

    assertThat(run.outcome()).isEqualTo(outcome).isEqualTo(new Outcome.Succeeded(Json.of("1")));
  }

  private TestRun start(String source) throws Exception {
    return start(source, "");
  }

  private TestRun start(String source, String before) throws Exception {
    CompletableFuture<Run> known = new CompletableFuture<>();
    TestRun run =
        engine.start(
            before + source, TestEngine.GENEROUS, "test", Map.of(Known.class, new Known(known)));
    known.complete(run.run());
    return run;
  }

  /** The run that a script belongs to, for functions that it calls. */
  private record Known(CompletableFuture<Run> run) {}

  /** Functions that reach the outside world, and one that ends the time. */
  private static final class OutsideWorld {

    private final AtomicInteger acts = new AtomicInteger();
    private Consumer<Tasks> onAct = tasks -> {};
    private final AtomicInteger touched = new AtomicInteger();
    private final CompletableFuture<LuaValue> answer = new CompletableFuture<>();

    LuaModule module() {
      return LuaModule.named("world")
          .global()
          .function("wait", Signature.of(), call -> Tasks.of(call.runtime()).await(answer))
          .function("act", Signature.of(), this::act)
          .function("touch", Signature.of(), this::touch)
          .function("expire", Signature.of(), OutsideWorld::expire)
          .build();
    }

    void answer() {
      answer.complete(LuaValue.NIL);
    }

    private Varargs act(Call call) {
      Tasks tasks = Tasks.of(call.runtime());
      tasks.aboutToAct();
      onAct.accept(tasks);
      acts.incrementAndGet();
      return LuaValue.NONE;
    }

    private Varargs touch(Call call) {
      touched.incrementAndGet();
      return LuaValue.NONE;
    }

    private static Varargs expire(Call call) {
      Run run = call.runtime().attribute(Known.class).orElseThrow().run().join();
      run.expiresAt(System.nanoTime());
      return LuaValue.NONE;
    }
  }
}
