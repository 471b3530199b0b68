package dev.tidegate.lua.module;

import dev.tidegate.lua.Json;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.Table;
import dev.tidegate.lua.TableWalk;
import java.util.Map;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Makes the fields of log entries from tables. */
final class LogFields {

  /** How many fields an entry has at most. */
  static final int MOST = 64;

  /** What a field takes besides its characters. */
  static final int BYTES_PER_FIELD = 150;

  /** The most characters of a value; what is longer is cut and ends in an ellipsis. */
  private static final int LONGEST_VALUE = 4096;

  /** The most bytes of a name; what is longer is cut. */
  private static final int LONGEST_NAME = 256;

  private static final JsonCodec JSON = new JsonCodec();

  private LogFields() {}

  /**
   * Adds the entries of a table whose keys are strings; tables become JSON, other values what
   * {@code tostring} gives. Stops after one more than {@link #MOST}.
   */
  static void read(LuaRuntime runtime, Table table, Map<String, String> fields) {
    Varargs entry = TableWalk.next(runtime, table, LuaValue.NIL);
    while (!entry.arg1().isnil() && fields.size() <= MOST) {
      LuaValue key = entry.arg1();
      if (key instanceof LuaString name) {
        fields.put(text(runtime, name, LONGEST_NAME), value(runtime, entry.arg(2)));
      }
      entry = TableWalk.next(runtime, table, key);
    }
  }

  private static String value(LuaRuntime runtime, LuaValue value) {
    if (value instanceof Table table) {
      String json = json(runtime, table);
      if (!json.isEmpty()) {
        return json;
      }
    }
    return text(runtime, runtime.toText(value), LONGEST_VALUE);
  }

  /** Empty where JSON can't carry the table, or it would be too long. */
  private static String json(LuaRuntime runtime, Table table) {
    try {
      Json json = JSON.write(runtime, table, LONGEST_VALUE);
      return json.toString();
    } catch (LuaError e) {
      return "";
    }
  }

  private static String text(LuaRuntime runtime, LuaString string, int most) {
    // Another value may be made by a function of the script, which may write entries as well.
    runtime.hold(BYTES_PER_FIELD + 2L * Math.min(string.m_length, most));
    if (string.m_length <= most) {
      return LuaText.decode(string);
    }
    // May be in the middle of a character, which then is replaced.
    return LuaText.decode(string.substring(0, most)) + "…";
  }
}
