package dev.tidegate.lua.fiber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VirtualThreadFibersTest extends FibersContract {

  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  @Override
  Fibers fibers() {
    return new VirtualThreadFibers();
  }

  @Override
  Fiber task(Runnable body) {
    return super.task(noting(body));
  }

  @Override
  Fiber coroutine(Runnable body) {
    return super.coroutine(noting(body));
  }

  private Runnable noting(Runnable body) {
    return () -> {
      threads.add(Thread.currentThread());
      body.run();
    };
  }

  @AfterEach
  void no_thread_is_left() {
    assertThat(threads).noneMatch(Thread::isAlive);
  }

  @Test
  void closing_unwinds_the_body_and_what_its_finally_throws_is_not_lost() {
    Fiber fiber =
        task(() -> {
          try {
            pause("wait");
          } finally {
            trace.add("finally");
            Integer.parseInt("not a number");
          }
        });
    fiber.resume();

    assertThatThrownBy(fiber::close).isInstanceOf(NumberFormatException.class);
    assertThat(fiber.isDone()).isTrue();
    assertThat(trace).containsExactly("wait", "finally");
  }

  @Test
  void a_body_that_is_closed_can_neither_wait_nor_resume() {
    Fiber other = task(() -> trace.add("never"));
    Fiber fiber =
        task(() -> {
          try {
            pause("wait");
          } finally {
            assertThatThrownBy(() -> fibers.suspend(FiberScope.TASK)).isInstanceOf(Error.class);
            assertThatThrownBy(other::resume).isInstanceOf(Error.class);
            trace.add("refused");
          }
        });
    fiber.resume();
    fiber.close();

    assertThat(trace).containsExactly("wait", "refused");
  }

  @Test
  void an_outer_body_does_not_go_on_when_an_inner_one_hides_that_it_was_closed() {
    Fiber task =
        task(() -> {
          Fiber inner =
              coroutine(() -> assertThatThrownBy(() -> pause("wait")).isInstanceOf(Error.class));
          inner.resume();
          trace.add("never");
        });
    task.resume();
    task.close();

    assertThat(task.isDone()).isTrue();
    assertThat(trace).containsExactly("wait");
  }

  @Test
  void an_interrupt_of_the_resumer_waits_until_the_fiber_hands_back() {
    Fiber fiber = task(() -> pause("wait"));
    Thread.currentThread().interrupt();

    assertThat(fiber.resume()).isFalse();
    assertThat(fiber.resume()).isTrue();
    assertThat(Thread.interrupted()).isTrue();
  }
}
