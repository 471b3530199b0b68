package dev.tidegate.lua.module.text;

import com.google.re2j.Matcher;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.Table;
import dev.tidegate.lua.regexp.Regexp;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * The matches of an expression in a subject, one after the other, none of which overlaps. An empty
 * one right behind another is none, as in Go.
 */
final class Matches {

  /** What each match costs besides the characters looked at. */
  private static final int PRICE = 20;

  private final LuaRuntime runtime;
  private final Subject subject;
  private final Matcher matcher;
  private int position;
  private int previousEnd = -1;

  Matches(LuaRuntime runtime, Regexp regexp, Subject subject) {
    this.runtime = runtime;
    this.subject = subject;
    matcher = regexp.matcher(runtime, subject.text());
  }

  /** Finds the next one; false when there is none. */
  boolean next() {
    while (position <= subject.text().length()) {
      runtime.charge(PRICE);
      if (!matcher.find(position)) {
        return false;
      }
      int end = matcher.end();
      boolean again = matcher.start() == end && end == previousEnd;
      position = matcher.start() == end ? subject.after(end) : end;
      previousEnd = end;
      if (!again) {
        return true;
      }
    }
    return false;
  }

  int start() {
    return matcher.start();
  }

  int end() {
    return matcher.end();
  }

  /** The text of a group, 0 being the whole; empty where it has no part in the match. */
  LuaString group(int number) {
    int from = matcher.start(number);
    return from < 0 ? LuaValue.EMPTYSTRING : subject.part(runtime, from, matcher.end(number));
  }

  /** What stands there, as a script counts: of the first byte and of the last. */
  Table places() {
    Table places = new Table(2, 0);
    places.put(runtime, 1, Numbers.of(subject.place(start()) + 1));
    places.put(runtime, 2, Numbers.of(subject.place(end())));
    return places;
  }

  /** The whole, and then each group. */
  Table groups() {
    Table groups = new Table(matcher.groupCount() + 1, 0);
    for (int i = 0; i <= matcher.groupCount(); i++) {
      groups.put(runtime, i + 1, group(i));
    }
    return groups;
  }
}
