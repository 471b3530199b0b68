package dev.tidegate.lua.compiler;

import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.Real;
import dev.tidegate.lua.ScriptError;
import java.nio.charset.StandardCharsets;
import org.luaj.vm2.LuaString;

/**
 * Reads a chunk's text token by token (Lua 5.2 manual, 3.1; {@code llex.c}).
 *
 * <p>Text within the compiler is a byte a character, so that any bytes survive. Longer than a usual
 * class, because it is the whole lexical grammar.
 */
final class Lexer {

  private static final int END = -1;

  /** Bytes of text, or steps of other work, between two questions whether to go on. */
  private static final int STRIDE = 256;

  private final String chunk;
  private final byte[] source;
  private final Runnable checkpoint;
  private int position;
  private int steps;
  private int current;

  /** What the token is made of, as far as messages may show it. */
  private final StringBuilder buffer = new StringBuilder();

  /** The current token. */
  int token;

  /** The name, or the string's value, of the current token. */
  String text = "";

  /** The value of the current token when it is a numeral. */
  double number;

  private boolean looked;
  private int nextToken;
  private String nextText = "";
  private double nextNumber;

  /** The line that is being read. */
  int line = 1;

  /** The line of the last token that was consumed. */
  int lastLine = 1;

  /**
   * Starts at the first byte.
   *
   * @param chunk the chunk's name as messages show it
   * @param checkpoint is run now and then and may suspend the calling fiber
   */
  Lexer(String chunk, byte[] source, Runnable checkpoint) {
    this.chunk = chunk;
    this.source = source;
    this.checkpoint = checkpoint;
    advance();
  }

  /** Goes on to the next token. */
  void next() {
    lastLine = line;
    if (looked) {
      looked = false;
      token = nextToken;
      text = nextText;
      number = nextNumber;
    } else {
      token = read();
    }
  }

  /** The token after the current one. */
  int peek() {
    int token = this.token;
    String text = this.text;
    double number = this.number;
    nextToken = read();
    nextText = this.text;
    nextNumber = this.number;
    looked = true;
    this.text = text;
    this.number = number;
    this.token = token;
    return nextToken;
  }

  /** Counts a step of work that may take many, more than there are bytes of text. */
  void step() {
    if (++steps % STRIDE == 0) {
      checkpoint.run();
    }
  }

  /** The error that the text is wrong at the current token, to be thrown. */
  ScriptError syntaxError(String message) {
    return error(message, token);
  }

  /** An error that is not about the current token, to be thrown. */
  ScriptError semanticError(String message) {
    return error(message, 0);
  }

  private ScriptError error(String message, int near) {
    String shown =
        chunk + ":" + line + ": " + message + (near == 0 ? "" : " near " + describe(near));
    return ScriptError.of(bytes(shown));
  }

  private String describe(int near) {
    return switch (near) {
      case Token.NAME, Token.STRING, Token.NUMBER -> "'" + buffer + "'";
      default -> Token.text(near);
    };
  }

