package dev.tidegate.lua.vm;

import dev.tidegate.lua.Compilation;
import dev.tidegate.lua.ErrorKind;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.Real;
import dev.tidegate.lua.ScriptError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.compiler.LuaC;
import org.luaj.vm2.lib.jse.JseMathLib;

/** Turns Lua text into bytecode with LuaJ's compiler, and nothing but text. */
public final class Compiler {

  /** First byte of a binary chunk (Lua 5.2 {@code LUA_SIGNATURE}). */
  private static final byte ESCAPE = 0x1b;

  private static final Pattern POSITION = Pattern.compile(":(\\d+): ", Pattern.DOTALL);

  private static final Pattern UNEXPECTED =
      Pattern.compile("unexpected symbol (\\d+) \\(.+\\)$", Pattern.DOTALL);

  /** The number of the compiler's first token that is not a single character. */
  private static final int FIRST_TOKEN = 257;

  private static final List<String> TOKENS =
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
          "while",
          "..",
          "...",
          "==",
          ">=",
          "<=",
          "~=",
          "::",
          "<eof>",
          "<number>",
          "<name>",
          "<string>");

  static {
    // LuaJ folds constant powers with an approximation unless this library has been made once.
    var _ = new JseMathLib();
  }

  private Compiler() {}

  /**
   * Compiles a script that positions call by the given name.
   *
   * @param checkpoint is run every few bytes of source, and may suspend the calling fiber
   */
  public static Compilation compile(String chunkName, byte[] source, Runnable checkpoint) {
    try {
      return new Compilation.Compiled(
          CompiledScript.of(chunkName, prototype("=" + chunkName, source, checkpoint)));
    } catch (ScriptError error) {
      String message = error.getMessage();
      Matcher position = POSITION.matcher(message);
      // The chunk's name comes first and may itself look like a position.
      return position.find(Math.min(displayName("=" + chunkName).length(), message.length()))
          ? new Compilation.Rejected(
              Integer.parseInt(position.group(1)), message.substring(position.end()))
          : new Compilation.Rejected(1, message);
    }
  }

  /**
   * Compiles text.
   *
   * @param chunkName as stock Lua takes it: {@code =name}, {@code @file}, or the text itself
   * @param checkpoint is run every few bytes of source
   * @throws ScriptError with the compiler's message
   */
  static Prototype prototype(String chunkName, byte[] source, Runnable checkpoint) {
    if (source.length > 0 && source[0] == ESCAPE) {
      throw ScriptError.of(
          LuaValue.valueOf(
              displayName(chunkName)
                  + ":1: attempt to load a binary chunk (only text is accepted)"));
    }
    try {
      return withReals(LuaC.instance.compile(new SourceStream(source, checkpoint), chunkName));
    } catch (LuaError error) {
      throw ScriptError.of(
          LuaText.encode(stockWording(LuaText.describe(error.getMessageObject()))));
    } catch (IOException impossible) {
      throw new UncheckedIOException("reading from memory", impossible);
    } catch (StackOverflowError tooDeep) {
      // LuaJ's parser recurses for each target of an assignment and bounds only other nesting. What
      // it has made is thrown away, and it shares nothing with other compilations.
      throw ScriptError.of(
          ErrorKind.INVALID,
          displayName(chunkName) + ":1: chunk has too many syntax levels",
          false);
    } catch (ArrayIndexOutOfBoundsException | NullPointerException | ClassCastException fault) {
      // LuaJ's compiler does not check all of its own limits.
      throw ScriptError.of(
          ErrorKind.INVALID,
          displayName(chunkName) + ":1: the compiler can't handle this chunk",
          false);
    }
  }

  /** LuaJ's numbers are of two kinds, a run's are of one. */
  private static Prototype withReals(Prototype prototype) {
    for (int i = 0; i < prototype.k.length; i++) {
      LuaValue constant = prototype.k[i];
      // Text that reads as a number is one to LuaJ.
      if (constant.type() == LuaValue.TNUMBER) {
        prototype.k[i] = new Real(constant.todouble());
      }
    }
    for (Prototype inner : prototype.p) {
      withReals(inner);
    }
    return prototype;
  }

  /** LuaJ tells the token that it did not expect by its number. */
  private static String stockWording(String message) {
    return UNEXPECTED
        .matcher(message)
        .replaceFirst(found ->
            Matcher.quoteReplacement(
                "unexpected symbol near " + token(Integer.parseInt(found.group(1)))));
  }

  private static String token(int number) {
    int word = number - FIRST_TOKEN;
    if (word < 0) {
      return "'" + (char) number + "'";
    }
    // From <eof> on, the names stand for kinds of token and are not quoted.
    String name = word < TOKENS.size() ? TOKENS.get(word) : "<eof>";
    return name.startsWith("<") && name.endsWith(">") ? name : "'" + name + "'";
  }

  /** How positions in messages call a chunk. */
  static String displayName(String chunkName) {
    return Lua.chunkid(chunkName);
  }
}
