package dev.tidegate.websocket.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.lua.fiber.LuaWorkers;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkerLoopsTest {

  private final List<Throwable> faults = new CopyOnWriteArrayList<>();
  private final WorkerLoops loops = new WorkerLoops();
  private final LuaWorkers workers =
      new LuaWorkers(
          2, LuaWorkers.DEFAULT_STACK_BYTES, (thread, fault) -> faults.add(fault), loops);

  @AfterEach
  void close() {
    workers.close();
    loops.close();
    assertThat(faults).isEmpty();
  }

  @Test
  void the_loops_take_turns_and_run_on_the_workers() throws Exception {
    EventLoop first = loops.get();
    EventLoop second = loops.get();
    assertThat(second).isNotSameAs(first);
    assertThat(loops.get()).isSameAs(first);

    assertThat(first.submit(() -> Thread.currentThread().getName()).get())
        .startsWith("lua-worker-");
    assertThat(second.submit(() -> first.inEventLoop()).get()).isFalse();
  }

  /** Another worker may help where the system lets this one stand for long. */
  @Test
  void a_task_of_a_loop_mostly_runs_its_slice_on_the_same_worker() throws Exception {
    EventLoop loop = loops.get();
    int same = 0;
    for (int i = 0; i < 1000; i++) {
      BlockingQueue<Boolean> there = new LinkedBlockingQueue<>();
      loop.execute(() -> workers.submit("a", () -> there.add(loop.inEventLoop())));
      same += there.take() ? 1 : 0;
    }
    assertThat(same).isGreaterThan(500);
  }

  @Test
  void slices_and_tasks_from_other_threads_are_not_missed() throws Exception {
    CountDownLatch all = new CountDownLatch(40_000);
    for (int i = 0; i < 20_000; i++) {
      workers.submit("a", all::countDown);
      loops.get().execute(all::countDown);
    }

    assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void one_after_the_other_is_not_missed_either() throws Exception {
    for (int i = 0; i < 5_000; i++) {
      CountDownLatch slice = new CountDownLatch(1);
      workers.submit("a", slice::countDown);
      assertThat(slice.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void timers_of_a_loop_run_in_time() throws Exception {
    CountDownLatch rung = new CountDownLatch(1);
    var _ = loops.get().schedule(rung::countDown, 10, TimeUnit.MILLISECONDS);

    assertThat(rung.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void slices_run_on_after_the_loops_have_ended() throws Exception {
    loops.close();
    for (int i = 0; i < 100; i++) {
      CountDownLatch slice = new CountDownLatch(1);
      workers.submit("a", slice::countDown);
      assertThat(slice.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void without_workers_there_is_no_loop() {
    assertThatThrownBy(new WorkerLoops()::get).hasMessageContaining("no worker has been started");
  }
}
