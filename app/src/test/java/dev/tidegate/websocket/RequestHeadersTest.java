package dev.tidegate.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestHeadersTest {

  @Test
  void nothing_prints_a_value() {
    assertThat(new RequestHeaders(Map.of("B", "c4n4ry", "A", "c4n4ry"), false))
        .hasToString("RequestHeaders[A, B]");
  }
}
