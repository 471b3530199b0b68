package dev.tidegate.websocket.netty;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

/**
 * The target for Jazzer. An ordinary build runs it with the inputs among the resources; {@code make
 * soak} looks for new ones.
 */
class ConversationFuzzTest {

  /** The first byte chooses the compression; the others are what a peer sends. */
  @FuzzTest
  void frames(byte[] input) {
    if (input.length == 0) {
      return;
    }
    DeflateTerms terms =
        switch (input[0] & 3) {
          case 0 -> null;
          case 1 -> new DeflateTerms(true, true);
          default -> new DeflateTerms(false, false);
        };
    byte[] bytes = Arrays.copyOfRange(input, 1, input.length);

    Hearing.Heard whole = Hearing.of(bytes, terms, left -> left);

    assertThat(Hearing.of(bytes, terms, left -> 1).essence()).isEqualTo(whole.essence());
  }
}
