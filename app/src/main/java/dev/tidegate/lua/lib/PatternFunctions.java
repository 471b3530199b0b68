package dev.tidegate.lua.lib;

import dev.tidegate.lua.Arguments;
import dev.tidegate.lua.HostFunction;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.Numbers;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code find}, {@code match} and {@code gmatch} of the table {@code string}. */
final class PatternFunctions {

  private static final String SPECIALS = "^$*+?.([%-";

  private PatternFunctions() {}

  static Varargs find(LuaRuntime runtime, Arguments arguments) {
    LuaString subject = arguments.string(1);
    LuaString pattern = arguments.string(2);
    long start = start(arguments, subject);
    if (start > subject.m_length) {
      return LuaValue.NIL;
    }
    if (arguments.any(4).toboolean() || !hasSpecials(runtime, pattern)) {
      int found = indexOf(runtime, subject, pattern, (int) start);
      return found < 0 ? LuaValue.NIL : range(found, found + pattern.m_length);
    }
    Search search = new Search(runtime, subject, pattern);
    if (!search.from((int) start)) {
      return LuaValue.NIL;
    }
    Varargs range = range(search.matchStart, search.matchEnd);
    if (search.matcher.captures() == 0) {
      return range;
    }
    Varargs captures = search.matcher.captures(search.matchStart, search.matchEnd);
    return Results.prepend(runtime, range.arg1(), Results.prepend(runtime, range.arg(2), captures));
  }

  static Varargs match(LuaRuntime runtime, Arguments arguments) {
    LuaString subject = arguments.string(1);
    LuaString pattern = arguments.string(2);
    long start = start(arguments, subject);
    if (start > subject.m_length) {
      return LuaValue.NIL;
    }
    Search search = new Search(runtime, subject, pattern);
    return search.from((int) start)
        ? search.matcher.captures(search.matchStart, search.matchEnd)
        : LuaValue.NIL;
  }

  static Varargs iterate(LuaRuntime runtime, Arguments arguments) {
    LuaString subject = arguments.string(1);
    LuaString pattern = arguments.string(2);
    Matches matches = new Matches(subject, pattern);
    return HostFunction.of(
        "for iterator",
        (caller, none) -> matches.next(caller),
        tracer -> {
          tracer.values(subject);
          tracer.values(pattern);
        });
  }

  /** The offset at which to start; beyond the end there is nothing to find. */
  private static long start(Arguments arguments, LuaString subject) {
    return Math.max(StringFunctions.position(arguments.integer(3, 1), subject.m_length), 1) - 1;
  }

  private static Varargs range(int from, int to) {
    return LuaValue.varargsOf(Numbers.of(from + 1), Numbers.of(to));
  }

  private static boolean hasSpecials(LuaRuntime runtime, LuaString pattern) {
    runtime.charge(pattern.m_length);
    for (int i = 0; i < pattern.m_length; i++) {
      if (SPECIALS.indexOf(pattern.m_bytes[pattern.m_offset + i]) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static int indexOf(LuaRuntime runtime, LuaString subject, LuaString part, int start) {
    if (part.m_length == 0) {
      return start;
    }
    Steps steps = new Steps(runtime);
    byte[] text = subject.m_bytes;
    int last = subject.m_offset + subject.m_length - part.m_length;
    byte first = part.m_bytes[part.m_offset];
    for (int at = subject.m_offset + start; at <= last; at++) {
      steps.one();
      if (text[at] == first && isAt(steps, text, at, part)) {
        steps.settle();
        return at - subject.m_offset;
      }
    }
    steps.settle();
    return -1;
  }

  private static boolean isAt(Steps steps, byte[] text, int at, LuaString part) {
    for (int i = 1; i < part.m_length; i++) {
      steps.one();
      if (text[at + i] != part.m_bytes[part.m_offset + i]) {
        return false;
      }
    }
    return true;
  }

  /** The search for the first match. */
  private static final class Search {

    private final LuaString subject;
    private final PatternMatcher matcher;
    private final boolean anchored;
    private int matchStart;
    private int matchEnd;

    Search(LuaRuntime runtime, LuaString subject, LuaString pattern) {
      this.subject = subject;
      matcher = new PatternMatcher(runtime, subject, pattern);
      anchored = isAnchored(pattern);
    }

    boolean from(int start) {
      int skip = anchored ? 1 : 0;
      for (int at = start; at <= subject.m_length; at++) {
        int end = matcher.matchAt(at, skip);
        if (end >= 0) {
          matchStart = at;
          matchEnd = end;
          matcher.settle();
          return true;
        }
        if (anchored) {
          break;
        }
      }
      matcher.settle();
      return false;
    }
  }

  static boolean isAnchored(LuaString pattern) {
    return pattern.m_length > 0 && pattern.m_bytes[pattern.m_offset] == '^';
  }

  /** What {@code gmatch} goes through; an anchor has no meaning here. */
  private static final class Matches {

    private final LuaString subject;
    private final LuaString pattern;
    private int position;

    Matches(LuaString subject, LuaString pattern) {
      this.subject = subject;
      this.pattern = pattern;
    }

    Varargs next(LuaRuntime runtime) {
      PatternMatcher matcher = new PatternMatcher(runtime, subject, pattern);
      for (int at = position; at <= subject.m_length; at++) {
        int end = matcher.matchAt(at, 0);
        if (end >= 0) {
          // After an empty match the next one starts a byte later.
          position = end == at ? end + 1 : end;
          matcher.settle();
          return matcher.captures(at, end);
        }
      }
      position = subject.m_length + 1;
      matcher.settle();
      return LuaValue.NIL;
    }
  }
}
