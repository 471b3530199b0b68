package dev.tidegate.lua.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes whole programs by the grammar of Lua 5.2. They always end: loops are bounded, functions
 * call only those before them, and what is left is stopped by {@code tick}. What they do is traced.
 *
 * <p>Longer than a usual class, because the productions of a grammar call each other. Operators
 * have a variable among their operands: what a compiler folds is not of interest here, and see
 * {@link KnownDifference}.
 */
final class Programs {

  private static final int DEEPEST = 2;
  private static final String[] EVENTS = {
    "add",
    "sub",
    "mul",
    "div",
    "mod",
    "pow",
    "unm",
    "concat",
    "len",
    "eq",
    "lt",
    "le",
    "call",
    "index",
    "newindex",
    "tostring",
    "pairs",
    "ipairs",
    "metatable",
  };

  /** What a variable holds, most of the time. */
  private enum Type {
    NUMBER,
    STRING,
    TABLE,
    FUNCTION,
    OBJECT
  }

  private record Variable(String name, Type type) {}

  private final Chance chance;
  private final List<Variable> scope = new ArrayList<>();
  private int names;
  private int depth;
  private int loops;
  private boolean varargs = true;
  private boolean inMethod;

  private Programs(Chance chance) {
    this.chance = chance;
  }

  /** One program. */
  static Case generate(Chance chance) {
    return new Case(new Programs(chance).program(), false);
  }

  private List<String> program() {
    List<String> statements = new ArrayList<>();
    int count = chance.between(3, 10);
    for (int i = 0; i < count; i++) {
      statements.add(statement());
    }
    statements.add("return " + expressions(chance.below(3)));
    return statements;
  }

  private String fresh() {
    names++;
    // Names come again now and then, so that they hide each other.
    return chance.of("a", "b", "c", "x", "y", "self", "v" + names, "w" + names);
  }

  private String block(int most) {
    int visible = scope.size();
    depth++;
    int count = depth > 1 ? 1 : chance.between(1, most);
    String block =
        IntStream.range(0, count).mapToObj(i -> statement()).collect(Collectors.joining("\n"));
    depth--;
    forget(visible);
    return block;
  }

  private void forget(int visible) {
    scope.subList(visible, scope.size()).clear();
  }

  private String statement() {
    if (depth > DEEPEST) {
      return chance.from(this::traced, this::local, this::assignment);
    }
    return chance.from(
        this::traced,
        this::traced,
        this::local,
        this::local,
        this::assignment,
        this::conditional,
        this::whileLoop,
        this::repeatLoop,
        this::numericFor,
        this::genericFor,
        this::closures,
        this::function,
        this::method,
        this::object,
        this::operatorsOnObjects,
        this::protectedBlock,
        this::protectedBlock,
        this::coroutine,
        this::jump,
        this::call,
        () -> "do\n" + block(3) + "\nend");
  }

  private String traced() {
    return "trace(" + expressions(chance.between(1, 3)) + ")";
  }

