package dev.tidegate.lua.fiber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ContinuationFibersTest extends FibersContract {

  /** The frames that a thread with a stack of 1 MiB can't hold: more bytes than that. */
  private static final int TOO_DEEP_FOR_A_SMALL_STACK = 2 * (1 << 20) / Recursion.LEAST_FRAME_BYTES;

  private static Runnable initializerAction = () -> {};

  @Override
  Fibers fibers() {
    return new ContinuationFibers(true);
  }

  @Test
  void a_body_may_use_the_large_stack_of_its_worker() throws Exception {
    Fiber fiber =
        task(() -> Recursion.of(TOO_DEEP_FOR_A_SMALL_STACK, () -> trace.add("at the bottom")));

    assertThat(onWorkerStack(fiber::resume)).isTrue();
    assertThat(trace).containsExactly("at the bottom");
  }

  @Test
  void a_hundred_thousand_fibers_can_be_suspended_at_once() {
    Fibers unchecked = new ContinuationFibers(false);
    AtomicInteger ended = new AtomicInteger();
    List<Fiber> idle = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      Fiber fiber =
          unchecked.create(
              FiberScope.TASK,
              () -> {
                unchecked.suspend(FiberScope.TASK);
                ended.incrementAndGet();
              });
      assertThat(fiber.resume()).isFalse();
      idle.add(fiber);
    }

    assertThat(ended).hasValue(0);
    assertThat(idle.stream().filter(Fiber::resume)).hasSize(100_000);
    assertThat(ended).hasValue(100_000);
  }

  @Test
  void closing_runs_not_even_a_finally() {
    Fiber fiber =
        task(() -> {
          try {
            pause("wait");
          } finally {
            trace.add("never");
          }
        });
    fiber.resume();
    fiber.close();

    assertThat(trace).containsExactly("wait");
  }

  @Test
  void refuses_to_suspend_while_the_body_holds_a_monitor() {
    Object lock = new Object();
    Fiber fiber =
        task(() -> {
          synchronized (lock) {
            assertThatThrownBy(() -> pause("refused"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("monitor of java.lang.Object");
          }
          pause("allowed");
        });

    assertThat(fiber.resume()).isFalse();
    assertThat(trace).containsExactly("refused", "allowed");
    assertThat(fiber.resume()).isTrue();
  }

  @Test
  void a_monitor_between_task_and_coroutine_keeps_only_the_task_from_being_suspended() {
    Object lock = new Object();
    Fiber task =
        task(() -> {
          Fiber coroutine =
              coroutine(() -> {
                giveBack("allowed");
                assertThatThrownBy(() -> pause("refused"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("monitor");
              });
          synchronized (lock) {
            coroutine.resume();
            coroutine.resume();
          }
        });

    assertThat(task.resume()).isTrue();
    assertThat(trace).containsExactly("allowed", "refused");
  }

  @Test
  void a_monitor_held_by_whoever_resumes_does_not_matter() {
    Fiber fiber = task(() -> pause("wait"));
    synchronized (this) {
      assertThat(fiber.resume()).isFalse();
    }

    assertThat(fiber.resume()).isTrue();
  }

  @Test
  void refuses_to_suspend_with_a_native_frame_on_the_stack_and_goes_on() {
    Fiber task =
        task(() -> {
          initializerAction = () -> pause("in initializer");
          assertThatThrownBy(() -> assertThat(FirstInitializer.INITIALIZED).isTrue())
              .isInstanceOf(ExceptionInInitializerError.class)
              .cause()
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("native frame");
          pause("allowed");
        });

    assertThat(task.resume()).isFalse();
    assertThat(trace).containsExactly("in initializer", "allowed");
    assertThat(task.resume()).isTrue();
  }

  @Test
  void a_native_frame_outside_the_coroutine_is_refused_inside_it() {
    Fiber task =
        task(() -> {
          Fiber coroutine =
              coroutine(() -> {
                assertThatThrownBy(() -> pause("refused"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("native frame");
                giveBack("allowed");
              });
          initializerAction = coroutine::resume;
          assertThat(SecondInitializer.INITIALIZED).isTrue();
          pause("done " + coroutine.resume());
        });

    assertThat(task.resume()).isFalse();
    assertThat(trace).containsExactly("refused", "allowed", "done true");
    assertThat(task.resume()).isTrue();
  }

  @Test
  void refuses_to_run_on_a_virtual_thread() throws Exception {
    Fiber fiber = task(() -> trace.add("never"));
    try (ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThatThrownBy(() -> virtual.submit(fiber::resume).get())
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(IllegalStateException.class);
    }

    assertThat(trace).isEmpty();
    assertThat(fiber.resume()).isTrue();
  }

  /**
   * A suspension deep in calls that the JIT has not compiled needs stack for itself. When it fails,
   * the JDK leaves traces of it in the continuation, which must not show.
   */
  @Test
  void a_suspension_that_finds_no_stack_left_leaves_the_coroutine_in_order() throws Exception {
    Fibers unchecked = new ContinuationFibers(false);
    Fiber task =
        task(() -> {
          Fiber coroutine = coroutine(() -> overflow(() -> unchecked.suspend(FiberScope.TASK)));
          trace.add("coroutine " + coroutine.resume());
          pause("wait");
          trace.add("end");
        });
    resumeToTheEnd(task);

    assertThat(trace).containsExactly("overflow", "coroutine true", "wait", "end");
  }

  @Test
  void a_suspension_that_finds_no_stack_left_outside_the_coroutine_ends_the_coroutine()
      throws Exception {
    Fibers unchecked = new ContinuationFibers(false);
    List<Fiber> coroutines = new ArrayList<>();
    Fiber task =
        task(() -> {
          Fiber middle =
              coroutine(() ->
                  overflow(() -> {
                    Fiber inner = coroutine(() -> unchecked.suspend(FiberScope.TASK));
                    coroutines.add(inner);
                    inner.resume();
                  }));
          trace.add("middle " + middle.resume());
          pause("wait");
          trace.add("end");
        });
    resumeToTheEnd(task);

    assertThat(trace).containsExactly("overflow", "middle true", "wait", "end");
    assertThat(coroutines).allMatch(Fiber::isDone);
  }

  /** Has the action suspend deeper and deeper until there is no stack left for that. */
  private void overflow(Runnable suspension) {
    AtomicInteger reached = new AtomicInteger();
    for (int depth = 1000, tries = 1; ; depth = depth * 9 / 8, tries++) {
      try {
        Recursion.of(
            depth,
            () -> {
              reached.incrementAndGet();
              suspension.run();
            });
      } catch (StackOverflowError expected) {
        assertThat(reached).as("the depth was reached").hasValue(tries);
        trace.add("overflow");
        return;
      }
    }
  }

  private static void resumeToTheEnd(Fiber task) throws Exception {
    onWorkerStack(() -> {
      boolean done = false;
      while (!done) {
        done = task.resume();
      }
      return true;
    });
  }

  private static boolean run(Runnable action) {
    action.run();
    return true;
  }

  /** Holds a native frame of the JVM on the stack while it is initialized. */
  private static final class FirstInitializer {
    static final boolean INITIALIZED = run(initializerAction);
  }

  /** The same again, since a class is initialized once. */
  private static final class SecondInitializer {
    static final boolean INITIALIZED = run(initializerAction);
  }
}
