package dev.tidegate.lua.module;

import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.Table;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** Makes Lua values of one JSON text. */
final class JsonReader {

  /** The price of a value besides its bytes. */
  private static final int VALUE_PRICE = 5;

  private final LuaRuntime runtime;
  private final JsonParser parser;

  /** The arrays and objects that are not complete yet, each of which misses the next. */
  private final List<Table> open = new ArrayList<>();

  private JsonReader(LuaRuntime runtime, JsonParser parser) {
    this.runtime = runtime;
    this.parser = parser;
    runtime.pin(tracer -> open.forEach(tracer::values));
  }

  /**
   * Reads the one value that the bytes are; {@code null} is nil.
   *
   * @throws JsonFault when they are not one JSON value in UTF-8, or it is nested too deeply
   */
  static LuaValue read(LuaRuntime runtime, byte[] bytes, int from, int length) {
    // The characters, and about as much again for the strings that become of them.
    runtime.hold(2L * length);
    runtime.reserve(length);
    runtime.charge(length);
    CharBuffer text = decode(bytes, from, length);
    try (JsonParser parser =
        JsonText.FACTORY.createParser(
            ObjectReadContext.empty(), text.array(), text.arrayOffset(), text.length())) {
      JsonReader reader = new JsonReader(runtime, parser);
      LuaValue value = reader.value(reader.next(), 0);
      if (parser.nextToken() != null) {
        throw fault("text after the JSON value", parser.currentTokenLocation());
      }
      return value;
    } catch (UnexpectedEndOfInputException e) {
      throw unexpectedEnd();
    } catch (StreamConstraintsException e) {
      throw fault(
          "number longer than " + JsonText.LONGEST_NUMBER + " digits in JSON", e.getLocation());
    } catch (JacksonException e) {
      throw fault("invalid JSON", e.getLocation());
    }
  }

  private static CharBuffer decode(byte[] bytes, int from, int length) {
    try {
      // Unlike String's constructor, a new decoder reports what is malformed.
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length));
    } catch (CharacterCodingException e) {
      throw new JsonFault("invalid UTF-8 in JSON");
    }
  }

  private static JsonFault unexpectedEnd() {
    return new JsonFault("unexpected end of JSON");
  }

  private static JsonFault fault(String what, TokenStreamLocation place) {
    return new JsonFault(
        place == null
            ? what
            : what + " at line " + place.getLineNr() + ", column " + place.getColumnNr());
  }

  private JsonToken next() {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw unexpectedEnd();
    }
    return token;
  }

  private LuaValue value(JsonToken token, int depth) {
    runtime.charge(VALUE_PRICE);
    return switch (token) {
      case START_ARRAY -> array(deeper(depth));
      case START_OBJECT -> object(deeper(depth));
      case VALUE_STRING -> string(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
      case VALUE_TRUE -> LuaValue.TRUE;
      case VALUE_FALSE -> LuaValue.FALSE;
      case VALUE_NULL -> LuaValue.NIL;
      default -> throw fault("invalid JSON", parser.currentTokenLocation());
    };
  }

  private int deeper(int depth) {
    if (depth == JsonText.DEEPEST) {
      throw fault(
          "JSON nested deeper than " + JsonText.DEEPEST + " levels", parser.currentTokenLocation());
    }
    return depth + 1;
  }

  private Table array(int depth) {
    Table table = new Table();
    open.add(table);
    int index = 0;
    while (true) {
      JsonToken token = next();
      if (token == JsonToken.END_ARRAY) {
        open.removeLast();
        return table;
      }
      index++;
      table.put(runtime, index, value(token, depth));
    }
  }

  private Table object(int depth) {
    Table table = new Table();
    table.markAsObject();
    open.add(table);
    while (true) {
      String name = parser.nextName();
      if (name == null) {
        open.removeLast();
        return table;
      }
      LuaString key = string(name);
      table.put(runtime, key, value(next(), depth));
    }
  }

  private LuaString string(String text) {
    requirePairedSurrogates(text);
    return LuaText.encode(text);
  }

  /** An escape may name half of a pair, which UTF-8 has no form for. */
  private void requirePairedSurrogates(String text) {
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        throw fault("unpaired surrogate in JSON string", parser.currentTokenLocation());
      }
      i += Character.charCount(c);
    }
  }

  private LuaValue number() {
    double number = Double.parseDouble(parser.getString());
    if (Double.isInfinite(number)) {
      throw fault("number out of range in JSON", parser.currentTokenLocation());
    }
    return Numbers.of(number);
  }
}
