package dev.tidegate.lua.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Attacks with inputs that are made from Jazzer's by small changes, always the same ones. */
class MutationTest {

  private static final Path INPUTS =
      Path.of("src/test/resources/dev/tidegate/lua/fuzz/LuaFuzzTestInputs");
  private static final long SEED = 20_261_127;
  private static final int ROUNDS = 1_000;
  private static final int MOST_CHANGES = 5;

  @ParameterizedTest
  @EnumSource(Target.class)
  void changed_inputs_do_no_more_than_raise_errors(Target target) throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    List<byte[]> inputs = inputs(target);
    assertThat(inputs).isNotEmpty();
    for (int round = 0; round < ROUNDS; round++) {
      byte[] input = inputs.get(random.nextInt(inputs.size()));
      for (int i = random.nextInt(MOST_CHANGES); i >= 0; i--) {
        input = change(input, inputs.get(random.nextInt(inputs.size())), random);
      }
      byte[] attacking = input;
      assertThatNoException()
          .as("input %s (hexadecimal)", HexFormat.of().formatHex(attacking))
          .isThrownBy(() -> target.attack(attacking));
    }
  }

  private static List<byte[]> inputs(Target target) throws IOException {
    List<byte[]> inputs = new ArrayList<>();
    try (Stream<Path> files = Files.list(INPUTS.resolve(target.name().toLowerCase(Locale.ROOT)))) {
      for (Path file : files.sorted().toList()) {
        inputs.add(Files.readAllBytes(file));
      }
    }
    return inputs;
  }

  private static byte[] change(byte[] input, byte[] other, SplittableRandom random) {
    int from = random.nextInt(input.length + 1);
    int to = Math.min(input.length, from + random.nextInt(9));
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    changed.write(input, 0, from);
    switch (random.nextInt(5)) {
      case 0 -> {}
      case 1 -> changed.write(random.nextInt(256));
      case 2 -> {
        changed.write(input, from, to - from);
        changed.write(input, from, to - from);
      }
      case 3 -> {
        int start = random.nextInt(other.length + 1);
        changed.write(other, start, random.nextInt(other.length - start + 1));
      }
      default -> {
        for (int i = from; i < to; i++) {
          changed.write(input[i] ^ (1 << random.nextInt(8)));
        }
      }
    }
    changed.write(input, to, input.length - to);
    return changed.toByteArray();
  }
}
