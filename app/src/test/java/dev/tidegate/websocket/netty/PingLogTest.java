package dev.tidegate.websocket.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PingLogTest {

  private final PingLog log = new PingLog();

  private static byte[] payload(int number) {
    return Integer.toString(number).getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void an_answer_says_how_long_it_took() {
    log.sent(payload(1), 100);
    log.sent(payload(2), 150);

    assertThat(log.answered(payload(1), 300)).contains(Duration.ofNanos(200));
    assertThat(log.answered(payload(2), 300)).contains(Duration.ofNanos(150));
  }

  @Test
  void what_answers_no_ping_of_ours_says_nothing() {
    assertThat(log.answered(payload(1), 0)).isEmpty();
    log.sent(payload(1), 0);

    assertThat(log.answered(payload(2), 5)).isEmpty();
    assertThat(log.answered(new byte[0], 5)).isEmpty();
    assertThat(log.answered(payload(1), 5)).isPresent();
    assertThat(log.answered(payload(1), 5)).as("the same answer again").isEmpty();
  }

  @Test
  void an_answer_to_a_later_ping_answers_those_before() {
    for (int i = 1; i <= 3; i++) {
      log.sent(payload(i), i);
    }

    assertThat(log.answered(payload(2), 10)).contains(Duration.ofNanos(8));
    assertThat(log.answered(payload(1), 10)).isEmpty();
    assertThat(log.answered(payload(3), 10)).contains(Duration.ofNanos(7));
  }

  @Test
  void of_too_many_the_oldest_are_forgotten() {
    for (int i = 0; i <= PingLog.MOST; i++) {
      log.sent(payload(i), i);
    }

    assertThat(log.answered(payload(0), 99)).isEmpty();
    assertThat(log.answered(payload(1), 99)).isPresent();
  }
}
