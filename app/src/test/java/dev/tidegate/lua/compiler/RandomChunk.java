package dev.tidegate.lua.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The text of a valid chunk, made at random from a seed: all statements and operators, variables of
 * all kinds, jumps forwards and backwards.
 */
final class RandomChunk {

  private static final String[] BINARY = {
    "+", "-", "*", "/", "%", "^", "..", "==", "~=", "<", "<=", ">", ">=", "and", "or"
  };
  private static final String[] GLOBALS = {"x", "y", "z", "print"};

  private final Random random;

  /** How many statements there may still be, those of the functions within included. */
  private final AtomicInteger left;

  private final StringBuilder text = new StringBuilder();
  private final List<String> locals = new ArrayList<>();
  private int labels;
  private int loops;
  private boolean vararg = true;

  /**
   * Begins one.
   *
   * @param statements about how many it may have
   */
  RandomChunk(long seed, int statements) {
    this(seed, new AtomicInteger(statements));
  }

  private RandomChunk(long seed, AtomicInteger left) {
    random = new Random(seed);
    this.left = left;
  }

  String text() {
    block(4);
    return text.toString();
  }

  private String name() {
    return !locals.isEmpty() && random.nextInt(4) > 0
        ? locals.get(random.nextInt(locals.size()))
        : GLOBALS[random.nextInt(GLOBALS.length)];
  }

  private String newLocal() {
    return "l" + random.nextInt(12);
  }

  private void line(String line) {
    text.append(line).append(random.nextInt(3) == 0 ? " " : "\n");
  }

  private void block(int depth) {
    int before = locals.size();
    int count = Math.clamp(left.get(), 1, 1 + random.nextInt(5));
    for (int i = 0; i < count && locals.size() < 60; i++) {
      statement(depth);
    }
    if (random.nextInt(6) == 0) {
      line(random.nextBoolean() ? "return " + list(2) : "return f(" + list(2) + ")");
    }
    locals.subList(before, locals.size()).clear();
  }

  private String list(int depth) {
    StringBuilder list = new StringBuilder(expression(depth));
    for (int i = random.nextInt(3); i > 0; i--) {
      list.append(", ").append(expression(depth));
    }
    return list.toString();
  }

  private String target() {
    return switch (random.nextInt(4)) {
      case 0 -> name() + "." + name();
      case 1 -> name() + "[" + expression(1) + "]";
      default -> name();
    };
  }

  private void statement(int depth) {
    boolean simple = depth == 0 || left.getAndDecrement() <= 0;
    switch (simple ? random.nextInt(4) : random.nextInt(14)) {
      case 0 -> {
        String first = newLocal();
        String second = newLocal();
        line(
            switch (random.nextInt(3)) {
              case 0 -> "local " + first;
              case 1 -> "local " + first + ", " + second + " = " + list(2);
              default -> "local " + first + " = " + expression(3);
            });
        locals.add(first);
      }
      case 1 -> line(target() + " = " + expression(3) + ";");
      case 2 -> line(target() + ", " + target() + ", " + target() + " = " + list(2) + ";");
      case 3 -> line(call() + ";");
      case 4, 5 -> {
        line("if " + expression(2) + " then");
        if (loops > 0 && random.nextInt(3) == 0) {
          line("break");
        } else {
          block(depth - 1);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
          line("elseif " + expression(2) + " then");
          block(depth - 1);
        }
        if (random.nextBoolean()) {
          line("else");
          block(depth - 1);
        }
        line("end");
      }
      case 6 -> loop("while " + expression(2) + " do", depth, "end");
      case 7 -> loop("repeat", depth, "until " + expression(2));
      case 8 -> {
        String variable = newLocal();
        locals.add(variable);
        loop("for " + variable + " = " + expression(1) + ", 10 do", depth, "end");
        locals.removeLast();
      }
      case 9 -> {
        String variable = newLocal();
        locals.add(variable);
        loop("for " + variable + ", " + newLocal() + " in " + list(1) + " do", depth, "end");
        locals.removeLast();
      }
      case 10 -> {
        line("do");
        block(depth - 1);
        line("end");
      }
      case 11 -> {
        String name = newLocal();
        locals.add(name);
        line("local function " + name + body(depth - 1));
      }
      case 12 ->
          line("function x." + name() + (random.nextBoolean() ? ":m" : ".n") + body(depth - 1));
      default -> {
        String label = "label" + labels++;
        line("do ::" + label + ":: f() do");
        block(depth - 1);
        text.append(" end do if ").append(expression(1)).append(" then goto ").append(label);
        line(" end end end");
      }
    }
  }

  private void loop(String begin, int depth, String end) {
    line(begin);
    loops++;
    block(depth - 1);
    loops--;
    line(end);
  }

  private String body(int depth) {
    int outerLoops = loops;
    boolean outerVararg = vararg;
    loops = 0;
    vararg = random.nextBoolean();
    int before = locals.size();
    locals.add("a");
    RandomChunk inner = new RandomChunk(random.nextLong(), left);
    inner.locals.addAll(locals);
    inner.vararg = vararg;
    inner.labels = labels + 1000;
    inner.block(Math.max(depth, 0));
    locals.subList(before, locals.size()).clear();
    loops = outerLoops;
    vararg = outerVararg;
    return (inner.vararg ? "(a, ...) " : "(a, b) ") + inner.text + " end";
  }

  private String call() {
    return switch (random.nextInt(5)) {
      case 0 -> name() + ":" + name() + "(" + list(1) + ")";
      case 1 -> name() + "'text'";
      case 2 -> name() + "{" + list(1) + "}";
      case 3 -> name() + "." + name() + "()";
      default -> name() + "(" + list(2) + ")";
    };
  }

  private String expression(int depth) {
    if (depth <= 0 || random.nextInt(4) == 0) {
      return switch (random.nextInt(9)) {
        case 0 -> "nil";
        case 1 -> "true";
        case 2 -> "false";
        case 3 -> Integer.toString(random.nextInt(20) - 5);
        case 4 -> random.nextInt(100) / 8.0 + "";
        case 5 -> "'s" + random.nextInt(10) + "'";
        case 6 -> vararg ? "..." : "0x10";
        default -> name();
      };
    }
    return switch (random.nextInt(12)) {
      case 0 -> "(" + expression(depth - 1) + ")";
      case 1 -> "not " + expression(depth - 1);
      case 2 -> "- " + expression(depth - 1);
      case 3 -> "#" + expression(depth - 1);
      case 4 -> call();
      case 5 -> name() + "." + name();
      case 6 -> name() + "[" + expression(depth - 1) + "]";
      case 7 ->
          "{"
              + expression(depth - 1)
              + ", k = "
              + expression(depth - 1)
              + "; ["
              + expression(1)
              + "] = 1, "
              + list(1)
              + "}";
      case 8 -> depth > 1 && left.get() > 0 ? "function" + body(1) : "f()";
      default ->
          expression(depth - 1)
              + " "
              + BINARY[random.nextInt(BINARY.length)]
              + " "
              + expression(depth - 1);
    };
  }
}
