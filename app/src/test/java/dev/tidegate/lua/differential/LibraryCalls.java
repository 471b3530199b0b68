package dev.tidegate.lua.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes calls of library functions, with arguments of right and wrong types and counts. */
final class LibraryCalls {

  /**
   * A function and what it takes: {@code s} text, {@code S} short text for patterns, {@code n} any
   * number, {@code i} a position, {@code m} a count, {@code w} 32 bits, {@code p} a pattern, {@code
   * r} a replacement, {@code t} a table, {@code f} a function, {@code c} a character code, {@code
   * b} a base, {@code x} a bit's number, {@code a} anything. What follows a dot may be left out.
   */
  private static final String[] FUNCTIONS = {
    "string.byte s.ii",
    "string.char ccc",
    "string.char cccc",
    "string.find Sp.ia",
    "string.find Sp",
    "string.match Sp.i",
    "string.match Sp",
    "string.gsub Spr.i",
    "string.gsub Spr",
    "string.len s",
    "string.lower s",
    "string.upper s",
    "string.reverse s",
    "string.rep sm.s",
    "string.sub si.i",
    "table.concat t.sii",
    "table.concat t.s",
    "table.unpack t.ii",
    "table.pack aaa",
    "unpack t.ii",
    "math.abs n",
    "math.acos n",
    "math.asin n",
    "math.atan n",
    "math.atan2 nn",
    "math.ceil n",
    "math.cos n",
    "math.cosh n",
    "math.deg n",
    "math.exp n",
    "math.floor n",
    "math.fmod nn",
    "math.frexp n",
    "math.ldexp ni",
    "math.log n.n",
    "math.log10 n",
    "math.max nnn",
    "math.max n.nn",
    "math.min nnn",
    "math.min n.nn",
    "math.modf n",
    "math.pow nn",
    "math.rad n",
    "math.sin n",
    "math.sinh n",
    "math.sqrt n",
    "math.tan n",
    "math.tanh n",
    "bit32.arshift wx",
    "bit32.band www",
    "bit32.bnot w",
    "bit32.bor www",
    "bit32.btest ww",
    "bit32.bxor www",
    "bit32.extract wx.x",
    "bit32.lrotate wx",
    "bit32.lshift wx",
    "bit32.replace wwx.x",
    "bit32.rrotate wx",
    "bit32.rshift wx",
    "assert a.aa",
    "getmetatable a",
    "next t.a",
    "rawequal aa",
    "rawget ta",
    "rawlen a",
    "rawset taa",
    "select iaaa",
    "select iaa",
    "tonumber n.b",
    "tonumber s.b",
    "tonumber nb",
    "tonumber ab",
    "tostring a",
    "tostring n",
    "type a",
    "ipairs t",
    "pairs t",
    "pcall f.aa",
    "xpcall ff.aa",
    "pcall a.a",
    "xpcall aa.a",
    "error a.v",
    "os.difftime d.d",
    "setmetatable tt",
    "setmetatable aa",
    "coroutine.create a",
    "coroutine.status a",
    "coroutine.wrap a",
    "coroutine.resume a.a",
    "math.randomseed a",
    "table.insert t.ia",
    "table.remove t.i",
    "table.sort t.f",
    "load l.hoa",
    "string.gmatch Sp",
    "string.format s.aa",
  };

  /** Two C libraries need not agree on the last bit of these either. */
  private static final Set<String> ROUNDED =
      Set.of(
          "math.acos",
          "math.asin",
          "math.atan",
          "math.atan2",
          "math.cos",
          "math.cosh",
          "math.exp",
          "math.log",
          "math.log10",
          "math.pow",
          "math.sin",
          "math.sinh",
          "math.tan",
          "math.tanh");

  private final Chance chance;
  private final Values values;
  private final Patterns patterns;

  private LibraryCalls(Chance chance) {
    this.chance = chance;
    values = new Values(chance);
    patterns = new Patterns(chance);
  }

  /** One call. */
  static Case generate(Chance chance) {
    return new LibraryCalls(chance).call(chance.of(FUNCTIONS));
  }

  private Case call(String function) {
    if (function.startsWith("table.sort")) {
      return Case.of(sort());
    }
    int space = function.indexOf(' ');
    String name = function.substring(0, space);
    List<String> arguments = arguments(function.substring(space + 1));
    return new Case(List.of(form(name, arguments)), ROUNDED.contains(name));
  }

  /** The table is shown only when all went well: a sort that fails leaves it as it was. */
  private String sort() {
    String order =
        chance.of(
            "",
            ", nil",
            ", function(a, b) return a < b end",
            ", function(a, b) return a > b end",
            ", function(a, b) return #tostring(a) < #tostring(b) end",
            ", function(a, b) trace(a, b) return tostring(a) < tostring(b) end",
            ", function(...) trace(...) return true end",
            ", function(...) return false end",
            ", function(a, b) return a <= b end",
            ", " + values.wrong('f'));
    return "local t = "
        + values.table()
        + "\nlocal done, fault = pcall(table.sort, t"
        + order
        + ")\nreturn done, fault, done and t";
  }

