package dev.tidegate.lua.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lua.DirectRun;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.CodeAttribute;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterpreterTest {

  /** HotSpot's {@code HugeMethodLimit}, in bytes of bytecode. */
  private static final int LARGEST_COMPILED = 8_000;

  @Test
  void no_method_is_too_large_for_the_jit() throws IOException {
    try (InputStream stream = Interpreter.class.getResourceAsStream("Interpreter.class")) {
      assertThat(stream).isNotNull();
      List<Integer> lengths =
          ClassFile.of().parse(stream.readAllBytes()).methods().stream()
              .flatMap(method -> method.code().stream())
              .map(code -> ((CodeAttribute) code).codeLength())
              .toList();

      assertThat(lengths).isNotEmpty().allMatch(length -> length < LARGEST_COMPILED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for i = 1, %d do end",
        "local i = 0 while i < %d do i = i + 1 end",
        "local function f(n) if n > 0 then return 1 + f(n - 1) end return 0 end f(%d)",
        "local function f(n) if n > 0 then return f(n - 1) end end f(%d)",
        "for i in function(_, i) if i < %d then return i + 1 end end, nil, 0 do end",
        "pcall(function() for i = 1, %d do end error() end)",
        "pcall(function() local function f(n) return n > 0 and 1 + f(n - 1) or n() end f(%d) end)"
      })
  void each_instruction_is_charged_wherever_a_batch_ends(String source) {
    long once = used(source.formatted(1));

    // No common divisor with the size of a batch, so that runs end anywhere in one.
    for (int n = 2; n < 700; n += 37) {
      assertThat(used(source.formatted(n)) - once)
          .as("%d times", n)
          .isEqualTo((n - 1) * (used(source.formatted(2)) - once));
    }
  }

  private static long used(String source) {
    DirectRun run = new DirectRun();
    run.run(source);
    return run.used();
  }
}
