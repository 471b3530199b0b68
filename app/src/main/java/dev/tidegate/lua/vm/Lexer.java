package dev.tidegate.lua.vm;

import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.ScriptError;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * Reads a script's tokens (Lua 5.2 manual, 3.1) before LuaJ's compiler does, and finds again at
 * which of them the compiler stopped.
 *
 * <p>LuaJ reads some numerals as Java would, or fails on them with what is no Lua error, refuses
 * long brackets within others, and does not say near which token it met a mistake. Longer than a
 * usual class, because the kinds of tokens share the place in the text.
 */
final class Lexer {

  private static final int END = -1;

  /** Bytes between two questions whether to go on; a power of 2. */
  private static final int STRIDE = 1 << 12;

  private final String chunk;
  private final byte[] source;
  private final Runnable checkpoint;
  private final List<Edit> edits = new ArrayList<>();
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private int position;
  private int line = 1;
  private int start;
  private Kind kind = Kind.END;
  private @Nullable ScriptError fault;

  private Lexer(String chunk, byte[] source, Runnable checkpoint) {
    this.chunk = chunk;
    this.source = source;
    this.checkpoint = checkpoint;
  }

  /**
   * The source as LuaJ can read it: the same tokens in the same lines, up to the first that is
   * none.
   *
   * @param chunk how messages call it
   */
  static Checked check(String chunk, byte[] source, Runnable checkpoint) {
    Lexer lexer = new Lexer(chunk, source, checkpoint);
    if (source.length > 0 && source[0] == '#') {
      // LuaJ skips such a first line; to Lua it is the length operator.
      lexer.edits.add(new Edit(0, 0, " "));
    }
    while (lexer.nextOrFault()) {
      if (lexer.kind == Kind.NUMBER && !lexer.isPlainNumeral()) {
        // What follows may be a name, and must not become a part of the numeral.
        lexer.edits.add(new Edit(lexer.start, lexer.position, lexer.numeral() + " "));
      }
    }
    ByteArrayOutputStream changed = new ByteArrayOutputStream(source.length + 1);
    int kept = 0;
    for (Edit edit : lexer.edits) {
      changed.write(source, kept, edit.from() - kept);
      changed.writeBytes(edit.text().getBytes(StandardCharsets.US_ASCII));
      kept = edit.to();
    }
    changed.write(source, kept, lexer.start - kept);
    // With something behind the last token, it shows whether the compiler has gone beyond.
    changed.write(' ');
    return new Checked(changed.toByteArray(), lexer.fault);
  }

  /**
   * What the compiler can read.
   *
   * @param fault what is wrong with the token after it; null when the source ends there
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Checked(byte[] source, @Nullable ScriptError fault) {}

  /**
   * The token that the compiler was at, as messages show it.
   *
   * @param checked what the compiler was given
   * @param read how often it has asked for a byte of that; the last one lies behind the token
   */
  static LuaString near(byte[] source, byte[] checked, int read) {
    Lexer lexer = new Lexer("", source, () -> {});
    if (read <= checked.length) {
      Lexer given = new Lexer("", checked, () -> {});
      while (given.next() && given.position < read) {
        lexer.next();
      }
    }
    return lexer.token();
  }

  private boolean nextOrFault() {
    try {
      return next();
    } catch (ScriptError error) {
      fault = error;
      return false;
    }
  }

