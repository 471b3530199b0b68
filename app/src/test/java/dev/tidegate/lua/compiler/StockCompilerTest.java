package dev.tidegate.lua.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidegate.lua.Real;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.luaj.vm2.LocVars;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.Upvaldesc;

/**
 * Compares the compiler with {@code luac5.2}, Debian's package {@code lua5.2}: instructions, lines,
 * constants, variables and all.
 */
class StockCompilerTest {

  private static final Path LUAC = Path.of("/usr/bin/luac5.2");
  private static final HexFormat HEXADECIMAL = HexFormat.of();
  private static final MathContext DIGITS = new MathContext(14);

  @TempDir private Path folder;

  @BeforeAll
  static void needs_luac() {
    assumeTrue(Files.isExecutable(LUAC), LUAC + " is not installed");
  }

  static Stream<Path> files() throws IOException {
    List<Path> all = new ArrayList<>();
    for (Path root : List.of(Path.of("src/test/lua"), Path.of("../examples"))) {
      try (Stream<Path> files = Files.walk(root)) {
        files.filter(file -> file.toString().endsWith(".lua")).forEach(all::add);
      }
    }
    return all.stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("files")
  void files_become_what_luac_makes_of_them(Path file) throws Exception {
    assertSame(Files.readAllBytes(file));
  }

  /**
   * Chunks of random statements, which need not make sense but are valid: many short ones, which
   * differ from each other in more than long ones do, and a few with long jumps.
   */
  @Test
  void random_chunks_become_what_luac_makes_of_them() throws Exception {
    for (int seed = 0; seed < 300; seed++) {
      int statements = seed % 100 == 0 ? 3_000 : 300;
      assertSame(new RandomChunk(seed, statements).text().getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  @Test
  void more_constants_than_an_operand_can_name_become_what_luac_makes_of_them() throws Exception {
    StringBuilder text = new StringBuilder("local t = {}\n");
    for (int i = 0; i < 600; i++) {
      text.append("t.x%d = t.y%d + %d.5 t[%d.5] = 'z%d' t:m%d(nil, true)\n".replace("%d", "" + i));
    }
    assertSame(text.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void more_constants_than_an_instruction_can_name_become_what_luac_makes_of_them()
      throws Exception {
    StringBuilder text = new StringBuilder("return {\n");
    for (int i = 0; i < (1 << 18) + 100; i++) {
      text.append(i).append(".5,\n");
    }
    assertSame(text.append("}, 'last', x.last").toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  private void assertSame(byte[] source) throws Exception {
    Path text = Files.write(folder.resolve("chunk.lua"), source);
    Path binary = folder.resolve("luac.out");
    Process luac =
        new ProcessBuilder(LUAC.toString(), "-o", binary.toString(), text.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(luac.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    assertThat(luac.waitFor()).as(output).isZero();
    Prototype ours = Parser.parse("chunk", LuaString.valueOf("=chunk"), source, () -> {});

    List<String> expected = new ArrayList<>();
    new Binary(Files.readAllBytes(binary)).chunk(expected);
    List<String> actual = new ArrayList<>();
    listing(ours, actual);

    assertThat(String.join("\n", actual))
        .as(new String(source, StandardCharsets.ISO_8859_1).lines().limit(50).toList().toString())
        .isEqualTo(String.join("\n", expected));
  }

  private static String instruction(int code, int line) {
    return HEXADECIMAL.toHexDigits(code) + " at " + line;
  }

  /** With the sign of zero, and without the last bits of a power, in which libraries differ. */
  private static String number(double value) {
    return value == 0 || !Double.isFinite(value)
        ? Double.toString(value)
        : new BigDecimal(value).round(DIGITS).stripTrailingZeros().toString();
  }

  private static void listing(Prototype p, List<String> lines) {
    lines.add(
        "function %d-%d, %d parameters, vararg %d, %d registers"
            .formatted(p.linedefined, p.lastlinedefined, p.numparams, p.is_vararg, p.maxstacksize));
    for (int i = 0; i < p.code.length; i++) {
      lines.add(instruction(p.code[i], p.lineinfo[i]));
    }
    for (LuaValue constant : p.k) {
      lines.add(
          switch (constant) {
            case LuaString string ->
                new String(
                    string.m_bytes, string.m_offset, string.m_length, StandardCharsets.ISO_8859_1);
            case Real real -> number(real.value);
            default -> constant.tojstring();
          });
    }
    for (Upvaldesc upvalue : p.upvalues) {
      lines.add(upvalue.name + (upvalue.instack ? " in " : " of ") + upvalue.idx);
    }
    for (LocVars variable : p.locvars) {
      lines.add(variable.varname + " " + variable.startpc + "-" + variable.endpc);
    }
    for (Prototype inner : p.p) {
      listing(inner, lines);
    }
  }

  /** A binary chunk of Lua 5.2 on a 64-bit machine ({@code lundump.c}). */
  private static final class Binary {

    private static final int HEADER = 18;

    private final ByteBuffer in;

    Binary(byte[] bytes) {
      in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    void chunk(List<String> lines) {
      in.position(HEADER);
      function(lines);
    }

    private void function(List<String> lines) {
      int from = in.getInt();
      int to = in.getInt();
      int parameters = in.get();
      int vararg = in.get();
      lines.add(
          "function %d-%d, %d parameters, vararg %d, %d registers"
              .formatted(from, to, parameters, vararg, in.get() & 0xff));
      int[] code = new int[in.getInt()];
      for (int i = 0; i < code.length; i++) {
        code[i] = in.getInt();
      }
      List<String> constants = new ArrayList<>();
      for (int n = in.getInt(); n > 0; n--) {
        constants.add(constant());
      }
      List<String> inner = new ArrayList<>();
      for (int n = in.getInt(); n > 0; n--) {
        function(inner);
      }
      List<String> upvalues = new ArrayList<>();
      for (int n = in.getInt(); n > 0; n--) {
        upvalues.add((in.get() != 0 ? " in " : " of ") + (in.get() & 0xff));
      }
      string();
      in.getInt();
      for (int instruction : code) {
        lines.add(instruction(instruction, in.getInt()));
      }
      lines.addAll(constants);
      List<String> variables = new ArrayList<>();
      for (int n = in.getInt(); n > 0; n--) {
        variables.add(string() + " " + in.getInt() + "-" + in.getInt());
      }
      in.getInt();
      for (String upvalue : upvalues) {
        lines.add(string() + upvalue);
      }
      lines.addAll(variables);
      lines.addAll(inner);
    }

    private String constant() {
      int type = in.get();
      return switch (type) {
        case 0 -> "nil";
        case 1 -> Boolean.toString(in.get() != 0);
        case 3 -> number(in.getDouble());
        case 4 -> string();
        default -> throw new IllegalStateException("constant of type " + type);
      };
    }

    private String string() {
      int length = (int) in.getLong();
      if (length == 0) {
        return "";
      }
      byte[] bytes = new byte[length - 1];
      in.get(bytes);
      in.get();
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }
}
