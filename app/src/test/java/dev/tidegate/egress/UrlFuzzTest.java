package dev.tidegate.egress;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/**
 * The target for Jazzer. An ordinary build runs it with the inputs among the resources; {@code make
 * soak} looks for new ones.
 */
class UrlFuzzTest {

  @FuzzTest
  void url(byte[] input) {
    UrlProperties.check(new String(input, StandardCharsets.UTF_8));
  }
}
