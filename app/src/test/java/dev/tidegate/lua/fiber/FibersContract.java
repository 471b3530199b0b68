package dev.tidegate.lua.fiber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every kind of fiber must do. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class FibersContract {

  final Fibers fibers = fibers();
  final List<String> trace = new ArrayList<>();

  abstract Fibers fibers();

  Fiber task(Runnable body) {
    return fibers.create(FiberScope.TASK, body);
  }

  Fiber coroutine(Runnable body) {
    return fibers.create(FiberScope.COROUTINE, body);
  }

  void pause(String step) {
    trace.add(step);
    fibers.suspend(FiberScope.TASK);
  }

  void giveBack(String step) {
    trace.add(step);
    fibers.suspend(FiberScope.COROUTINE);
  }

  @Test
  void runs_nothing_before_the_first_resume() {
    Fiber fiber = task(() -> trace.add("body"));

    assertThat(trace).isEmpty();
    assertThat(fiber.isDone()).isFalse();
    assertThat(fiber.resume()).isTrue();
    assertThat(fiber.isDone()).isTrue();
    assertThat(trace).containsExactly("body");
  }

  @Test
  void suspends_and_goes_on_where_it_stood() {
    Fiber fiber =
        task(() -> {
          for (int i = 0; i < 3; i++) {
            pause("in " + i);
          }
          trace.add("end");
        });
    int round = 0;
    while (!fiber.resume()) {
      trace.add("out " + round++);
    }

    assertThat(trace).containsExactly("in 0", "out 0", "in 1", "out 1", "in 2", "out 2", "end");
  }

  @Test
  void two_fibers_take_turns_and_keep_their_locals() {
    AtomicInteger sum = new AtomicInteger();
    Supplier<Fiber> adder =
        () ->
            task(() -> {
              int local = 0;
              for (int i = 1; i <= 100; i++) {
                local += i;
                fibers.suspend(FiberScope.TASK);
              }
              sum.addAndGet(local);
            });
    Fiber one = adder.get();
    Fiber other = adder.get();
    boolean done = false;
    while (!done) {
      boolean oneDone = one.resume();
      done = other.resume() && oneDone;
    }

    assertThat(sum).hasValue(2 * 5050);
  }

  @Test
  void a_coroutine_yields_to_its_resumer_and_not_out_of_the_task() {
    Fiber task =
        task(() -> {
          Fiber coroutine = coroutine(() -> giveBack("coroutine"));
          trace.add("first " + coroutine.resume());
          trace.add("second " + coroutine.resume());
        });

    assertThat(task.resume()).isTrue();
    assertThat(trace).containsExactly("coroutine", "first false", "second true");
  }

  @Test
  void a_task_that_waits_inside_two_coroutines_takes_both_along_and_goes_on_inside() {
    Fiber task =
        task(() -> {
          Fiber outer =
              coroutine(() -> {
                Fiber inner =
                    coroutine(() -> {
                      pause("wait in inner");
                      giveBack("yield to outer");
                      pause("wait again");
                    });
                trace.add("inner " + inner.resume());
                giveBack("yield to task");
                trace.add("inner " + inner.resume());
              });
          trace.add("outer " + outer.resume());
          trace.add("outer " + outer.resume());
        });

    assertThat(task.resume()).isFalse();
    assertThat(trace).containsExactly("wait in inner");
    trace.clear();
    assertThat(task.resume()).isFalse();
    assertThat(trace)
        .containsExactly(
            "yield to outer", "inner false", "yield to task", "outer false", "wait again");
    trace.clear();
    assertThat(task.resume()).isTrue();
    assertThat(trace).containsExactly("inner true", "outer true");
  }

  @Test
  void a_coroutine_made_by_one_task_goes_on_in_another() {
    Fiber coroutine =
        coroutine(() -> {
          giveBack("first half");
          pause("wait in second half");
          trace.add("end");
        });
    Fiber one = task(coroutine::resume);
    Fiber other = task(() -> trace.add("other " + coroutine.resume()));

    assertThat(one.resume()).isTrue();
    assertThat(other.resume()).isFalse();
    assertThat(other.resume()).isTrue();
    assertThat(trace).containsExactly("first half", "wait in second half", "end", "other true");
  }

  @Test
  void goes_on_on_another_thread_with_everything_nested() throws Exception {
    Fiber task =
        task(() -> {
          Fiber coroutine =
              coroutine(() -> {
                int local = 42;
                pause("wait");
                trace.add("local " + local);
              });
          coroutine.resume();
        });
    try (ExecutorService one = Executors.newSingleThreadExecutor();
        ExecutorService other = Executors.newSingleThreadExecutor()) {
      assertThat(one.submit(task::resume).get()).isFalse();
      assertThat(other.submit(task::resume).get()).isTrue();
    }

    assertThat(trace).containsExactly("wait", "local 42");
  }

  @Test
  void an_exception_leaves_resume_and_ends_the_fiber() {
    IllegalArgumentException thrown = new IllegalArgumentException("from the body");
    Fiber fiber =
        task(() -> {
          pause("wait");
          throw thrown;
        });
    fiber.resume();

    assertThatThrownBy(fiber::resume).isSameAs(thrown);
    assertThat(fiber.isDone()).isTrue();
    assertThatThrownBy(fiber::resume).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void an_error_leaves_a_coroutine_into_its_resumer_which_may_go_on() {
    AssertionError thrown = new AssertionError("from the coroutine");
    Fiber task =
        task(() -> {
          Fiber coroutine =
              coroutine(() -> {
                pause("wait");
                throw thrown;
              });
          assertThatThrownBy(coroutine::resume).isSameAs(thrown);
          assertThat(coroutine.isDone()).isTrue();
          pause("went on");
        });

    assertThat(task.resume()).isFalse();
    assertThat(task.resume()).isFalse();
    assertThat(task.resume()).isTrue();
    assertThat(trace).containsExactly("wait", "went on");
  }

  @Test
  void a_stack_overflow_in_the_body_ends_only_the_fiber() throws Exception {
    Fiber fiber = task(() -> Recursion.of(Integer.MAX_VALUE, () -> {}));

    assertThatThrownBy(() -> onWorkerStack(fiber::resume))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(StackOverflowError.class);
    assertThat(fiber.isDone()).isTrue();
  }

  @Test
  void refuses_to_resume_what_has_ended() {
    Fiber fiber = task(() -> {});
    fiber.resume();

    assertThatThrownBy(fiber::resume)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the fiber is over");
  }

  @Test
  void refuses_to_resume_or_close_what_is_running() {
    Fiber[] self = new Fiber[1];
    self[0] =
        task(() -> {
          for (Runnable forbidden : List.<Runnable>of(self[0]::resume, self[0]::close)) {
            assertThatThrownBy(forbidden::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("running");
          }
          trace.add("unharmed");
        });

    assertThat(self[0].resume()).isTrue();
    assertThat(trace).containsExactly("unharmed");
  }

  @Test
  void refuses_to_suspend_outside_any_fiber_of_the_scope() {
    for (FiberScope scope : FiberScope.values()) {
      assertThatThrownBy(() -> fibers.suspend(scope))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("no fiber of scope " + scope);
    }
    Fiber task = task(() -> giveBack("no coroutine"));

    assertThatThrownBy(task::resume)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no fiber of scope COROUTINE");
  }

  @Test
  void a_closed_fiber_is_over_and_its_body_does_not_go_on() {
    Fiber fiber =
        task(() -> {
          pause("wait");
          trace.add("never");
        });
    fiber.resume();
    fiber.close();
    fiber.close();

    assertThat(fiber.isDone()).isTrue();
    assertThatThrownBy(fiber::resume).isInstanceOf(IllegalStateException.class);
    assertThat(trace).containsExactly("wait");
  }

  @Test
  void a_fiber_that_never_started_can_be_closed() {
    Fiber fiber = task(() -> trace.add("never"));
    fiber.close();

    assertThat(fiber.isDone()).isTrue();
    assertThatThrownBy(fiber::resume).isInstanceOf(IllegalStateException.class);
    assertThat(trace).isEmpty();
  }

  @Test
  void closing_a_task_closes_the_coroutines_that_it_waits_in() {
    List<Fiber> inside = new ArrayList<>();
    Fiber task =
        task(() -> {
          Fiber outer =
              coroutine(() -> {
                Fiber inner = coroutine(() -> pause("wait"));
                inside.add(inner);
                inner.resume();
                trace.add("never");
              });
          inside.add(outer);
          outer.resume();
          trace.add("never");
        });
    task.resume();

    assertThat(inside).hasSize(2).noneMatch(Fiber::isDone);
    assertThat(inside)
        .allSatisfy(
            fiber -> assertThatThrownBy(fiber::close).isInstanceOf(IllegalStateException.class));
    task.close();
    assertThat(inside)
        .allSatisfy(fiber -> {
          assertThat(fiber.isDone()).isTrue();
          assertThatThrownBy(fiber::resume).isInstanceOf(IllegalStateException.class);
          fiber.close();
        });
    assertThat(trace).containsExactly("wait");
  }

  @Test
  void a_task_may_close_a_coroutine_that_yielded() {
    Fiber task =
        task(() -> {
          Fiber coroutine = coroutine(() -> giveBack("yield"));
          coroutine.resume();
          coroutine.close();
          pause("done " + coroutine.isDone());
        });

    assertThat(task.resume()).isFalse();
    assertThat(task.resume()).isTrue();
    assertThat(trace).containsExactly("yield", "done true");
  }

  @Test
  void can_be_suspended_with_as_much_stack_in_use_as_it_promises() throws Exception {
    int depth =
        (int) (fibers.stackBytes(LuaWorkers.DEFAULT_STACK_BYTES) / Recursion.MOST_FRAME_BYTES);
    Fiber task =
        task(() -> coroutine(() -> Recursion.of(depth, () -> pause("at the bottom"))).resume());

    assertThat(onWorkerStack(task::resume)).isFalse();
    assertThat(onWorkerStack(task::resume)).isTrue();
    assertThat(trace).containsExactly("at the bottom");
  }

  /** Runs it on a new thread with the stack of a worker. */
  static boolean onWorkerStack(Supplier<Boolean> action)
      throws InterruptedException, ExecutionException {
    Thread.Builder builder = Thread.ofPlatform().daemon().stackSize(LuaWorkers.DEFAULT_STACK_BYTES);
    try (ExecutorService executor = Executors.newSingleThreadExecutor(builder.factory())) {
      Future<Boolean> result = executor.submit(action::get);
      executor.shutdown();
      assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
      return result.get();
    }
  }
}
