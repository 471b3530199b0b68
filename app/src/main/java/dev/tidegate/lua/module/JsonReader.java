package dev.tidegate.lua.module;

import dev.tidegate.lua.ExactDecimal;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.Table;
import dev.tidegate.lua.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * Makes Lua values of one JSON text (RFC 8259), straight from its bytes: what a script gets are
 * bytes again, and each value is charged when it is made.
 *
 * <p>Keeps the grammar's exactness: nothing beside it is accepted. A name that comes twice has its
 * last value.
 */
final class JsonReader {

  /** The price of a value besides its bytes. */
  private static final int VALUE_PRICE = 5;

  /** Bytes of a text within which a charge comes at least once; a power of two. */
  private static final int STRIDE = 1 << 14;

  /** What is smaller need not be asked for. */
  private static final int LARGE_STRING = 1 << 10;

  /** The most digits, signs and dots of a number. */
  private static final int LONGEST_NUMBER = 1000;

  private final LuaRuntime runtime;
  private final byte[] bytes;
  private final int start;
  private final int end;
  private final LuaValue ofNull;
  private final JsonNames names = new JsonNames();

  /** The arrays and objects that are not complete yet, each of which misses the next. */
  private final List<Table> open = new ArrayList<>();

  /** The next byte. */
  private int at;

  private JsonReader(LuaRuntime runtime, byte[] bytes, int start, int end, LuaValue ofNull) {
    this.runtime = runtime;
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.ofNull = ofNull;
    at = start;
    runtime.pin(tracer -> open.forEach(tracer::values));
  }

  /**
   * Reads the one value that the bytes are; {@code null} is nil.
   *
   * @throws JsonFault when they are not one JSON value in UTF-8, or it is nested too deeply
   */
  static LuaValue read(LuaRuntime runtime, byte[] bytes, int from, int length) {
    return read(runtime, bytes, from, length, LuaValue.NIL);
  }

  /** The same with another value for {@code null}, which tables can hold. */
  static LuaValue read(LuaRuntime runtime, byte[] bytes, int from, int length, LuaValue ofNull) {
    JsonReader reader = new JsonReader(runtime, bytes, from, from + length, ofNull);
    LuaValue value = reader.value(reader.next());
    int after = reader.skipSpace();
    if (after >= 0) {
      throw reader.fault("text after the JSON value");
    }
    return value;
  }

  private LuaValue value(int first) {
    runtime.charge(VALUE_PRICE);
    return switch (first) {
      case '"' -> string();
      case '{' -> object();
      case '[' -> array();
      case 't' -> word("true", LuaValue.TRUE);
      case 'f' -> word("false", LuaValue.FALSE);
      case 'n' -> word("null", ofNull);
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> throw expected("a value");
    };
  }

  private LuaValue word(String word, LuaValue value) {
    for (int i = 0; i < word.length(); i++) {
      if (at == end || bytes[at] != word.charAt(i)) {
        throw expected("'" + word + "'");
      }
      at++;
    }
    return value;
  }

  private Table array() {
    Table table = open(new Table());
    int index = 0;
    int c = next();
    if (c != ']') {
      while (true) {
        index++;
        table.put(runtime, index, value(c));
        c = next();
        if (c == ']') {
          break;
        }
        if (c != ',') {
          throw expected("',' or ']'");
        }
        at++;
        c = next();
      }
    }
    at++;
    open.removeLast();
    return table;
  }

  private Table object() {
    Table table = open(new Table());
    table.markAsObject();
    int c = next();
    if (c != '}') {
      while (true) {
        if (c != '"') {
          throw expected("a name in quotes");
        }
        LuaString name = name();
        if (next() != ':') {
          throw expected("':'");
        }
        at++;
        table.put(runtime, name, value(next()));
        c = next();
        if (c == '}') {
          break;
        }
        if (c != ',') {
          throw expected("',' or '}'");
        }
        at++;
        c = next();
      }
    }
    at++;
    open.removeLast();
    return table;
  }

