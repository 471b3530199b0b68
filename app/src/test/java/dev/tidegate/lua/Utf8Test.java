package dev.tidegate.lua;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

  private static boolean javaAccepts(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Text, partly damaged, so that both answers occur often. */
  private static byte[] sample(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(40);
    for (int i = 0; i < length; i++) {
      int bits = 1 + random.nextInt(20);
      int point = random.nextInt(Math.min(1 << bits, 0x11_0000));
      text.appendCodePoint(point >= 0xD800 && point < 0xE000 ? 'x' : point);
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0 && random.nextBoolean()) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void the_answer_is_that_of_the_jdk_whole_and_in_pieces(long seed) {
    Random random = new Random(seed);
    int valid = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = sample(random);
      boolean expected = javaAccepts(bytes);
      valid += expected ? 1 : 0;
      assertThat(Utf8.isValid(bytes, 0, bytes.length))
          .as("seed %s, %s", seed, i)
          .isEqualTo(expected);

      Utf8 pieces = new Utf8();
      int split = random.nextInt(bytes.length + 1);
      boolean accepted =
          pieces.accepts(bytes, 0, split)
              && pieces.accepts(bytes, split, bytes.length)
              && pieces.isComplete();
      assertThat(accepted).as("seed %s, %s in pieces", seed, i).isEqualTo(expected);
    }
    assertThat(valid).isBetween(5_000, 18_000);
  }
}