  private List<String> arguments(String kinds) {
    int required = kinds.indexOf('.');
    String all = kinds.replace(".", "");
    int count = required < 0 ? all.length() : chance.between(Math.max(required, 0), all.length());
    List<String> arguments = new ArrayList<>();
    // One at most: in which order C evaluates arguments is the compiler's choice.
    int wrong = chance.oneIn(5) && count > 0 ? chance.below(count) : -1;
    for (int i = 0; i < count; i++) {
      arguments.add(i == wrong ? values.wrong(all.charAt(i)) : argument(all.charAt(i)));
    }
    if (wrong < 0 && chance.oneIn(12) && !arguments.isEmpty()) {
      arguments.removeLast();
    } else if (count == all.length() && chance.oneIn(20)) {
      arguments.add(values.wrong('i'));
    }
    return arguments;
  }

  private String argument(char kind) {
    return switch (kind) {
      case 's' -> values.string();
      case 'S' -> values.subject();
      case 'n' -> values.number();
      case 'i' -> values.position();
      case 'd' ->
          chance.oneIn(4) ? values.position() : Integer.toString(chance.below(2_000_000_000));
      case 'v' -> chance.of("0", "1", "2", "nil", "1.5", "'1'");
      case 'h' ->
          chance.of(
              "'=name'",
              "'@file.lua'",
              "'code'",
              "nil",
              "'a\\nb'",
              "'=" + "n".repeat(70) + "'",
              "'@" + "f".repeat(70) + "'",
              "'" + "c".repeat(70) + "'");
      case 'o' -> chance.of("nil", "'t'", "'b'", "'bt'", "''", "'x'");
      case 'l' ->
          chance.oneIn(2)
              ? "'"
                  + chance.of(
                      "return 1",
                      "x =",
                      "x = y z",
                      "return ...",
                      "f(",
                      "x = 1 = 2",
                      "local x <",
                      "for i = 1 do end",
                      "return 0x",
                      "a.b:c",
                      "\\n\\n)",
                      "goto x",
                      "break",
                      "::a:: ::a::",
                      "return 08, 0x10, 1e1")
                  + "'"
              : reader();
      case 'm' ->
          chance.oneIn(8)
              ? chance.of("1.9", "'3'", "-0.5")
              : Integer.toString(chance.between(-2, 30));
      case 'w' -> values.word();
      case 'p' -> patterns.pattern();
      case 'r' -> patterns.replacement();
      case 't' -> values.table();
      case 'f' -> values.function();
      case 'c' -> chance.oneIn(8) ? values.position() : Integer.toString(chance.below(256));
      case 'b' ->
          Integer.toString(chance.oneIn(6) ? chance.between(-1, 40) : chance.between(2, 36));
      case 'x' ->
          chance.oneIn(8)
              ? chance.of("2.9", "'3'", "-0.5")
              : Integer.toString(chance.between(-35, 35));
      default -> values.any();
    };
  }

  private String reader() {
    return chance.of(
        "next",
        "function() end",
        "function() return {} end",
        "function() error('in reader') end",
        "coroutine.wrap(function() coroutine.yield('return ') coroutine.yield(5) end)",
        "coroutine.wrap(function() coroutine.yield('return 1, ..') coroutine.yield('.') coroutine.yield('') error() end)",
        "coroutine.wrap(function() coroutine.yield('x x') end)");
  }

  /** The ways to call something, which show in messages. */
  private String form(String name, List<String> arguments) {
    String list = String.join(", ", arguments);
    return switch (chance.below(10)) {
      case 0 -> "return pcall(" + name + (arguments.isEmpty() ? "" : ", ") + list + ")";
      case 1 -> "local f = " + name + "\nlocal a, b, c = f(" + list + ")\nreturn a, b, c";
      case 2 -> {
        if (!name.startsWith("string.") || arguments.isEmpty()) {
          yield "return (" + name + "(" + list + "))";
        }
        String rest = arguments.stream().skip(1).collect(Collectors.joining(", "));
        yield "return (" + arguments.getFirst() + "):" + name.substring(7) + "(" + rest + ")";
      }
      case 3 -> "local t = {}\nt.x = " + name + "\nt[1] = 'x', t.x(" + list + ")\nreturn t";
      case 4 ->
          "local t = "
              + (arguments.isEmpty() ? "nil" : arguments.getFirst())
              + "\n"
              + "return t, pcall("
              + name
              + ", t"
              + arguments.stream().skip(1).map(it -> ", " + it).collect(Collectors.joining())
              + "), t";
      default -> "return " + name + "(" + list + ")";
    };
  }
}
