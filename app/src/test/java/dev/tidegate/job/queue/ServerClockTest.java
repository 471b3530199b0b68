package dev.tidegate.job.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidegate.job.queue.ServerClock.Sample;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class ServerClockTest {

  private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");
  private static final long SECOND = 1_000_000_000L;

  private final Server server = new Server();

  @Test
  void shows_the_servers_time_whatever_the_nodes_own_clocks_show() {
    server.ahead = Duration.ofHours(3);

    ServerClock clock = server.clock();
    server.pass(10 * SECOND);

    assertThat(clock.instant()).isCloseTo(server.time(), within(1, ChronoUnit.MILLIS));
    assertThat(clock.error()).isLessThan(Duration.ofMillis(5));
  }

  @Test
  void an_answer_that_was_long_on_its_way_does_not_move_it() {
    ServerClock clock = server.clock();
    server.there = 100 * SECOND;
    server.back = 0;

    clock.refresh();

    assertThat(clock.instant()).isCloseTo(server.time(), within(30, ChronoUnit.MILLIS));
    assertThat(clock.error()).isLessThan(Duration.ofMillis(30));
  }

  @Test
  void follows_a_clock_that_goes_faster() {
    ServerClock clock = server.clock();
    server.rate = 1.0001;

    for (int i = 0; i < 1000; i++) {
      server.pass(10 * SECOND);
      clock.refresh();
      assertThat(clock.instant()).isCloseTo(server.time(), within(2, ChronoUnit.MILLIS));
    }
  }

  @Test
  void is_never_further_off_than_it_says() {
    Random random = new Random(7);
    server.rate = 1.0001;
    ServerClock clock = server.clock();

    for (int i = 0; i < 1000; i++) {
      server.there = random.nextLong(SECOND / 10);
      server.back = random.nextLong(SECOND / 10);
      server.pass(random.nextLong(10 * SECOND));
      clock.refresh();
      assertThat(Duration.between(clock.instant(), server.time()).abs())
          .isLessThanOrEqualTo(clock.error().plusNanos(1000));
    }
  }

  @Test
  void goes_on_by_itself_while_the_server_is_away() {
    ServerClock clock = server.clock();
    server.away = true;

    server.pass(60 * SECOND);
    clock.refresh();

    assertThat(clock.instant()).isCloseTo(server.time(), within(1, ChronoUnit.MILLIS));
  }

  /** A server and the network to it, in a time of their own. */
  private static final class Server {

    private Duration ahead = Duration.ZERO;
    private double rate = 1;
    private long there = 200_000;
    private long back = 200_000;
    private boolean away;
    private long nanos = 123;
    private double shown;

    ServerClock clock() {
      return new ServerClock(this::ask, () -> nanos);
    }

    void pass(long some) {
      nanos += some;
      shown += some * rate;
    }

    Instant time() {
      return START.plus(ahead).plusNanos((long) shown);
    }

    private Sample ask(LongSupplier clock) {
      if (away) {
        throw new DataAccessResourceFailureException("away");
      }
      long before = clock.getAsLong();
      pass(there);
      Instant time = time();
      pass(back);
      long half = (clock.getAsLong() - before) / 2;
      return new Sample(before + half, time, half);
    }
  }
}