  /** Text of the compiler as a value of a script. */
  static LuaString bytes(String text) {
    return LuaString.valueUsing(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void advance() {
    step();
    current = position < source.length ? source[position++] & 0xff : END;
  }

  private void keep() {
    buffer.append((char) current);
    advance();
  }

  private boolean keepIf(char one, char other) {
    if (current == one || current == other) {
      keep();
      return true;
    }
    return false;
  }

  private boolean atLineEnd() {
    return current == '\n' || current == '\r';
  }

  /** Goes over a line's end, which may be two characters. */
  private void endLine() {
    int first = current;
    advance();
    if (atLineEnd() && current != first) {
      advance();
    }
    line++;
  }

  private int read() {
    buffer.setLength(0);
    while (true) {
      switch (current) {
        case '\n', '\r' -> endLine();
        case ' ', '\f', '\t', 0x0b -> advance();
        case '-' -> {
          advance();
          if (current != '-') {
            return '-';
          }
          advance();
          skipComment();
        }
        case '[' -> {
          int level = bracketLevel();
          if (level >= 0) {
            readLongString(level, false);
            return Token.STRING;
          }
          if (level == -1) {
            return '[';
          }
          throw error("invalid long string delimiter", Token.STRING);
        }
        case '=' -> {
          return orWithEquals('=', Token.EQ);
        }
        case '<' -> {
          return orWithEquals('<', Token.LE);
        }
        case '>' -> {
          return orWithEquals('>', Token.GE);
        }
        case '~' -> {
          return orWithEquals('~', Token.NE);
        }
        case ':' -> {
          advance();
          if (current != ':') {
            return ':';
          }
          advance();
          return Token.DOUBLE_COLON;
        }
        case '"', '\'' -> {
          readString(current);
          return Token.STRING;
        }
        case '.' -> {
          keep();
          if (keepIf('.', '.')) {
            return keepIf('.', '.') ? Token.DOTS : Token.CONCAT;
          }
          if (!isDigit(current)) {
            return '.';
          }
          readNumeral();
          return Token.NUMBER;
        }
        case END -> {
          return Token.END_OF_TEXT;
        }
        default -> {
          return readOther();
        }
      }
    }
  }

  private int readOther() {
    if (isDigit(current)) {
      readNumeral();
      return Token.NUMBER;
    }
    if (!isLetter(current)) {
      int single = current;
      advance();
      return single;
    }
    do {
      keep();
    } while (isLetter(current) || isDigit(current));
    text = buffer.toString();
    return Token.ofWord(text);
  }

  private int orWithEquals(char alone, int both) {
    advance();
    if (current != '=') {
      return alone;
    }
    advance();
    return both;
  }

  private void skipComment() {
    if (current == '[') {
      int level = bracketLevel();
      buffer.setLength(0);
      if (level >= 0) {
        readLongString(level, true);
        buffer.setLength(0);
        return;
      }
    }
    while (!atLineEnd() && current != END) {
      advance();
    }
  }

  /**
   * Reads a bracket and the equals signs after it.
   *
   * @return how many of these stand between two brackets; negative where the second bracket is
   *     missing, -1 without equals signs
   */
  private int bracketLevel() {
    int bracket = current;
    int count = 0;
    keep();
    while (current == '=') {
      keep();
      count++;
    }
    return current == bracket ? count : -count - 1;
  }

  private void readLongString(int level, boolean comment) {
    keep();
    if (atLineEnd()) {
      endLine();
    }
    while (true) {
      switch (current) {
        case END ->
            throw error(
                comment ? "unfinished long comment" : "unfinished long string", Token.END_OF_TEXT);
        case ']' -> {
          if (bracketLevel() == level) {
            keep();
            if (!comment) {
              text = buffer.substring(2 + level, buffer.length() - 2 - level);
            }
            return;
          }
        }
        case '\n', '\r' -> {
          buffer.append('\n');
          endLine();
          forget(comment);
        }
        default -> {
          keep();
          forget(comment);
        }
      }
    }
  }

  private void forget(boolean comment) {
    if (comment) {
      buffer.setLength(0);
    }
  }

  private void readNumeral() {
    char exponent = 'e';
    int first = current;
    keep();
    if (first == '0' && keepIf('x', 'X')) {
      exponent = 'p';
    }
    while (true) {
      if (keepIf(exponent, Character.toUpperCase(exponent))) {
        keepIf('+', '-');
      }
      if (!isHexadecimal(current) && current != '.') {
        break;
      }
      keep();
    }
    if (!(Numbers.parse(bytes(buffer.toString())) instanceof Real value)) {
      throw error("malformed number", Token.NUMBER);
    }
    number = value.value;
  }

  private void readString(int delimiter) {
    keep();
    while (current != delimiter) {
      switch (current) {
        case END -> throw error("unfinished string", Token.END_OF_TEXT);
        case '\n', '\r' -> throw error("unfinished string", Token.STRING);
        case '\\' -> readEscape();
        default -> keep();
      }
    }
    keep();
    text = buffer.substring(1, buffer.length() - 1);
  }

  private void readEscape() {
    advance();
    switch (current) {
      case 'a' -> escaped('\u0007');
      case 'b' -> escaped('\b');
      case 'f' -> escaped('\f');
      case 'n' -> escaped('\n');
      case 'r' -> escaped('\r');
      case 't' -> escaped('\t');
      case 'v' -> escaped('\u000b');
      case '\\', '"', '\'' -> escaped((char) current);
      case 'x' -> readHexadecimalEscape();
      case '\n', '\r' -> {
        endLine();
        buffer.append('\n');
      }
      case 'z' -> {
        advance();
        while (isSpace(current)) {
          if (atLineEnd()) {
            endLine();
          } else {
            advance();
          }
        }
      }
      case END -> {
        // The string has no end either, which is what will be said.
      }
      default -> readDecimalEscape();
    }
  }

  private void escaped(char c) {
    advance();
    buffer.append(c);
  }

  private void readHexadecimalEscape() {
    StringBuilder escape = new StringBuilder("\\x");
    int value = 0;
    for (int i = 0; i < 2; i++) {
      advance();
      if (current != END) {
        escape.append((char) current);
      }
      if (!isHexadecimal(current)) {
        throw badEscape("hexadecimal digit expected", escape);
      }
      value = value * 16 + Character.digit(current, 16);
    }
    escaped((char) value);
  }

  private void readDecimalEscape() {
    StringBuilder escape = new StringBuilder("\\");
    if (!isDigit(current)) {
      throw badEscape("invalid escape sequence", escape.append((char) current));
    }
    int value = 0;
    for (int i = 0; i < 3 && isDigit(current); i++) {
      escape.append((char) current);
      value = value * 10 + current - '0';
      advance();
    }
    if (value > 0xff) {
      throw badEscape("decimal escape too large", escape);
    }
    buffer.append((char) value);
  }

  private ScriptError badEscape(String message, StringBuilder escape) {
    buffer.setLength(0);
    buffer.append(escape);
    return error(message, Token.STRING);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isHexadecimal(int c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isSpace(int c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }
}
