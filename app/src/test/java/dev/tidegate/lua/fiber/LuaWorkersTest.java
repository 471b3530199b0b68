package dev.tidegate.lua.fiber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LuaWorkersTest {

  private static final int LOOPS = 200;

  /** How many slices each busy loop has on average, at least. */
  private static final int SHARE = 50;

  private static final int ROUNDS = 21;

  private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
  private final List<LuaWorkers> all = new ArrayList<>();

  private LuaWorkers workers(int count) {
    LuaWorkers workers =
        new LuaWorkers(
            count,
            LuaWorkers.DEFAULT_STACK_BYTES,
            (thread, failure) -> {
              assertThat(thread).isSameAs(Thread.currentThread());
              failures.add(failure);
            });
    all.add(workers);
    return workers;
  }

  @AfterEach
  void no_thread_is_left() {
    all.forEach(LuaWorkers::close);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(
                    thread -> thread.getName().startsWith("lua-worker-") && thread.isAlive()));
  }

  @Test
  void runs_slices_on_daemon_threads_of_its_own() throws Exception {
    BlockingQueue<Thread> seen = new LinkedBlockingQueue<>();
    workers(1).submit("a", () -> seen.add(Thread.currentThread()));
    Thread thread = seen.take();

    assertThat(thread.getName()).isEqualTo("lua-worker-1");
    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.isVirtual()).isFalse();
  }

  @Test
  void several_workers_run_slices_of_one_group_at_once() throws Exception {
    LuaWorkers workers = workers(2);
    CountDownLatch both = new CountDownLatch(2);
    CountDownLatch met = new CountDownLatch(2);
    for (int i = 0; i < 2; i++) {
      workers.submit(
          "a",
          () -> {
            both.countDown();
            awaitUnchecked(both);
            met.countDown();
          });
    }

    assertThat(met.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void the_stack_is_as_large_as_asked_for() throws Exception {
    int depth = 2 * (1 << 20) / Recursion.LEAST_FRAME_BYTES;
    CountDownLatch deep = new CountDownLatch(1);
    workers(1).submit("a", () -> Recursion.of(depth, deep::countDown));

    assertThat(deep.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(failures).isEmpty();
  }

  /** Every loop is its own actor: a newcomer waits for one slice of each, exactly. */
  @Test
  void a_newcomer_among_200_busy_actors_is_served_after_one_slice_of_each() throws Exception {
    assertThat(waitsBesideBusyLoops(1, true)).containsOnly(LOOPS);
  }

  /** All loops are one actor's: a newcomer waits for one slice of it, not for 200. */
  @Test
  void a_newcomer_beside_an_actor_with_200_busy_loops_is_served_after_one_slice() throws Exception {
    assertThat(waitsBesideBusyLoops(1, false)).containsOnly(1);
  }

  /**
   * With a second worker some slices lie between a count and what it counts, few unless the system
   * stops the counting thread for long: so the middle of many rounds tells.
   */
  @ParameterizedTest
  @CsvSource({"true, 200", "false, 1"})
  void two_workers_serve_newcomers_in_their_turn(boolean ownActors, int turn) throws Exception {
    List<Integer> waits = waitsBesideBusyLoops(2, ownActors).stream().sorted().toList();

    assertThat(waits.get(ROUNDS / 2)).isBetween(turn - 4, turn + 4);
  }

  /** How many slices of busy loops run while a newcomer waits, in each of the rounds. */
  private List<Integer> waitsBesideBusyLoops(int count, boolean ownActors) throws Exception {
    LuaWorkers workers = workers(count);
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger slices = new AtomicInteger();
    CountDownLatch allSubmitted = new CountDownLatch(1);
    for (int i = 0; i < count; i++) {
      workers.submit("gate", () -> awaitUnchecked(allSubmitted));
    }
    for (int i = 0; i < LOOPS; i++) {
      new BusyLoop(workers, ownActors ? "actor " + i : "actor", stop, slices).submit();
    }
    allSubmitted.countDown();
    List<Integer> waits = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      BlockingQueue<Integer> waited = new LinkedBlockingQueue<>();
      // From a worker, so that with one worker nothing runs between the count and the newcomer.
      workers.submit(
          "visitor",
          () -> {
            int before = slices.get();
            workers.submit("newcomer", () -> waited.add(slices.get() - before));
          });
      waits.add(waited.take());
    }
    stop.set(true);
    assertThat(failures).isEmpty();
    return waits;
  }

  @ParameterizedTest
  @CsvSource({"1, true", "1, false", "2, true", "2, false"})
  void every_busy_loop_gets_its_share(int count, boolean ownActors) {
    LuaWorkers workers = workers(count);
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger slices = new AtomicInteger();
    List<BusyLoop> loops = new ArrayList<>();
    CountDownLatch allSubmitted = new CountDownLatch(1);
    for (int i = 0; i < count; i++) {
      workers.submit("gate", () -> awaitUnchecked(allSubmitted));
    }
    for (int i = 0; i < LOOPS; i++) {
      BusyLoop loop = new BusyLoop(workers, ownActors ? "actor " + i : "actor", stop, slices);
      loops.add(loop);
      loop.submit();
    }
    allSubmitted.countDown();
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> slices.get() > SHARE * LOOPS);
    stop.set(true);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> loops.stream().allMatch(loop -> loop.ended));

    List<Integer> counts = loops.stream().map(loop -> loop.count.get()).sorted().toList();
    if (count == 1) {
      assertThat(counts.getLast() - counts.getFirst()).isLessThanOrEqualTo(1);
    } else {
      // A loop falls behind the others while the system keeps its worker's thread waiting, and on a
      // busy machine that happens to several.
      assertThat(counts.getFirst()).isPositive();
      assertThat(counts.get(LOOPS / 10)).isGreaterThanOrEqualTo(SHARE / 2);
    }
  }

  @Test
  void virtual_threads_are_served_while_all_workers_are_busy() throws Exception {
    LuaWorkers workers = workers(LuaWorkers.defaultCount());
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger slices = new AtomicInteger();
    for (int i = 0; i < LOOPS; i++) {
      new BusyLoop(workers, "actor " + i, stop, slices).submit();
    }
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> slices.get() > LOOPS);
    assertThat(workers.hasWaiting()).isTrue();
    try (ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 100; i++) {
        assertThat(virtual.submit(() -> "served").get(10, TimeUnit.SECONDS)).isEqualTo("served");
      }
    }
    stop.set(true);
  }

  @Test
  void fibers_move_between_workers() throws Exception {
    LuaWorkers workers = workers(2);
    Fibers fibers = FiberSupport.choose(FiberChoice.CONTINUATION).fibers();
    ConcurrentLinkedQueue<Thread> seen = new ConcurrentLinkedQueue<>();
    AtomicInteger value = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(1);
    Fiber fiber =
        fibers.create(
            FiberScope.TASK,
            () -> {
              for (int i = 0; i < 10; i++) {
                seen.add(Thread.currentThread());
                value.incrementAndGet();
                fibers.suspend(FiberScope.TASK);
              }
            });
    moveOn(workers, fiber, done);

    assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(value).hasValue(10);
    assertThat(seen.stream().distinct()).hasSize(2);
    assertThat(failures).isEmpty();
  }

  /** Resumes on one worker, then on the other, by keeping each busy until the other has begun. */
  private static void moveOn(Workers workers, Fiber fiber, CountDownLatch done) {
    workers.submit(
        "a",
        () -> {
          if (fiber.resume()) {
            done.countDown();
          } else {
            CountDownLatch begun = new CountDownLatch(1);
            workers.submit(
                "a",
                () -> {
                  begun.countDown();
                  moveOn(workers, fiber, done);
                });
            awaitUnchecked(begun);
          }
        });
  }

  @Test
  void tells_whether_anything_waits() throws Exception {
    LuaWorkers workers = workers(1);
    assertThat(workers.hasWaiting()).isFalse();
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    workers.submit(
        "a",
        () -> {
          started.countDown();
          awaitUnchecked(release);
        });
    started.await();
    assertThat(workers.hasWaiting()).isFalse();
    CountDownLatch second = new CountDownLatch(1);
    workers.submit("b", second::countDown);
    assertThat(workers.hasWaiting()).isTrue();
    release.countDown();
    second.await();

    assertThat(workers.hasWaiting()).isFalse();
  }

  @Test
  void a_slice_that_throws_is_reported_and_the_worker_goes_on() throws Exception {
    LuaWorkers workers = workers(1);
    IllegalStateException exception = new IllegalStateException("from a slice");
    BlockingQueue<Thread> seen = new LinkedBlockingQueue<>();
    workers.submit("a", () -> seen.add(Thread.currentThread()));
    workers.submit(
        "a",
        () -> {
          Thread.currentThread().interrupt();
          throw exception;
        });
    workers.submit("a", () -> Recursion.of(Integer.MAX_VALUE, () -> {}));
    BlockingQueue<Boolean> interrupted = new LinkedBlockingQueue<>();
    workers.submit(
        "a",
        () -> {
          interrupted.add(Thread.currentThread().isInterrupted());
          seen.add(Thread.currentThread());
        });

    assertThat(failures.take()).isSameAs(exception);
    assertThat(failures.take()).isInstanceOf(StackOverflowError.class);
    assertThat(interrupted.take()).isFalse();
    assertThat(seen.take()).isSameAs(seen.take());
  }

  @Test
  void a_handler_that_throws_does_not_end_the_worker() throws Exception {
    LuaWorkers workers =
        new LuaWorkers(
            1,
            LuaWorkers.DEFAULT_STACK_BYTES,
            (thread, failure) -> {
              throw new IllegalStateException("from the handler, expected in a test", failure);
            });
    all.add(workers);
    workers.submit(
        "a",
        () -> {
          throw new IllegalStateException("from a slice, expected in a test");
        });
    CountDownLatch next = new CountDownLatch(1);
    workers.submit("a", next::countDown);

    assertThat(next.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void close_lets_the_running_slice_end_drops_the_rest_and_refuses_more() throws Exception {
    LuaWorkers workers = workers(1);
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    AtomicBoolean dropped = new AtomicBoolean(true);
    workers.submit(
        "a",
        () -> {
          started.countDown();
          awaitUnchecked(release);
          ended.set(true);
        });
    workers.submit("a", () -> dropped.set(false));
    started.await();
    Thread closer = Thread.ofVirtual().start(workers::close);
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> refuses(workers));
    assertThat(workers.hasWaiting()).isFalse();
    release.countDown();
    closer.join();
    workers.close();

    assertThat(ended).isTrue();
    assertThat(dropped).isTrue();
    assertThatThrownBy(() -> workers.submit("a", () -> {}))
        .isInstanceOf(RejectedExecutionException.class);
  }

  private static boolean refuses(Workers workers) {
    try {
      workers.submit("probe", () -> {});
      return false;
    } catch (RejectedExecutionException refused) {
      return true;
    }
  }

  @Test
  void a_slice_may_close_its_workers() throws Exception {
    LuaWorkers workers = workers(2);
    CountDownLatch closed = new CountDownLatch(1);
    workers.submit(
        "a",
        () -> {
          workers.close();
          closed.countDown();
        });

    assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void refuses_numbers_that_make_no_sense() {
    assertThatThrownBy(() -> new LuaWorkers(0, LuaWorkers.DEFAULT_STACK_BYTES, (t, e) -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1, not 0");
    assertThatThrownBy(() -> new LuaWorkers(1, 4096, (t, e) -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4096 bytes");
  }

  private static void awaitUnchecked(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A script in an endless loop: computes for a slice, then queues its next one. */
  private static final class BusyLoop {
    private final Workers workers;
    private final String group;
    private final AtomicBoolean stop;
    private final AtomicInteger slices;
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean ended;
    private volatile long state = 1;

    BusyLoop(Workers workers, String group, AtomicBoolean stop, AtomicInteger slices) {
      this.workers = workers;
      this.group = group;
      this.stop = stop;
      this.slices = slices;
    }

    void submit() {
      try {
        workers.submit(group, this::slice);
      } catch (RejectedExecutionException closed) {
        ended = true;
      }
    }

    private void slice() {
      if (stop.get()) {
        ended = true;
        return;
      }
      long computed = state;
      for (int i = 0; i < 20_000; i++) {
        computed = computed * 6_364_136_223_846_793_005L + 1;
      }
      state = computed;
      count.incrementAndGet();
      slices.incrementAndGet();
      submit();
    }
  }
}
