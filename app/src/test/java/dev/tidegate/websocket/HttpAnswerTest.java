package dev.tidegate.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HttpAnswerTest {

  private static String body(byte[] start) {
    return HttpAnswer.of(403, start).body();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void a_body_is_kept_as_it_is() {
    assertThat(HttpAnswer.of(403, utf8("naïve €uro 🌊")))
        .isEqualTo(new HttpAnswer(403, "naïve €uro 🌊"));
    assertThat(body(new byte[0])).isEmpty();
    assertThat(body(utf8("x".repeat(HttpAnswer.BODY_LIMIT)))).hasSize(HttpAnswer.BODY_LIMIT);
  }

  @Test
  void what_is_no_utf8_is_replaced_and_a_cut_character_left_out() {
    assertThat(body(new byte[] {'a', (byte) 0xFF, 'b'})).isEqualTo("a\uFFFDb");
    assertThat(body(new byte[] {'a', (byte) 0xE2, (byte) 0x82})).isEqualTo("a");
    assertThat(body(new byte[] {'a', (byte) 0xF0, (byte) 0x9F})).isEqualTo("a");
  }

  @Test
  void what_replaces_a_byte_stays_within_the_limit() {
    byte[] noise = new byte[HttpAnswer.BODY_LIMIT];
    Arrays.fill(noise, (byte) 0xFF);

    assertThat(utf8(body(noise))).hasSize(HttpAnswer.BODY_LIMIT / 3 * 3);
  }
}
