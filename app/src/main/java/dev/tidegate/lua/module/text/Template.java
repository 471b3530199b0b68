package dev.tidegate.lua.module.text;

import dev.tidegate.lua.ByteBuilder;
import dev.tidegate.lua.LuaRuntime;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.luaj.vm2.LuaString;

/**
 * What takes the place of a match, as in Go: {@code $1}, {@code ${1}}, {@code $name} and {@code
 * ${name}} are groups, {@code $$} is a dollar. A name is as long as it can be; a group that there
 * is not is empty.
 */
final class Template {

  private final List<Piece> pieces;

  private Template(List<Piece> pieces) {
    this.pieces = pieces;
  }

  private sealed interface Piece {}

  private record Plain(LuaString text) implements Piece {}

  private record Group(int number) implements Piece {}

  private static Plain plain(byte[] bytes, int from, int length) {
    return new Plain(LuaString.valueUsing(bytes, from, length));
  }

  static Template of(LuaRuntime runtime, LuaString text, int groups, Map<String, Integer> names) {
    // A piece for every second byte at worst.
    runtime.hold(48L * text.m_length);
    runtime.charge(text.m_length);
    List<Piece> pieces = new ArrayList<>();
    byte[] bytes = text.m_bytes;
    int end = text.m_offset + text.m_length;
    int plain = text.m_offset;
    int i = plain;
    while (i < end) {
      if (bytes[i] != '$') {
        i++;
        continue;
      }
      pieces.add(plain(bytes, plain, i - plain));
      boolean braces = i + 1 < end && bytes[i + 1] == '{';
      int from = i + (braces ? 2 : 1);
      int to = from;
      while (to < end && isOfName(bytes[to])) {
        to++;
      }
      boolean named = to > from && (!braces || (to < end && bytes[to] == '}'));
      if (named) {
        String name = new String(bytes, from, to - from, StandardCharsets.US_ASCII);
        number(name, groups, names, pieces);
        i = to + (braces ? 1 : 0);
        plain = i;
      } else {
        // Two dollars are one; a dollar before anything else is itself.
        plain = i;
        i += i + 1 < end && bytes[i + 1] == '$' ? 2 : 1;
        pieces.add(plain(bytes, plain, 1));
        plain = i;
      }
    }
    pieces.add(plain(bytes, plain, end - plain));
    return new Template(pieces);
  }

  private static void number(
      String name, int groups, Map<String, Integer> names, List<Piece> pieces) {
    if (name.length() <= 3 && name.chars().allMatch(Character::isDigit)) {
      int number = Integer.parseInt(name);
      if (number <= groups) {
        pieces.add(new Group(number));
      }
      return;
    }
    Integer number = names.get(name);
    if (number != null) {
      pieces.add(new Group(number));
    }
  }

  private static boolean isOfName(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '_';
  }

  void expand(LuaRuntime runtime, Matches match, ByteBuilder into) {
    for (Piece piece : pieces) {
      runtime.charge(1);
      switch (piece) {
        case Plain(LuaString text) -> into.append(text);
        case Group(int number) -> into.append(match.group(number));
      }
    }
  }
}