  /** Takes the bracket that the table begins with. */
  private Table open(Table table) {
    if (open.size() == JsonText.DEEPEST) {
      throw fault("JSON nested deeper than " + JsonText.DEEPEST + " levels");
    }
    at++;
    open.add(table);
    return table;
  }

  // Texts -----------------------------------------------------------------------------------------

  private LuaString string() {
    int from = at + 1;
    boolean hasEscapes = scan();
    int to = at - 1;
    if (hasEscapes) {
      return unescaped(from, to);
    }
    reserve(to - from);
    return LuaString.valueUsing(Arrays.copyOfRange(bytes, from, to));
  }

  private LuaString name() {
    int from = at + 1;
    boolean hasEscapes = scan();
    int to = at - 1;
    if (hasEscapes) {
      return unescaped(from, to);
    }
    reserve(to - from);
    return names.of(bytes, from, to);
  }

  private void reserve(int length) {
    if (length >= LARGE_STRING) {
      runtime.reserve(length);
    }
  }

  /** Goes behind the quote that ends the text; whether there are escapes before it. */
  private boolean scan() {
    int quote = at;
    int i = quote + 1;
    int last = end;
    int signs = 0;
    int charged = i;
    boolean hasEscapes = false;
    while (i < last) {
      byte b = bytes[i];
      if (b == '"') {
        at = i + 1;
        runtime.charge((i - charged) >> 1);
        if (signs < 0 && !Utf8.isValid(bytes, quote + 1, i)) {
          at = quote;
          throw fault("invalid UTF-8 in the text");
        }
        return hasEscapes;
      }
      if (b == '\\') {
        hasEscapes = true;
        i++;
      } else if (b >= 0 && b < ' ') {
        at = i;
        throw fault("control character in the text: it must be escaped");
      }
      signs |= b;
      i++;
      if (i - charged >= STRIDE) {
        runtime.charge(STRIDE >> 1);
        charged = i;
      }
    }
    at = last;
    throw fault("unexpected end of JSON");
  }

  private LuaString unescaped(int from, int to) {
    // No escape is shorter than what it stands for.
    runtime.reserve(2L * (to - from));
    byte[] text = new byte[to - from];
    int length = 0;
    int i = from;
    while (i < to) {
      byte b = bytes[i++];
      if (b != '\\') {
        text[length++] = b;
        continue;
      }
      byte escape = bytes[i++];
      switch (escape) {
        case '"', '\\', '/' -> text[length++] = escape;
        case 'b' -> text[length++] = '\b';
        case 'f' -> text[length++] = '\f';
        case 'n' -> text[length++] = '\n';
        case 'r' -> text[length++] = '\r';
        case 't' -> text[length++] = '\t';
        case 'u' -> {
          int unit = hexadecimal(i, to);
          i += 4;
          int codePoint = unit;
          if (Character.isSurrogate((char) unit)) {
            codePoint = pair(unit, i, to);
            i += 6;
          }
          length = encode(codePoint, text, length);
        }
        default -> {
          at = i - 2;
          throw fault("unknown escape in the text");
        }
      }
    }
    return LuaString.valueUsing(Arrays.copyOf(text, length));
  }

  /** The character of which one half stands before the given place; the other must follow. */
  private int pair(int high, int from, int to) {
    if (Character.isHighSurrogate((char) high)
        && from + 1 < to
        && bytes[from] == '\\'
        && bytes[from + 1] == 'u') {
      int low = hexadecimal(from + 2, to);
      if (Character.isLowSurrogate((char) low)) {
        return Character.toCodePoint((char) high, (char) low);
      }
    }
    at = from - 6;
    throw fault("unpaired surrogate in the text");
  }

  private int hexadecimal(int from, int to) {
    int unit = 0;
    for (int i = from; i < from + 4; i++) {
      int digit = i < to ? Character.digit(bytes[i], 16) : -1;
      if (digit < 0) {
        at = from - 2;
        throw fault("escape without four hexadecimal digits in the text");
      }
      unit = (unit << 4) | digit;
    }
    return unit;
  }

