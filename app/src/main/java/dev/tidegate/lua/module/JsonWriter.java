package dev.tidegate.lua.module;

import dev.tidegate.lua.ErrorValue;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.Real;
import dev.tidegate.lua.Table;
import dev.tidegate.lua.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * Makes JSON text of one Lua value, by raw access. A table with the keys 1 to n is an array, one
 * with other keys an object; both at once, and holes, are refused.
 */
final class JsonWriter {

  /** The price of a value besides its bytes. */
  private static final int VALUE_PRICE = 5;

  private final LuaRuntime runtime;
  private final Uncarried uncarried;
  private final JsonOutput json;
  private final JsonPath path;
  private final List<Table> open = new ArrayList<>();

  private JsonWriter(LuaRuntime runtime, Uncarried uncarried, String root, JsonOutput json) {
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
    JsonWriter writer = new JsonWriter(runtime, uncarried, root, output);
    if (value instanceof Real number) {
      runtime.charge(JsonNumber.PRICE);
      output.ascii(JsonNumber.alone(number.value));
    } else {
      writer.value(value);
    }
    return output.toByteArray();
  }

  private void value(LuaValue value) {
    runtime.charge(VALUE_PRICE);
    switch (value) {
      case LuaString string -> string(string);
      case Real number -> number(number.value);
      case Table table -> table(table);
      case ErrorValue error -> string(error.text());
      default -> {
        if (value.isboolean()) {
          json.ascii(value.toboolean() ? "true" : "false");
        } else if (value.isnil() || uncarried == Uncarried.AS_NULL) {
          json.ascii("null");
        } else {
          throw path.fault(value.typename());
        }
      }
    }
  }

  private void string(LuaString string) {
    int to = string.m_offset + string.m_length;
    if (Utf8.isValid(string)) {
      json.text(string.m_bytes, string.m_offset, to);
    } else {
      // Each malformed byte may become a character of three.
      runtime.reserve(5L * string.m_length);
      string(LuaText.decode(string));
    }
  }

  private void string(String text) {
    runtime.reserve(3L * text.length());
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    json.text(utf8, 0, utf8.length);
  }

  private void number(double number) {
    long whole = (long) number;
    if (whole == number && whole != Long.MAX_VALUE) {
      json.whole(whole);
    } else {
      // A large one has as many digits, about, as a third of its exponent.
      runtime.charge(Math.max(JsonNumber.PRICE, Math.getExponent(number)));
      json.ascii(JsonNumber.within(number));
    }
  }

  private void table(Table table) {
    path.requireRoomFor(table, open);
    JsonShape shape = JsonShape.of(runtime, table, path);
    open.add(table);
    path.enter();
    if (shape.isArray()) {
      array(table, shape.size());
    } else {
      object(table);
    }
    path.leave();
    open.removeLast();
  }

  private void array(Table table, int length) {
    json.sign('[');
    for (int i = 1; i <= length; i++) {
      if (i > 1) {
        json.sign(',');
      }
      path.at(i);
      value(table.get(i));
    }
    json.sign(']');
  }

  private void object(Table table) {
    json.sign('{');
    int position = 0;
    for (int next = table.following(0); next != 0; next = table.following(next)) {
      if (position > 0) {
        json.sign(',');
      }
      runtime.charge(next - position);
      position = next;
      LuaValue key = table.keyAt(next);
      path.at(key);
      name(key);
      json.sign(':');
      value(table.valueAt(next));
    }
    json.sign('}');
  }

  private void name(LuaValue key) {
    switch (key) {
      case LuaString string -> string(string);
      case Real number -> string(Numbers.format(number.value));
      default -> string(Boolean.toString(key.toboolean()));
    }
  }
}