  /** Goes on to the next token; false at the end. */
  private boolean next() {
    text.reset();
    kind = Kind.OTHER;
    while (true) {
      start = position;
      int c = current();
      switch (c) {
        case END -> {
          kind = Kind.END;
          return false;
        }
        case '\n', '\r' -> newLine();
        case ' ', '\t', '\f', 0x0b -> take();
        case '-' -> {
          take();
          if (current() != '-') {
            return true;
          }
          comment();
        }
        case '[' -> {
          int level = bracketLevel();
          if (level < -1) {
            throw error("invalid long string delimiter", bytes(start, position));
          }
          if (level == -1) {
            position = start + 1;
          } else {
            kind = Kind.TEXT;
            longText(level, "unfinished long string");
          }
          return true;
        }
        case '"', '\'' -> {
          kind = Kind.TEXT;
          string(c);
          return true;
        }
        case '=', '<', '>', '~', ':' -> {
          take();
          if (current() == (c == ':' ? ':' : '=')) {
            take();
          }
          return true;
        }
        case '.' -> {
          take();
          if (isDigit(current())) {
            int digit = current();
            take();
            numeral(digit);
          } else if (current() == '.') {
            take();
            if (current() == '.') {
              take();
            }
          }
          return true;
        }
        default -> {
          take();
          if (isDigit(c)) {
            numeral(c);
          } else if (isLetter(c)) {
            while (isLetter(current()) || isDigit(current())) {
              take();
            }
          }
          return true;
        }
      }
    }
  }

  private int current() {
    return position < source.length ? source[position] & 0xff : END;
  }

  private void take() {
    position++;
    if ((position & (STRIDE - 1)) == 0) {
      checkpoint.run();
    }
  }

  /** Any of the four ends of a line counts as one. */
  private void newLine() {
    int first = current();
    take();
    int second = current();
    if ((second == '\n' || second == '\r') && second != first) {
      take();
    }
    line++;
  }

  private void comment() {
    take();
    int open = position;
    if (current() == '[') {
      int level = bracketLevel();
      if (level >= 0) {
        longText(level, "unfinished long comment");
        return;
      }
      position = open;
    }
    while (current() != END && current() != '\n' && current() != '\r') {
      take();
    }
  }

  /** Takes a bracket and equals signs: how many of these if another bracket follows, else below. */
  private int bracketLevel() {
    int bracket = current();
    int count = 0;
    take();
    while (current() == '=') {
      take();
      count++;
    }
    return current() == bracket ? count : -count - 1;
  }

  private void longText(int level, String unfinished) {
    int open = position - level - 1;
    boolean nested = false;
    int highest = 0;
    take();
    while (true) {
      int at = position;
      switch (current()) {
        case END -> throw error(unfinished, "<eof>");
        case '[' -> {
          take();
          nested |= current() == '[';
        }
        case ']' -> {
          int inner = bracketLevel();
          if (inner == level) {
            take();
            if (nested && level == 0) {
              raise(open, at, highest + 1);
            }
            return;
          }
          highest = Math.max(highest, inner);
        }
        case '\n', '\r' -> newLine();
        default -> take();
      }
    }
  }

  /** LuaJ allows no "[[" in between, unless the brackets have equals signs. */
  private void raise(int open, int close, int level) {
    String signs = "=".repeat(level);
    edits.add(new Edit(open, open + 2, "[" + signs + "["));
    edits.add(new Edit(close, close + 2, "]" + signs + "]"));
  }

  private void string(int delimiter) {
    keep();
    while (current() != delimiter) {
      switch (current()) {
        case END -> throw error("unfinished string", "<eof>");
        case '\n', '\r' -> throw error("unfinished string", quoted(text.toByteArray()));
        case '\\' -> escape();
        default -> keep();
      }
    }
    keep();
  }

  private void keep() {
    text.write(current());
    take();
  }

