package dev.tidegate.lua.module;

import dev.tidegate.lua.ErrorValue;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.Real;
import dev.tidegate.lua.Table;
import dev.tidegate.lua.TableWalk;
import dev.tidegate.lua.Utf8;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/**
 * Makes JSON text of one Lua value, by raw access. A table with the keys 1 to n is an array, one
 * with other keys an object; both at once, and holes, are refused.
 */
final class JsonWriter {

  /** The price of a value besides its bytes. */
  private static final int VALUE_PRICE = 5;

  private final LuaRuntime runtime;
  private final Uncarried uncarried;
  private final JsonGenerator json;
  private final JsonPath path;
  private final List<Table> open = new ArrayList<>();

  private JsonWriter(LuaRuntime runtime, Uncarried uncarried, String root, JsonGenerator json) {
    this.runtime = runtime;
    this.uncarried = uncarried;
    this.json = json;
    path = new JsonPath(root);
  }

  /** What to do with functions, threads and host objects, which JSON has nothing for. */
  enum Uncarried {
    AS_NULL,
    REFUSED
  }

  /**
   * Writes the value.
   *
   * @param root how messages call the value
   * @param limit the most bytes
   * @throws JsonFault when JSON can't carry the value or the limit is reached
   */
  static byte[] write(
      LuaRuntime runtime, LuaValue value, Uncarried uncarried, String root, long limit) {
    JsonOutput output = new JsonOutput(runtime, root, limit);
    try (JsonGenerator generator =
        JsonText.FACTORY.createGenerator(ObjectWriteContext.empty(), output)) {
      new JsonWriter(runtime, uncarried, root, generator).value(value);
    }
    return output.toByteArray();
  }

  private void value(LuaValue value) {
    runtime.charge(VALUE_PRICE);
    switch (value) {
      case LuaString string -> string(string);
      case Real number -> number(number.todouble());
      case Table table -> table(table);
      case ErrorValue error -> json.writeString(error.text());
      default -> {
        if (value.isnil()) {
          json.writeNull();
        } else if (value.isboolean()) {
          json.writeBoolean(value.toboolean());
        } else if (uncarried == Uncarried.AS_NULL) {
          json.writeNull();
        } else {
          throw path.fault(value.typename());
        }
      }
    }
  }

  private void string(LuaString string) {
    runtime.charge(string.m_length);
    if (Utf8.isValid(string)) {
      json.writeUTF8String(string.m_bytes, string.m_offset, string.m_length);
    } else {
      runtime.reserve(2L * string.m_length);
      json.writeString(LuaText.decode(string));
    }
  }

  private void number(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      json.writeNull();
    } else if (number == Math.rint(number)) {
      if (Math.abs(number) < 0x1p63) {
        json.writeNumber((long) number);
      } else {
        runtime.charge(Math.getExponent(number));
        json.writeNumber(new BigDecimal(number).toBigIntegerExact());
      }
    } else {
      // Java's shortest digits, in the form that JSON's other writers use.
      String text = Double.toString(number);
      json.writeNumber(
          text.indexOf('E') < 0
              ? text
              : Math.abs(number) >= 1e-7
                  ? new BigDecimal(text).stripTrailingZeros().toPlainString()
                  : text.replace(".0E", "e").replace('E', 'e'));
    }
  }

  private void table(Table table) {
    for (Table ancestor : open) {
      if (isSame(ancestor, table)) {
        throw path.fault("cycle");
      }
    }
    if (open.size() == JsonText.DEEPEST) {
      throw path.fault("nesting deeper than " + JsonText.DEEPEST + " levels");
    }
    open.add(table);
    int length = arrayLength(table);
    if (length < 0) {
      object(table);
    } else {
      array(table, length);
    }
    open.removeLast();
  }

  @SuppressWarnings("ReferenceEquality") // a cycle is a matter of identity
  private static boolean isSame(Table one, Table other) {
    return one == other;
  }

  /** How many elements, all in a row, the table has; -1 when it is an object. */
  private int arrayLength(Table table) {
    int indexes = 0;
    int names = 0;
    double largest = 0;
    Varargs entry = TableWalk.next(runtime, table, LuaValue.NIL);
    while (!entry.arg1().isnil()) {
      LuaValue key = entry.arg1();
      if (key instanceof Real number && isIndex(number.todouble())) {
        indexes++;
        largest = Math.max(largest, number.todouble());
      } else if (key instanceof LuaString || key instanceof Real || key.isboolean()) {
        names++;
      } else {
        throw path.fault("key that is a " + key.typename());
      }
      entry = TableWalk.next(runtime, table, key);
    }
    if (indexes == 0) {
      return names > 0 || table.isMarkedAsObject() ? -1 : 0;
    }
    if (names > 0) {
      throw path.fault("mixed-key table");
    }
    if (largest != indexes) {
      throw path.fault("sparse array");
    }
    return indexes;
  }

  private static boolean isIndex(double key) {
    return key >= 1 && key == Math.rint(key);
  }

  private void array(Table table, int length) {
    json.writeStartArray();
    for (int i = 1; i <= length; i++) {
      path.enter(Numbers.of(i));
      value(table.rawget(i));
      path.leave();
    }
    json.writeEndArray();
  }

  private void object(Table table) {
    json.writeStartObject();
    Varargs entry = TableWalk.next(runtime, table, LuaValue.NIL);
    while (!entry.arg1().isnil()) {
      LuaValue key = entry.arg1();
      path.enter(key);
      json.writeName(name(key));
      value(entry.arg(2));
      path.leave();
      entry = TableWalk.next(runtime, table, key);
    }
    json.writeEndObject();
  }

  private String name(LuaValue key) {
    return switch (key) {
      case LuaString string -> {
        runtime.charge(string.m_length);
        runtime.reserve(2L * string.m_length);
        yield LuaText.decode(string);
      }
      case Real number -> Numbers.format(number.todouble());
      default -> Boolean.toString(key.toboolean());
    };
  }
}
