package dev.tidegate.lua.module;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lua.DirectRun;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.Real;
import dev.tidegate.lua.Table;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Random values: what was written is read as the same, by this reader and by another one. */
class JsonRoundTripTest {

  private static final int VALUES = 2_000;

  private final LuaRuntime runtime = new DirectRun().runtime();
  private final ObjectMapper other = new ObjectMapper();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 20_261_128, -7})
  void a_value_that_is_written_and_read_is_the_same(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < VALUES; i++) {
      LuaValue value = value(random, 4);
      byte[] text = write(value);

      assertThat(same(value, JsonReader.read(runtime, text, 0, text.length)))
          .as("value %d: %s", i, new String(text, StandardCharsets.UTF_8))
          .isTrue();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {2, 20_261_129})
  void another_reader_and_writer_agree(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < VALUES; i++) {
      byte[] text = write(value(random, 4));
      JsonNode read = other.readTree(text);
      // In its own notation of the same: other escapes, other digits.
      byte[] again = other.writerWithDefaultPrettyPrinter().writeValueAsBytes(read);

      assertThat(
              same(
                  JsonReader.read(runtime, text, 0, text.length),
                  JsonReader.read(runtime, again, 0, again.length)))
          .as("value %d: %s", i, read)
          .isTrue();
    }
  }

  private byte[] write(LuaValue value) {
    return JsonWriter.write(runtime, value, JsonWriter.Uncarried.REFUSED, "value", 1 << 20);
  }

  private static LuaValue value(SplittableRandom random, int depth) {
    return switch (random.nextInt(depth == 0 ? 5 : 8)) {
      case 0 -> LuaValue.valueOf(random.nextBoolean());
      case 1 -> Numbers.of(random.nextInt(2000) - 1000);
      case 2 -> number(random);
      case 3, 4 -> text(random);
      case 5 -> {
        Table array = new Table();
        int length = random.nextInt(5);
        for (int i = 1; i <= length; i++) {
          array.put(i, value(random, depth - 1));
        }
        yield array;
      }
      default -> {
        Table object = new Table();
        object.markAsObject();
        for (int n = random.nextInt(5); n > 0; n--) {
          object.put(text(random), value(random, depth - 1));
        }
        yield object;
      }
    };
  }

  private static LuaValue number(SplittableRandom random) {
    double any = Double.longBitsToDouble(random.nextLong());
    return Numbers.of(
        switch (random.nextInt(3)) {
          case 0 -> random.nextInt(1_000_000) / 1000.0;
          case 1 -> (double) random.nextLong();
          default -> Double.isFinite(any) ? any : 0.1;
        });
  }

  private static LuaString text(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(12); n > 0; n--) {
      switch (random.nextInt(6)) {
        case 0 -> text.append((char) random.nextInt(0x20));
        case 1 -> text.append("\"\\/bfnrtu<&'".charAt(random.nextInt(12)));
        case 2 -> text.append((char) random.nextInt(0x80, 0x800));
        case 3 -> text.append((char) random.nextInt(0x2020, 0x3000));
        case 4 -> text.appendCodePoint(random.nextInt(0x10000, 0x110000));
        default -> text.append((char) random.nextInt('a', 'z'));
      }
    }
    return LuaText.encode(text.toString());
  }

  private static boolean same(LuaValue one, LuaValue two) {
    if (!(one instanceof Table table)) {
      return one instanceof Real number
          ? two instanceof Real that && Double.compare(number.value + 0.0, that.value + 0.0) == 0
          : one.raweq(two);
    }
    if (!(two instanceof Table that) || table.isMarkedAsObject() != that.isMarkedAsObject()) {
      return false;
    }
    int entries = 0;
    for (int at = table.following(0); at != 0; at = table.following(at)) {
      entries++;
      if (!same(table.valueAt(at), that.get(table.keyAt(at)))) {
        return false;
      }
    }
    for (int at = that.following(0); at != 0; at = that.following(at)) {
      entries--;
    }
    return entries == 0;
  }
}
