package dev.tidegate.lua.lib;

import dev.tidegate.lua.Arguments;
import dev.tidegate.lua.ByteBuilder;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.Real;
import dev.tidegate.lua.ScriptError;
import dev.tidegate.lua.Table;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** One call of {@code string.gsub}. */
final class Substitution {

  private final LuaRuntime runtime;
  private final LuaString subject;
  private final LuaValue replacement;
  private final PatternMatcher matcher;
  private final ByteBuilder result;

  private Substitution(
      LuaRuntime runtime, LuaString subject, LuaString pattern, LuaValue replacement) {
    this.runtime = runtime;
    this.subject = subject;
    this.replacement = replacement;
    matcher = new PatternMatcher(runtime, subject, pattern);
    result = new ByteBuilder(runtime);
  }

  static Varargs substitute(LuaRuntime runtime, Arguments arguments) {
    LuaString subject = arguments.string(1);
    LuaString pattern = arguments.string(2);
    LuaValue replacement = arguments.any(3);
    long most = arguments.integer(4, subject.m_length + 1L);
    if (replacement instanceof Real number) {
      replacement = Numbers.toText(runtime, number);
    } else if (!(replacement instanceof LuaString
        || replacement instanceof Table
        || replacement instanceof LuaFunction)) {
      throw arguments.error(3, "string/function/table expected");
    }
    return new Substitution(runtime, subject, pattern, replacement)
        .run(PatternFunctions.isAnchored(pattern), most);
  }

  private Varargs run(boolean anchored, long most) {
    int skip = anchored ? 1 : 0;
    int at = 0;
    int unchangedFrom = 0;
    long count = 0;
    // A negative limit is none, as in stock Lua, which counts without a sign.
    while (most < 0 || count < most) {
      int end = matcher.matchAt(at, skip);
      if (end >= 0) {
        count++;
        copySubject(unchangedFrom, at);
        appendReplacement(at, end);
        unchangedFrom = end;
      }
      if (end > at) {
        at = end;
      } else {
        at++;
      }
      if (at > subject.m_length || anchored) {
        break;
      }
    }
    matcher.settle();
    if (count == 0) {
      return LuaValue.varargsOf(subject, Numbers.of(0));
    }
    copySubject(unchangedFrom, subject.m_length);
    return LuaValue.varargsOf(result.finish(), Numbers.of((double) count));
  }

  private void copySubject(int from, int to) {
    result.append(subject.m_bytes, subject.m_offset + from, to - from);
  }

  private void appendReplacement(int from, int to) {
    if (replacement instanceof LuaString template) {
      appendTemplate(template, from, to);
      return;
    }
    LuaValue value =
        replacement instanceof Table table
            ? runtime.index(table, matcher.capture(0, from, to))
            : runtime.call(replacement, matcher.captures(from, to)).arg1();
    if (!value.toboolean()) {
      copySubject(from, to);
    } else {
      appendValue(value);
    }
  }

  private void appendValue(LuaValue value) {
    switch (value) {
      case LuaString string -> result.append(string);
      case Real number -> result.append(Numbers.toText(runtime, number));
      default ->
          throw ScriptError.atCaller("invalid replacement value (a " + value.typename() + ")");
    }
  }

  private void appendTemplate(LuaString template, int from, int to) {
    runtime.charge(template.m_length);
    byte[] bytes = template.m_bytes;
    int end = template.m_offset + template.m_length;
    int i = template.m_offset;
    while (i < end) {
      byte b = bytes[i++];
      if (b != '%') {
        result.append(b);
        continue;
      }
      byte escaped = i < end ? bytes[i++] : 0;
      if (escaped == '%') {
        result.append(escaped);
      } else if (escaped == '0') {
        copySubject(from, to);
      } else if (escaped >= '1' && escaped <= '9') {
        appendValue(matcher.capture(escaped - '1', from, to));
      } else {
        throw ScriptError.atCaller("invalid use of '%' in replacement string");
      }
    }
  }
}
