package dev.tidegate.lua.vm;

import dev.tidegate.lua.Compilation;
import dev.tidegate.lua.ErrorKind;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.Real;
import dev.tidegate.lua.ScriptError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
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

  /** LuaJ forgets a quote. */
  private static final Pattern LABEL_DEFINED = Pattern.compile("label '(\\w+) already defined");

  /** To LuaJ a {@code break} is a jump to a label of that name. */
  private static final Pattern LONELY_BREAK =
      Pattern.compile("no visible label 'break' for <goto> at line (\\d+)");

  /** Mistakes that have no place of their own. */
  private static final Pattern WITHOUT_TOKEN =
      Pattern.compile(
          "(<break> at line|no visible label|label '.*' already defined|jumps into the scope)",
          Pattern.DOTALL);

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
          CompiledScript.of(
              chunkName, prototype("=" + chunkName, withoutFirstLine(source), checkpoint)));
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

  /** Makes a comment of a first line that names an interpreter, as stock Lua does with files. */
  private static byte[] withoutFirstLine(byte[] source) {
    if (source.length == 0 || source[0] != '#') {
      return source;
    }
    byte[] commented = new byte[source.length + 1];
    commented[0] = '-';
    commented[1] = '-';
    System.arraycopy(source, 1, commented, 2, source.length - 1);
    return commented;
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
    Lexer.Checked checked = Lexer.check(displayName(chunkName), source, checkpoint);
    SourceStream stream = new SourceStream(checked.source(), checkpoint);
    try {
      Prototype prototype = LuaC.instance.compile(stream, chunkName);
      if (checked.fault() != null) {
        throw checked.fault();
      }
      return withReals(prototype);
    } catch (ScriptError fault) {
      throw fault;
    } catch (LuaError error) {
      boolean atEnd = stream.asked() > checked.source().length;
      if (atEnd && checked.fault() != null) {
        throw checked.fault();
      }
      throw ScriptError.of(
          stockWording(
              LuaText.describe(error.getMessageObject()),
              Lexer.near(source, checked.source(), stream.asked())));
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

  /** LuaJ does not say near which token a mistake is, or only by a number of its own. */
  private static LuaString stockWording(String message, LuaString near) {
    String reason =
        LABEL_DEFINED
            .matcher(UNEXPECTED.matcher(message).replaceFirst("unexpected symbol"))
            .replaceFirst("label '$1' already defined");
    reason = reason.replace("'<eos>'", "<eof>").replace("'<name>'", "<name>");
    reason = LONELY_BREAK.matcher(reason).replaceFirst("<break> at line $1 not inside a loop");
    return WITHOUT_TOKEN.matcher(reason).find()
        ? LuaText.encode(reason)
        : LuaText.join(reason + " near ", near);
  }

  /** How positions in messages call a chunk. */
  static String displayName(String chunkName) {
    return Lua.chunkid(chunkName);
  }
}