  private String local() {
    int count = chance.between(1, 3);
    List<Variable> variables = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Type type = chance.of(Type.NUMBER, Type.NUMBER, Type.STRING, Type.TABLE, Type.FUNCTION);
      variables.add(new Variable(fresh(), type));
      if (i == 0 || !chance.oneIn(6)) {
        values.add(expression(type, 0));
      }
    }
    scope.addAll(variables);
    return "local "
        + variables.stream().map(Variable::name).collect(Collectors.joining(", "))
        + " = "
        + String.join(", ", values);
  }

  private String assignment() {
    int count = chance.between(1, 3);
    List<String> targets = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Type type = chance.of(Type.NUMBER, Type.STRING, Type.NUMBER);
      targets.add(chance.oneIn(3) ? element() : chance.oneIn(4) ? "G" + type : variable(type));
      values.add(chance.oneIn(10) ? any(1) : expression(type, 1));
    }
    if (chance.oneIn(6)) {
      values.removeLast();
      values.add(chance.of("...", variable(Type.FUNCTION) + "()", "nil"));
      if (!varargs && values.contains("...")) {
        values.set(values.size() - 1, "nil");
      }
    }
    return String.join(", ", targets) + " = " + String.join(", ", values);
  }

  private String element() {
    return variable(Type.TABLE)
        + chance.of(
            ".x", ".y", "[1]", "[2]", "['k']", "[#" + variable(Type.TABLE) + " + 1]", "." + "z");
  }

  private String conditional() {
    StringBuilder text = new StringBuilder("if " + condition(0) + " then\n" + block(2));
    if (chance.oneIn(3)) {
      text.append("\nelseif ").append(condition(0)).append(" then\n").append(block(2));
    }
    if (chance.oneIn(2)) {
      text.append("\nelse\n").append(block(2));
    }
    return text + "\nend";
  }

  private String whileLoop() {
    String counter = "n" + loops++;
    return "local "
        + counter
        + " = 0\nwhile "
        + counter
        + " < "
        + chance.between(1, 4)
        + " do\n"
        + counter
        + " = "
        + counter
        + " + 1\n"
        + block(2)
        + (chance.oneIn(4) ? "\nif " + condition(1) + " then break end" : "")
        + "\nend";
  }

  private String repeatLoop() {
    String counter = "n" + loops++;
    String inner = "done" + loops;
    return "local "
        + counter
        + " = 0\nrepeat\n"
        + counter
        + " = "
        + counter
        + " + 1\nlocal "
        + inner
        + " = "
        + counter
        + " >= "
        + chance.between(1, 3)
        + "\n"
        + block(2)
        + "\nuntil "
        + inner
        + chance.of("", " or " + condition(1) + " and " + counter + " > 1");
  }

  private String numericFor() {
    String range =
        switch (chance.below(8)) {
          case 0 -> expression(Type.NUMBER, 2) + ", 3, 7";
          case 1 -> "1, " + any(2) + ", 1e300";
          case 2 -> any(2) + ", 1, 1e300";
          case 3 -> "1, 2, " + chance.of("nil", "'x'", "{}", "1e300");
          default ->
              chance.of(
                  "1, 3",
                  "3, 1, -1",
                  "1, 2, 0.5",
                  "0, 1, 0.25",
                  "3, 1",
                  "1, 3, 2",
                  "-1, 1",
                  "1, 3, -1",
                  "2^53, 2^53 + 2",
                  "1, 0.3, -0.1",
                  "'1', 2",
                  "1, '3'",
                  "1, 5, '2'",
                  "zero, -2, -1");
        };
    return counted("for $ = " + range + " do", Type.NUMBER);
  }

  private String counted(String head, Type type) {
    int visible = scope.size();
    String name = fresh();
    scope.add(new Variable(name, type));
    String text = head.replace("$", name) + "\ntick()\n" + block(2) + "\nend";
    forget(visible);
    return text;
  }

  private String genericFor() {
    int visible = scope.size();
    String key = fresh();
    String value = fresh();
    String iterator =
        switch (chance.below(8)) {
          case 0 -> "ipairs(" + expression(Type.TABLE, 1) + ")";
          case 1 -> "pairs({" + expressions(2) + "})";
          case 2 ->
              "('"
                  + chance.of("a b c", "k=v, x=y", "123")
                  + "'):gmatch('"
                  + chance.of("%w+", "(%w)=(%w)", ".", "()")
                  + "')";
          case 3 ->
              "coroutine.wrap(function(...) for i = 1, 3 do coroutine.yield(i, "
                  + any(2)
                  + ") end end)";
          case 4 -> "function(s, i, ...) if i < s then return i + 1, " + any(2) + " end end, 2, 0";
          case 5 -> "next, {" + expression(Type.NUMBER, 2) + "}";
          case 6 -> any(1);
          default -> "ipairs({4, 5})";
        };
    scope.add(new Variable(key, Type.NUMBER));
    scope.add(new Variable(value, chance.of(Type.NUMBER, Type.STRING)));
    String text =
        "for "
            + key
            + ", "
            + value
            + " in "
            + iterator
            + " do\ntick()\n"
            + block(2)
            + (chance.oneIn(5) ? "\nif " + condition(1) + " then break end" : "")
            + "\nend";
    forget(visible);
    return text;
  }

  /** Functions made in a loop, each with variables of its own. */
  private String closures() {
    String list = "fs" + loops++;
    scope.add(new Variable(list, Type.TABLE));
    return "local "
        + list
        + " = {}\nfor i = 1, 3 do\nlocal j = i * 2\n"
        + list
        + "[i] = function(d) i = i + (d or 1) j = j + i "
        + chance.of("return i, j", "return j", "trace(i) return i")
        + " end\n"
        + chance.of("", "if i == 2 then break end\n", "j = j + 1\n")
        + "end\n"
        + "for _, f in ipairs("
        + list
        + ") do trace(f(), f(2)) end";
  }

  private String function() {
    String name = "f" + names++;
    String head =
        chance.oneIn(2)
            ? "local function " + name
            : chance.oneIn(2) ? "local " + name + " = function" : "function " + name;
    String text = head + body("");
    scope.add(new Variable(name, Type.FUNCTION));
    return text
        + (chance.oneIn(2) ? "\ntrace(" + name + "(" + expressions(chance.below(3)) + "))" : "");
  }

  private String method() {
    if (inMethod) {
      // It could call itself, and how deep the C stack is differs.
      return traced();
    }
    inMethod = true;
    String table = variable(Type.TABLE);
    String text =
        "function "
            + table
            + ":"
            + chance.of("m", "get", "x")
            + body("self")
            + "\ntrace(pcall(function(...) return "
            + table
            + ":"
            + chance.of("m", "get", "x", "none")
            + "("
            + expressions(chance.below(3))
            + ") end))";
    inMethod = false;
    return text;
  }

  private String body(String receiver) {
    int visible = scope.size();
    boolean outer = varargs;
    List<String> parameters = new ArrayList<>();
    int count = chance.below(3);
    for (int i = 0; i < count; i++) {
      Variable parameter = new Variable(fresh(), chance.of(Type.NUMBER, Type.STRING, Type.TABLE));
      parameters.add(parameter.name());
      scope.add(parameter);
    }
    if (!receiver.isEmpty()) {
      scope.add(new Variable(receiver, Type.TABLE));
    }
    varargs = chance.oneIn(2);
    if (varargs) {
      parameters.add("...");
    }
    String end =
        switch (chance.below(5)) {
          case 0 -> "";
          case 1 ->
              "\nreturn " + variable(Type.FUNCTION) + "(" + expressions(chance.below(2)) + ")";
          case 2 -> varargs ? "\nreturn ..." : "\nreturn";
          default -> "\nreturn " + expressions(chance.between(1, 2));
        };
    String text = "(" + String.join(", ", parameters) + ")\ntick()\n" + block(2) + end + "\nend";
    varargs = outer;
    forget(visible);
    return text;
  }

  /** A table whose metatable has some of the events. */
  private String object() {
    String name = "o" + names++;
    StringBuilder metatable = new StringBuilder();
    for (String event : EVENTS) {
      if (chance.oneIn(3)) {
        metatable.append("mt.__").append(event).append(" = ").append(handler(event)).append('\n');
      }
    }
    scope.add(new Variable(name, Type.OBJECT));
    return "local mt = {}\nlocal "
        + name
        + " = setmetatable({"
        + chance.of("", "1, 2", "x = 5", "n = 2")
        + "}, mt)\n"
        + metatable
        + (chance.oneIn(3)
            ? "mt.__index = "
                + chance.of(
                    "mt",
                    "{y = 'why', m = function(s, ...) return ... end}",
                    "setmetatable({z = 1}, {__index = function(_, k) return k end})")
                + "\n"
            : "")
        + "trace(type("
        + name
        + "))";
  }

  private String handler(String event) {
    if (chance.oneIn(12)) {
      return chance.of(
          "5",
          "'text'",
          "{}",
          "true",
          "string.rep",
          "math.floor",
          "setmetatable({}, {__call = function(...) return select('#', ...) end})");
    }
    String result =
        switch (event) {
          case "tostring" -> "'" + "object'";
          case "eq", "lt", "le" -> chance.of("true", "false", "nil", "1");
          case "pairs", "ipairs" -> "next, {7}, nil";
          case "len" -> chance.of("3", "'long'");
          case "call" -> chance.of("...", "select('#', ...)", "1, 2");
          default ->
              chance.of(
                  "'" + event + "'", "a", "b", "type(a), 2", "nil", "coroutine.running() and 1");
        };
    String inside =
        chance.oneIn(8)
            ? "error({'in " + event + "'})"
            : chance.oneIn(8) && !event.equals("call")
                ? "error('in " + event + "', 2)"
                : chance.oneIn(10) ? "local _ = a.b.c" : "trace('" + event + "', type(a), type(b))";
    return event.equals("metatable")
        ? "'protected'"
        : "function(a, b, ...) " + inside + " return " + result + " end";
  }

  private String operatorsOnObjects() {
    String left = variable(Type.OBJECT);
    String right = chance.oneIn(2) ? any(2) : variable(Type.OBJECT);
    String use =
        switch (chance.below(12)) {
          case 0 -> "-" + left;
          case 1 -> "#" + left;
          case 2 -> left + "(" + expressions(chance.below(3)) + ")";
          case 3 -> left + chance.of(".x", ".y", ".z", "[1]", "[2^53]", ":m(1, 2)", ".y.z");
          case 4 -> "tostring(" + left + ")";
          case 5 -> left + " == " + right;
          case 6 -> left + chance.of(" < ", " <= ", " > ", " >= ") + right;
          case 7 -> right + chance.of(" < ", " <= ") + left;
          case 8 -> left + " .. " + right + chance.of("", " .. 'end'", " .. " + left);
          case 9 ->
              "rawequal("
                  + left
                  + ", "
                  + right
                  + "), rawlen("
                  + left
                  + "), rawget("
                  + left
                  + ", 'x')";
          case 10 -> "getmetatable(" + left + ") == nil, pcall(setmetatable, " + left + ", nil)";
          default -> (chance.oneIn(2) ? left + operator() + right : right + operator() + left);
        };
    String statement =
        switch (chance.below(6)) {
          case 0 ->
              left
                  + chance.of(".x", ".fresh", "[1]", "[nil]")
                  + " = "
                  + right
                  + " return rawget("
                  + left
                  + ", 'fresh')";
          case 1 ->
              "for k, v in "
                  + chance.of("pairs", "ipairs")
                  + "("
                  + left
                  + ") do if type(k) == 'number' then trace(k, v) end end";
          case 2 ->
              "if select('#', "
                  + use
                  + ") == 1 and "
                  + left
                  + " then return 'yes' else return 'no' end";
          default -> "return " + use;
        };
    return "trace(pcall(function(...) " + statement + " end))";
  }

  private String operator() {
    return chance.of(" + ", " - ", " * ", " / ", " % ", " ^ ");
  }

  /** Errors of all kinds, caught. */
  private String protectedBlock() {
    String fault =
        switch (chance.below(11)) {
          case 0 ->
              "error("
                  + chance.of(
                      "'text'",
                      "{code = 1}",
                      "nil",
                      "5",
                      "'text', 0",
                      "'text', 2",
                      "'text', 1",
                      "true",
                      "setmetatable({}, {__tostring = function() return 'shown' end})")
                  + ")";
          case 1 ->
              variable(Type.NUMBER)
                  + chance.of(".x()", "()", ".x.y()", ":m()", "[1] = 2", ".x = 1");
          case 2 -> "local _ = " + chance.of("", "-", "#") + wrong() + operator() + any(2);
          case 3 -> "local _ = " + any(2) + " .. " + wrong();
          case 4 -> "local _ = " + wrong() + chance.of(" < ", " <= ", " > ") + any(2);
          case 5 ->
              variable(Type.TABLE)
                  + chance.of(
                      ".none()", ".x.y.z = 1", ":none()", "[nil] = 1", "[nan] = 1", ".k.v()");
          case 6 ->
              chance.of(
                  "undefined()",
                  "undefined.x = 1",
                  "undefined:m()",
                  "local _ = undefined + 1",
                  "string.none()",
                  "local _ = #undefined",
                  "local _ = -undefined");
          case 7 ->
              "local u = nil local function g() "
                  + chance.of(
                      "u.x = 1",
                      "u()",
                      "return u + 1",
                      "return u .. 'x'",
                      "return #u",
                      "return u < 1",
                      "u:m()")
                  + " end g()";
          case 8 ->
              "local s = 'text' "
                  + chance.of(
                      "s.x.y = 1",
                      "s()",
                      "return s + 1",
                      "return -s",
                      "s:none()",
                      "s:rep()",
                      "s.x = 1",
                      "return s < 1",
                      "return ('x') + 1",
                      "return ('10') + 1",
                      "return '0x10' * '2'");
          case 9 -> "for i = " + chance.of("'x', 2", "1, {}", "1, 2, nil", "nil, 1") + " do end";
          default -> block(2);
        };
    if (!fault.contains("\n") && chance.oneIn(3)) {
      fault =
          "local function inner(...) "
              + fault
              + " end\n"
              + chance.of(
                  "inner()", "return inner(1)", "local r = inner() return r", "return (inner())");
    }
    String function = "function(...) " + fault + (chance.oneIn(4) ? "\n" : " ") + "end";
    return switch (chance.below(6)) {
      case 0 -> "trace(xpcall(" + function + ", function(m) return type(m), m end))";
      case 1 -> "trace(select('#', pcall(" + function + ")))";
      case 2 -> "trace(pcall(pcall, " + function + "))";
      case 3 -> "trace(coroutine.resume(coroutine.create(" + function + ")))";
      case 4 -> "trace(pcall(coroutine.wrap(" + function + ")))";
      default -> "trace(pcall(" + function + "))";
    };
  }

  private String wrong() {
    return chance.of(
        variable(Type.TABLE),
        variable(Type.FUNCTION),
        "undefined",
        variable(Type.TABLE) + ".none",
        "nil",
        "true",
        "({})",
        variable(Type.STRING),
        "(function() end)()");
  }

  private String coroutine() {
    String name = "co" + loops++;
    String yield =
        chance.of(
            "local got = coroutine.yield(i, " + any(2) + ") trace('got', got)",
            "trace(pcall(coroutine.yield, i)) ",
            "trace(pcall(function() local r = coroutine.yield(i) if r == 2 then error('at two') end return r end))",
            "local o = setmetatable({}, {__index = function(_, k) return coroutine.yield(k) end, __add = function(a, b) return coroutine.yield('add') end, __lt = function() return coroutine.yield('lt') end, __concat = function() return coroutine.yield('concat') end, __eq = function() return coroutine.yield('eq') end, __call = function(_, v) return coroutine.yield(v) end, __unm = function() return coroutine.yield('unm') end, __newindex = function() coroutine.yield('set') end, __len = function() return coroutine.yield('len') end}) "
                + chance.of(
                    "trace(o.key)",
                    "trace(o + 1)",
                    "trace(o < o)",
                    "trace(o .. 'x' .. 'y')",
                    "trace(o == setmetatable({}, getmetatable(o)))",
                    "trace(o(4))",
                    "trace(-o)",
                    "o.x = 1",
                    "trace(#o)"),
            "for k in (function() return coroutine.yield('iterate') end) do trace(k) if k then break end end",
            "trace(coroutine.status(" + name + "), coroutine.resume(" + name + "))",
            "trace(select(2, coroutine.running()))",
            "trace(xpcall(function() coroutine.yield(i) error('after') end, function(m) return 'handled ' .. m end))",
            "local inner = coroutine.wrap(function(...) local x = coroutine.yield(...) error(x) end) inner(i) if i > 1 then trace(pcall(inner, {i})) end",
            "trace(pcall(table.sort, {3, 2, 1}, function(a, b) if i == 9 then coroutine.yield() end return a < b end))");
    return "local "
        + name
        + "\n"
        + name
        + " = coroutine.create(function(...)\ntrace(...)\nfor i = 1, 3 do\n"
        + yield
        + "\nend\n"
        + chance.of(
            "return 'end', ...",
            "error('over')",
            "error({})",
            "return",
            "return coroutine.running() == " + name)
        + "\nend)\n"
        + "for i = 1, "
        + chance.between(2, 6)
        + " do trace(coroutine.status("
        + name
        + "), coroutine.resume("
        + name
        + ", "
        + chance.of("i", "i, 'more'", "nil", expression(Type.NUMBER, 2))
        + ")) end\n"
        + "trace(coroutine.status("
        + name
        + "))";
  }

  private String jump() {
    String label = "l" + loops++;
    return switch (chance.below(3)) {
      case 0 ->
          "for i = 1, 4 do\nlocal j = i\nif "
              + chance.of("i % 2 == 0", "i == 3", condition(2))
              + " then goto "
              + label
              + " end\ntrace(i, function() return j end)\n::"
              + label
              + "::\nend";
      case 1 ->
          "do\nlocal k = 0\n::"
              + label
              + "::\nlocal c = k\nk = k + 1\nif k < 3 then G"
              + label
              + " = function() return c, k end goto "
              + label
              + " end\ntrace(k, G"
              + label
              + "())\nend";
      default ->
          "for i = 1, 3 do\nfor j = 1, 3 do\nif i * j == 4 then goto "
              + label
              + " end\ntrace(i, j)\nend\nend\n::"
              + label
              + "::\ntrace('out')";
    };
  }

  private String call() {
    return switch (chance.below(5)) {
      case 0 ->
          "trace(select("
              + chance.of("'#'", "2", "-1", "1")
              + ", "
              + variable(Type.FUNCTION)
              + "("
              + expressions(2)
              + ")))";
      case 1 ->
          "trace(("
              + variable(Type.FUNCTION)
              + "("
              + expressions(1)
              + ")), "
              + variable(Type.FUNCTION)
              + "())";
      case 2 ->
          "trace({"
              + variable(Type.FUNCTION)
              + "("
              + expressions(1)
              + "), "
              + variable(Type.FUNCTION)
              + "(1, 2)})";
      case 3 -> "trace(pcall(" + variable(Type.FUNCTION) + ", " + expressions(2) + "))";
      default -> variable(Type.FUNCTION) + "(" + expressions(chance.below(4)) + ")";
    };
  }

  private String expressions(int count) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(any(0));
    }
    if (varargs && chance.oneIn(8)) {
      all.add("...");
    }
    return String.join(", ", all);
  }

  private String variable(Type type) {
    List<Variable> fitting = scope.stream().filter(it -> it.type() == type).toList();
    if (!fitting.isEmpty() && !chance.oneIn(20)) {
      return fitting.get(chance.below(fitting.size())).name();
    }
    return switch (type) {
      case NUMBER -> chance.of("zero", "GNUMBER");
      case STRING -> chance.of("_VERSION", "GSTRING");
      case TABLE -> chance.of("T", "U");
      case FUNCTION -> chance.of("tostring", "type", "trace", "pcall");
      case OBJECT -> "undefinedObject";
    };
  }

  private String any(int nesting) {
    return switch (chance.below(9)) {
      case 0 -> chance.of("nil", "true", "false");
      case 1 -> condition(nesting + 1);
      case 2 -> expression(Type.TABLE, nesting + 1);
      case 3, 4 -> expression(Type.STRING, nesting + 1);
      case 5 ->
          chance.oneIn(4)
              ? variable(Type.OBJECT)
              : variable(Type.TABLE) + chance.of(".x", "[1]", ".y");
      default -> expression(Type.NUMBER, nesting + 1);
    };
  }

  private String condition(int nesting) {
    if (nesting > 2) {
      return chance.of(
          "true", variable(Type.NUMBER) + " == 1", "not " + variable(Type.TABLE) + ".x");
    }
    return switch (chance.below(7)) {
      case 0 ->
          variable(Type.NUMBER)
              + chance.of(" < ", " <= ", " > ", " >= ", " == ", " ~= ")
              + expression(Type.NUMBER, nesting + 1);
      case 1 ->
          variable(Type.STRING)
              + chance.of(" < ", " <= ", " == ", " ~= ")
              + expression(Type.STRING, nesting + 1);
      case 2 -> "not " + any(nesting + 1);
      case 3 ->
          "(" + condition(nesting + 1) + chance.of(" and ", " or ") + condition(nesting + 1) + ")";
      case 4 -> any(nesting + 1) + chance.of(" == ", " ~= ") + any(nesting + 1);
      case 5 -> variable(Type.TABLE) + ".x";
      default -> "(" + any(nesting + 1) + " and " + any(nesting + 1) + ")";
    };
  }

  private String expression(Type type, int nesting) {
    return switch (type) {
      case NUMBER -> number(nesting);
      case STRING -> string(nesting);
      case TABLE -> nesting > 2 ? "{}" : table(nesting);
      case FUNCTION ->
          nesting > 1 || depth > DEEPEST ? variable(Type.FUNCTION) : "function" + body("");
      case OBJECT -> variable(Type.OBJECT);
    };
  }

  private String number(int nesting) {
    if (nesting > 2) {
      return chance.oneIn(2)
          ? variable(Type.NUMBER)
          : chance.of("1", "2", "3.5", "10", "0x10", "1e3", "0.1");
    }
    return switch (chance.below(10)) {
      case 0, 1 ->
          chance.of(
              "0",
              "1",
              "2",
              "7",
              "100",
              "3.25",
              "0.1",
              "1e15",
              "2^31",
              "0xff",
              "1e30",
              "0x.8p3",
              ".5",
              "3.",
              "123456789012");
      case 2, 3 -> variable(Type.NUMBER);
      case 4 -> "(" + variable(Type.NUMBER) + operator() + number(nesting + 1) + ")";
      case 5 -> "(" + number(nesting + 1) + operator() + variable(Type.NUMBER) + ")";
      case 6 -> "-" + variable(Type.NUMBER);
      case 7 -> "#" + chance.of(variable(Type.TABLE), variable(Type.STRING), "'four'");
      case 8 ->
          switch (chance.below(4)) {
            case 0 -> "tonumber(" + string(nesting + 1) + ")";
            case 1 -> "math.floor(" + number(nesting + 1) + ")";
            case 2 -> "select('#', " + any(nesting + 1) + ")";
            default -> "math.max(" + number(nesting + 1) + ", 2)";
          };
      default ->
          "("
              + condition(nesting + 1)
              + " and "
              + number(nesting + 1)
              + " or "
              + number(nesting + 1)
              + ")";
    };
  }

  private String string(int nesting) {
    if (nesting > 2) {
      return chance.oneIn(2) ? variable(Type.STRING) : chance.of("'s'", "''", "'10'", "\"q\"");
    }
    return switch (chance.below(9)) {
      case 0, 1 ->
          chance.of(
              "'a'",
              "'hello'",
              "''",
              "'10'",
              "[[long\nstring]]",
              "\"\\65\\x42\\z  c\"",
              "'\\n'",
              "[==[]]]==]",
              "'z'");
      case 2 -> variable(Type.STRING);
      case 3 -> "(" + variable(Type.STRING) + " .. " + string(nesting + 1) + ")";
      case 4 -> "(plain(" + number(nesting + 1) + ") .. '' .. " + string(nesting + 1) + ")";
      case 5 ->
          switch (chance.below(3)) {
            case 0 -> "tostring(" + chance.of("nil", "true") + ")";
            case 1 -> "tostring(plain(" + number(nesting + 1) + "))";
            default -> "tostring(" + string(nesting + 1) + ")";
          };
      case 6 ->
          "('abc'):"
              + chance.of(
                  "rep(2)",
                  "sub(" + chance.between(-4, 4) + ", " + chance.between(-4, 4) + ")",
                  "upper()",
                  "reverse()",
                  "gsub('b', '%0%0')",
                  "format()");
      case 7 -> "string.format('%s|%d', " + string(nesting + 1) + ", " + chance.below(100) + ")";
      default -> "type(" + any(nesting + 1) + ")";
    };
  }

  private String table(int nesting) {
    if (chance.oneIn(3)) {
      return variable(Type.TABLE);
    }
    List<String> fields = new ArrayList<>();
    int count = chance.below(4);
    for (int i = 0; i < count; i++) {
      fields.add(
          chance.of("", "", "x = ", "y = ", "['k'] = ", "[" + chance.between(1, 4) + "] = ")
              + any(nesting + 1));
    }
    if (varargs && chance.oneIn(5)) {
      fields.add("...");
    }
    return "{" + String.join(chance.of(", ", "; "), fields) + "}";
  }
}
