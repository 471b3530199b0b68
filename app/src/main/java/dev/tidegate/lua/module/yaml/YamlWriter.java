package dev.tidegate.lua.module.yaml;

import dev.tidegate.lua.ByteBuilder;
import dev.tidegate.lua.ErrorValue;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.Real;
import dev.tidegate.lua.Table;
import dev.tidegate.lua.TableWalk;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.emitter.Emitter;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.ImplicitTuple;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.events.StreamStartEvent;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;

/**
 * Writes one table as YAML, by raw access. A table with the keys 1 to n is a list, any other a map.
 */
final class YamlWriter {

  private static final DumpSettings SETTINGS =
      DumpSettings.builder()
          .setDefaultFlowStyle(FlowStyle.BLOCK)
          .setSplitLines(false)
          .setIndent(2)
          .build();

  private static final ScalarResolver RESOLVER = new CoreScalarResolver(false);

  /** A text that is longer is never taken for a number or the like. */
  private static final int LONGEST_RESOLVED = 100;

  /** The price of a value, and of a byte of text: each character is looked at several times. */
  private static final int PRICE = 20;

  private static final int PRICE_OF_BYTE = 4;

  /** What the writer keeps for a byte of text. */
  private static final int BYTES_PER_BYTE = 4;

  private final LuaRuntime runtime;
  private final KeyOrder order;
  private final Emitter emitter;
  private final List<Table> open = new ArrayList<>();

  private YamlWriter(LuaRuntime runtime, KeyOrder order, ByteBuilder output) {
    this.runtime = runtime;
    this.order = order;
    emitter = new Emitter(SETTINGS, new Output(output));
  }

  private record Output(ByteBuilder bytes) implements StreamDataWriter {

    @Override
    public void write(String text) {
      byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
      bytes.append(encoded, 0, encoded.length);
    }

    @Override
    public void write(String text, int from, int length) {
      write(text.substring(from, from + length));
    }
  }

  /**
   * Writes the table.
   *
   * @throws YamlFault when YAML can't carry it
   */
  static LuaString write(LuaRuntime runtime, Table table, KeyOrder order) {
    ByteBuilder output = new ByteBuilder(runtime);
    YamlWriter writer = new YamlWriter(runtime, order, output);
    writer.emitter.emit(new StreamStartEvent());
    writer.emitter.emit(new DocumentStartEvent(false, Optional.empty(), Map.of()));
    writer.value(table);
    writer.emitter.emit(new DocumentEndEvent(false));
    writer.emitter.emit(new StreamEndEvent());
    return output.finish();
  }

  private void value(LuaValue value) {
    runtime.charge(PRICE);
    switch (value) {
      case Table table -> table(table);
      case LuaString text -> text(text);
      case Real number -> plain(number(number.value));
      case ErrorValue error -> text(LuaText.encode(error.message()));
      default -> {
        if (value.isboolean()) {
          plain(Boolean.toString(value.toboolean()));
        } else if (value.isnil()) {
          plain("null");
        } else {
          throw new YamlFault("cannot encode a " + value.typename());
        }
      }
    }
  }

  private void text(LuaString string) {
    runtime.hold((long) BYTES_PER_BYTE * string.m_length);
    runtime.charge((long) PRICE_OF_BYTE * string.m_length);
    String text = LuaText.decode(string);
    boolean isText =
        text.length() > LONGEST_RESOLVED || RESOLVER.resolve(text, true).equals(Tag.STR);
    emitter.emit(
        new ScalarEvent(
            Optional.empty(),
            Optional.empty(),
            new ImplicitTuple(isText, true),
            text,
            style(text)));
  }

  private static ScalarStyle style(String text) {
    if (text.chars().anyMatch(YamlWriter::isSpecial)) {
      return ScalarStyle.DOUBLE_QUOTED;
    }
    return text.indexOf('\n') < 0 ? ScalarStyle.PLAIN : ScalarStyle.LITERAL;
  }

  /** Whether a character only survives as an escape: control characters, and rare ends of lines. */
  private static boolean isSpecial(int c) {
    return (c < ' ' && c != '\n' && c != '\t')
        || (c >= 0x7f && c <= 0x9f)
        || c == 0x2028
        || c == 0x2029
        || c == 0xfeff;
  }

  private void plain(String text) {
    emitter.emit(
        new ScalarEvent(
            Optional.empty(),
            Optional.empty(),
            new ImplicitTuple(true, false),
            text,
            ScalarStyle.PLAIN));
  }

  private static String number(double number) {
    if (Double.isNaN(number)) {
      return ".nan";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? ".inf" : "-.inf";
    }
    return number == Math.rint(number) && Math.abs(number) < 0x1p63
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  private void table(Table table) {
    if (open.stream().anyMatch(each -> isSame(each, table))) {
      throw new YamlFault("cannot encode a table that contains itself");
    }
    if (open.size() == YamlModule.DEEPEST) {
      throw new YamlFault("cannot encode more than " + YamlModule.DEEPEST + " levels");
    }
    runtime.charge(open.size());
    open.add(table);
    List<LuaValue> keys = keys(table);
    if (isList(table, keys)) {
      list(table, keys.size());
    } else {
      map(table, keys);
    }
    open.removeLast();
  }

  @SuppressWarnings("ReferenceEquality") // a cycle is a matter of identity
  private static boolean isSame(Table one, Table other) {
    return one == other;
  }

  private List<LuaValue> keys(Table table) {
    List<LuaValue> keys = new ArrayList<>();
    Varargs entry = TableWalk.next(runtime, table, LuaValue.NIL);
    while (!entry.arg1().isnil()) {
      LuaValue key = entry.arg1();
      if (!(key instanceof LuaString || key instanceof Real || key.isboolean())) {
        throw new YamlFault("cannot encode a key that is a " + key.typename());
      }
      runtime.hold(Long.BYTES);
      keys.add(key);
      entry = TableWalk.next(runtime, table, key);
    }
    return keys;
  }

  private static boolean isList(Table table, List<LuaValue> keys) {
    if (keys.isEmpty()) {
      return !table.isMarkedAsObject();
    }
    for (LuaValue key : keys) {
      boolean isIndex =
          key instanceof Real number
              && number.value >= 1
              && number.value <= keys.size()
              && number.value == Math.rint(number.value);
      if (!isIndex) {
        return false;
      }
    }
    return true;
  }

  private void list(Table table, int length) {
    emitter.emit(new SequenceStartEvent(Optional.empty(), Optional.empty(), true, FlowStyle.BLOCK));
    for (int i = 1; i <= length; i++) {
      value(table.rawget(i));
    }
    emitter.emit(new SequenceEndEvent());
  }

  private void map(Table table, List<LuaValue> keys) {
    order.sort(runtime, keys);
    emitter.emit(new MappingStartEvent(Optional.empty(), Optional.empty(), true, FlowStyle.BLOCK));
    for (LuaValue key : keys) {
      value(key);
      value(table.rawget(key));
    }
    emitter.emit(new MappingEndEvent());
  }
}
