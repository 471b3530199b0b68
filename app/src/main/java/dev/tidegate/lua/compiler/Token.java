package dev.tidegate.lua.compiler;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The kinds of token. One that is a single character is that character's code. */
final class Token {

  static final int END_OF_TEXT = 256;
  static final int NUMBER = 257;
  static final int NAME = 258;
  static final int STRING = 259;
  static final int CONCAT = 260;
  static final int DOTS = 261;
  static final int EQ = 262;
  static final int GE = 263;
  static final int LE = 264;
  static final int NE = 265;
  static final int DOUBLE_COLON = 266;

  static final int AND = 300;
  static final int BREAK = 301;
  static final int DO = 302;
  static final int ELSE = 303;
  static final int ELSEIF = 304;
  static final int END = 305;
  static final int FALSE = 306;
  static final int FOR = 307;
  static final int FUNCTION = 308;
  static final int GOTO = 309;
  static final int IF = 310;
  static final int IN = 311;
  static final int LOCAL = 312;
  static final int NIL = 313;
  static final int NOT = 314;
  static final int OR = 315;
  static final int REPEAT = 316;
  static final int RETURN = 317;
  static final int THEN = 318;
  static final int TRUE = 319;
  static final int UNTIL = 320;
  static final int WHILE = 321;

  /** The reserved words, in the order of their numbers. */
  private static final List<String> WORDS =
      List.of(
          "and",
          "break",
          "do",
          "else",
          "elseif",
          "end",
          "false",
          "for",
          "function",
          "goto",
          "if",
          "in",
          "local",
          "nil",
          "not",
          "or",
          "repeat",
          "return",
          "then",
          "true",
          "until",
          "while");

  private static final Map<String, Integer> BY_WORD = new HashMap<>();

  static {
    for (int i = 0; i < WORDS.size(); i++) {
      BY_WORD.put(WORDS.get(i), AND + i);
    }
  }

  private Token() {}

  /** The token that a word is: a reserved word, or a name. */
  static int ofWord(String word) {
    return BY_WORD.getOrDefault(word, NAME);
  }

  /** How messages show it. */
  static String text(int token) {
    return switch (token) {
      case END_OF_TEXT -> "<eof>";
      case NUMBER -> "<number>";
      case NAME -> "<name>";
      case STRING -> "<string>";
      case CONCAT -> "'..'";
      case DOTS -> "'...'";
      case EQ -> "'=='";
      case GE -> "'>='";
      case LE -> "'<='";
      case NE -> "'~='";
      case DOUBLE_COLON -> "'::'";
      default -> {
        if (token >= AND) {
          yield "'" + WORDS.get(token - AND) + "'";
        }
        yield token >= ' ' && token < 127 ? "'" + (char) token + "'" : "char(" + token + ")";
      }
    };
  }
}
