package dev.tidegate.lua.fiber;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What workers do for their pollers, and when they wake each other. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PollerTest {

  private final List<Inbox> inboxes = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
  private LuaWorkers workers = start(1);

  private LuaWorkers start(int count) {
    return new LuaWorkers(
        count,
        LuaWorkers.DEFAULT_STACK_BYTES,
        (thread, failure) -> failures.add(failure),
        worker -> {
          Inbox inbox = new Inbox(worker);
          inboxes.add(inbox);
          return inbox;
        });
  }

  private void restart(int count) {
    workers.close();
    inboxes.clear();
    workers = start(count);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> inboxes.stream().allMatch(inbox -> inbox.waits.get() > 0));
  }

  @AfterEach
  void close() {
    workers.close();
  }

  @Test
  void what_comes_wakes_a_worker_that_waits() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    inboxes.getFirst().bring(seen::countDown);

    assertThat(seen.await(30, TimeUnit.SECONDS)).isTrue();
  }

  /** Another worker may help where the system lets this one stand for long: so most rounds tell. */
  @Test
  void a_few_slices_that_come_stay_with_the_worker() throws Exception {
    restart(2);
    Inbox first = inboxes.getFirst();
    int alone = 0;
    for (int round = 0; round < 100; round++) {
      BlockingQueue<Thread> seen = new LinkedBlockingQueue<>();
      first.bring(() -> {
        for (int i = 0; i < 4; i++) {
          workers.submit("a", () -> seen.add(Thread.currentThread()));
        }
      });
      Set<Thread> threads = new HashSet<>();
      for (int i = 0; i < 4; i++) {
        threads.add(seen.take());
      }
      alone += threads.equals(Set.of(first.worker)) ? 1 : 0;
    }

    assertThat(alone).isGreaterThan(50);
  }

  @Test
  void many_slices_that_come_are_shared() throws Exception {
    restart(2);
    CountDownLatch both = new CountDownLatch(2);
    CountDownLatch met = new CountDownLatch(2);
    inboxes
        .getFirst()
        .bring(() -> {
          for (int i = 0; i < 5; i++) {
            workers.submit("a", () -> meet(both, met));
          }
        });

    assertThat(met.await(30, TimeUnit.SECONDS)).isTrue();
  }

  private static void meet(CountDownLatch both, CountDownLatch met) {
    both.countDown();
    try {
      if (both.await(30, TimeUnit.SECONDS)) {
        met.countDown();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Two slices: the second does not wait until the first, which goes on for ever, has ended. */
  @Test
  void a_slice_behind_one_that_takes_long_brings_another_worker() throws Exception {
    restart(2);
    BlockingQueue<Thread> seen = new LinkedBlockingQueue<>();
    Set<Thread> busy = ConcurrentHashMap.newKeySet();
    CountDownLatch over = new CountDownLatch(1);
    inboxes
        .getFirst()
        .bring(() -> {
          workers.submit("long", new Endless(workers, "long", over, busy));
          workers.submit("long too", new Endless(workers, "long too", over, busy));
          workers.submit("short", () -> seen.add(Thread.currentThread()));
        });
    seen.take();
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> busy.size() == 2);
    over.countDown();
  }

  @Test
  void a_busy_worker_looks_at_its_poller_between_slices() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    for (int i = 0; i < 10; i++) {
      workers.submit(
          "loop " + i, new Endless(workers, "loop " + i, over, ConcurrentHashMap.newKeySet()));
    }
    CountDownLatch seen = new CountDownLatch(1);
    inboxes.getFirst().bring(seen::countDown);

    assertThat(seen.await(30, TimeUnit.SECONDS)).isTrue();
    over.countDown();
  }

  @Test
  void a_slice_beside_which_nothing_waits_gives_way_to_the_poller() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    workers.submit(
        "a",
        () -> {
          begun.countDown();
          while (!workers.hasWaiting()) {
            Thread.onSpinWait();
          }
          over.countDown();
        });
    begun.await();
    CountDownLatch seen = new CountDownLatch(1);
    inboxes.getFirst().bring(seen::countDown);

    assertThat(over.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(seen.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void what_gives_way_goes_on_when_the_poller_is_served() throws Exception {
    AtomicInteger turns = new AtomicInteger();
    CountDownLatch over = new CountDownLatch(1);
    Runnable slice =
        new Runnable() {
          @Override
          public void run() {
            if (turns.incrementAndGet() < 1000) {
              workers.resubmit("a", this);
            } else {
              over.countDown();
            }
          }
        };
    workers.submit("a", slice);

    assertThat(over.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void a_fault_of_the_poller_is_told_and_the_worker_goes_on() throws Exception {
    IllegalStateException fault = new IllegalStateException("from a poller");
    inboxes
        .getFirst()
        .bring(() -> {
          throw fault;
        });
    assertThat(failures.take()).isSameAs(fault);
    CountDownLatch next = new CountDownLatch(2);
    workers.submit("a", next::countDown);
    inboxes.getFirst().bring(next::countDown);

    assertThat(next.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void the_poller_goes_on_after_the_last_slice_for_as_long_as_it_likes() throws Exception {
    Inbox inbox = inboxes.getFirst();
    inbox.lasting = true;
    workers.close();
    CountDownLatch seen = new CountDownLatch(1);
    inbox.bring(seen::countDown);
    assertThat(seen.await(30, TimeUnit.SECONDS)).isTrue();
    inbox.lasting = false;
    inbox.wakeUp();

    assertThat(inbox.worker.join(Duration.ofSeconds(30))).isTrue();
  }

  /** A script in an endless loop. */
  private record Endless(Workers workers, String group, CountDownLatch over, Set<Thread> seen)
      implements Runnable {

    @Override
    public void run() {
      seen.add(Thread.currentThread());
      LockSupport.parkNanos(200_000);
      if (over.getCount() > 0) {
        workers.submit(group, this);
      }
    }
  }

  /** A poller to which tests bring things. */
  private static final class Inbox implements Poller {

    private final Thread worker;
    private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
    private final AtomicInteger waits = new AtomicInteger();
    private volatile boolean lasting;

    Inbox(Thread worker) {
      this.worker = worker;
    }

    void bring(Runnable event) {
      events.add(event);
      wakeUp();
    }

    @Override
    public void poll() {
      for (Runnable event = events.poll(); event != null; event = events.poll()) {
        event.run();
      }
    }

    @Override
    public void await(BooleanSupplier mayWait) {
      waits.incrementAndGet();
      if (events.isEmpty() && mayWait.getAsBoolean()) {
        LockSupport.park(this);
      }
      poll();
    }

    @Override
    public void wakeUp() {
      LockSupport.unpark(worker);
    }

    @Override
    public void finish() {
      while (lasting) {
        await(() -> true);
      }
    }
  }
}