  private void escape() {
    int from = position;
    take();
    int c = current();
    switch (c) {
      case 'a' -> escaped(7);
      case 'b' -> escaped('\b');
      case 'f' -> escaped('\f');
      case 'n' -> escaped('\n');
      case 'r' -> escaped('\r');
      case 't' -> escaped('\t');
      case 'v' -> escaped(0x0b);
      case '\\', '"', '\'' -> escaped(c);
      case 'x' -> {
        int value = 0;
        for (int i = 0; i < 2; i++) {
          take();
          int digit = Character.digit(current(), 16);
          if (current() > 0x7f || digit < 0) {
            throw error(
                "hexadecimal digit expected", bytes(from, Math.min(position + 1, source.length)));
          }
          value = value * 16 + digit;
        }
        escaped(value);
      }
      case '\n', '\r' -> {
        newLine();
        text.write('\n');
      }
      case 'z' -> {
        take();
        while (isSpace(current())) {
          if (current() == '\n' || current() == '\r') {
            newLine();
          } else {
            take();
          }
        }
      }
      // The string is unfinished then, which is found next.
      case END -> {}
      default -> {
        if (!isDigit(c)) {
          throw error("invalid escape sequence", bytes(from, position + 1));
        }
        int value = 0;
        for (int i = 0; i < 3 && isDigit(current()); i++) {
          value = value * 10 + current() - '0';
          take();
        }
        if (value > 0xff) {
          throw error("decimal escape too large", bytes(from, position));
        }
        text.write(value);
      }
    }
  }

  private void escaped(int value) {
    take();
    text.write(value);
  }

  /** As stock Lua reads it: all that could belong to a numeral, and then it must be one. */
  private void numeral(int first) {
    kind = Kind.NUMBER;
    boolean hexadecimal = first == '0' && (current() | 0x20) == 'x';
    if (hexadecimal) {
      take();
    }
    while (true) {
      if (current() != END && (current() | 0x20) == (hexadecimal ? 'p' : 'e')) {
        take();
        if (current() == '+' || current() == '-') {
          take();
        }
      }
      if (current() != '.' && (current() > 0x7f || Character.digit(current(), 16) < 0)) {
        break;
      }
      take();
    }
    if (value().isnil()) {
      throw error("malformed number", bytes(start, position));
    }
  }

  private LuaValue value() {
    return Numbers.parse(LuaString.valueOf(source, start, position - start));
  }

  /** Whether Java reads the numeral as Lua does. */
  private boolean isPlainNumeral() {
    for (int i = start; i < position; i++) {
      if (!isDigit(source[i]) && source[i] != '.') {
        return false;
      }
    }
    return position - start < 16;
  }

  /** The numeral's value as a decimal that is exactly it. */
  private String numeral() {
    double number = value().todouble();
    // Beyond what a double holds, LuaJ too reads infinity.
    return Double.isInfinite(number) ? "1e999" : Double.toString(number);
  }

  private LuaString token() {
    return switch (kind) {
      case END -> LuaText.encode("<eof>");
      case TEXT -> quoted(text.size() > 0 ? text.toByteArray() : raw());
      case NUMBER -> quoted(raw());
      case OTHER -> other();
    };
  }

  private byte[] raw() {
    return Arrays.copyOfRange(source, start, position);
  }

  private LuaString other() {
    int c = source[start] & 0xff;
    return position - start == 1 && (c < ' ' || c > '~')
        ? LuaText.encode("char(" + c + ")")
        : quoted(raw());
  }

  private LuaString bytes(int from, int to) {
    return quoted(Arrays.copyOfRange(source, from, to));
  }

  /** In quotes; what follows a zero byte is not shown. */
  private static LuaString quoted(byte[] bytes) {
    ByteArrayOutputStream quoted = new ByteArrayOutputStream();
    quoted.write('\'');
    for (int i = 0; i < bytes.length && bytes[i] != 0; i++) {
      quoted.write(bytes[i]);
    }
    quoted.write('\'');
    return LuaString.valueUsing(quoted.toByteArray());
  }

  private ScriptError error(String message, String near) {
    return error(message, LuaText.encode(near));
  }

  private ScriptError error(String message, LuaString near) {
    return ScriptError.of(LuaText.join(chunk + ":" + line + ": " + message + " near ", near));
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(int c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isSpace(int c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  /** What the compiler is given in place of a part of the source. */
  private record Edit(int from, int to, String text) {}

  private enum Kind {
    NUMBER,
    /** A string, short or long. */
    TEXT,
    OTHER,
    END
  }
}