  private static int encode(int codePoint, byte[] text, int length) {
    int n = length;
    if (codePoint < 0x80) {
      text[n++] = (byte) codePoint;
      return n;
    }
    if (codePoint < 0x800) {
      text[n++] = (byte) (0xC0 | (codePoint >> 6));
    } else {
      if (codePoint < 0x10000) {
        text[n++] = (byte) (0xE0 | (codePoint >> 12));
      } else {
        text[n++] = (byte) (0xF0 | (codePoint >> 18));
        text[n++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
      }
      text[n++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
    }
    text[n++] = (byte) (0x80 | (codePoint & 0x3F));
    return n;
  }

  // Numbers ---------------------------------------------------------------------------------------

  private LuaValue number() {
    int from = at;
    boolean negative = bytes[at] == '-';
    if (negative) {
      at++;
    }
    int firstDigit = at;
    long digits = digits(0);
    if (at - firstDigit > 1 && bytes[firstDigit] == '0') {
      at = firstDigit;
      throw fault("number with a leading zero");
    }
    int significant = at - firstDigit;
    int scale = 0;
    if (at < end && bytes[at] == '.') {
      at++;
      int point = at;
      digits = digits(digits);
      scale = at - point;
      significant += scale;
    }
    boolean hasExponent = at < end && (bytes[at] | 0x20) == 'e';
    if (hasExponent) {
      at++;
      if (at < end && (bytes[at] == '+' || bytes[at] == '-')) {
        at++;
      }
      digits(0);
    }
    if (significant <= ExactDecimal.DIGITS && !hasExponent) {
      double exact = ExactDecimal.of(digits, scale);
      return Numbers.of(negative ? -exact : exact);
    }
    return read(from);
  }

  /** Goes on behind at least one digit; of very many, the value is nonsense. */
  private long digits(long before) {
    int from = at;
    long value = before;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      value = 10 * value + (bytes[at] - '0');
      at++;
    }
    if (at == from) {
      throw expected("a digit");
    }
    return value;
  }

  private LuaValue read(int from) {
    int length = at - from;
    runtime.charge(length);
    if (length > LONGEST_NUMBER) {
      at = from;
      throw fault("number longer than " + LONGEST_NUMBER + " characters");
    }
    double number =
        Double.parseDouble(new String(bytes, from, length, StandardCharsets.ISO_8859_1));
    if (Double.isInfinite(number)) {
      at = from;
      throw fault("number out of range");
    }
    return Numbers.of(number);
  }

  // Places ----------------------------------------------------------------------------------------

  /** The next byte that is no white space; -1 at the end. */
  private int skipSpace() {
    int i = at;
    int charged = i;
    while (i < end) {
      byte b = bytes[i];
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        at = i;
        return b & 0xFF;
      }
      i++;
      if (i - charged >= STRIDE) {
        runtime.charge(STRIDE >> 1);
        charged = i;
      }
    }
    at = i;
    return -1;
  }

  private int next() {
    int c = skipSpace();
    if (c < 0) {
      throw fault("unexpected end of JSON");
    }
    return c;
  }

  private JsonFault expected(String what) {
    if (at >= end) {
      return fault("unexpected end of JSON");
    }
    int found = bytes[at] & 0xFF;
    return fault(
        "expected "
            + what
            + ", found "
            + (found > ' ' && found < 0x7F
                ? "'" + (char) found + "'"
                : "byte 0x%02X".formatted(found)));
  }

  /** With the place where the reader is; columns are counted in characters. */
  private JsonFault fault(String what) {
    runtime.charge((at - start) >> 1);
    int line = 1;
    int column = 1;
    for (int i = start; i < at; i++) {
      if (bytes[i] == '\n') {
        line++;
        column = 1;
      } else if ((bytes[i] & 0xC0) != 0x80) {
        column++;
      }
    }
    return new JsonFault(what + " at line " + line + ", column " + column);
  }
}
