package dev.tidegate.lua.compiler;

import dev.tidegate.lua.Numbers;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Lua;

/** The binary operators, with their priorities to the left and to the right (manual, 3.4.7). */
enum Binary {
  ADD(6, 6, Lua.OP_ADD),
  SUB(6, 6, Lua.OP_SUB),
  MUL(7, 7, Lua.OP_MUL),
  DIV(7, 7, Lua.OP_DIV),
  MOD(7, 7, Lua.OP_MOD),
  POW(10, 9, Lua.OP_POW),
  CONCAT(5, 4, Lua.OP_CONCAT),
  EQ(3, 3, Lua.OP_EQ),
  LT(3, 3, Lua.OP_LT),
  LE(3, 3, Lua.OP_LE),
  NE(3, 3, Lua.OP_EQ),
  GT(3, 3, Lua.OP_LT),
  GE(3, 3, Lua.OP_LE),
  AND(2, 2, -1),
  OR(1, 1, -1);

  /** Of the unary operators. */
  static final int UNARY_PRIORITY = 8;

  final int left;
  final int right;
  final int opcode;

  Binary(int left, int right, int opcode) {
    this.left = left;
    this.right = right;
    this.opcode = opcode;
  }

  static @Nullable Binary of(int token) {
    return switch (token) {
      case '+' -> ADD;
      case '-' -> SUB;
      case '*' -> MUL;
      case '/' -> DIV;
      case '%' -> MOD;
      case '^' -> POW;
      case Token.CONCAT -> CONCAT;
      case Token.EQ -> EQ;
      case '<' -> LT;
      case Token.LE -> LE;
      case Token.NE -> NE;
      case '>' -> GT;
      case Token.GE -> GE;
      case Token.AND -> AND;
      case Token.OR -> OR;
      default -> null;
    };
  }

  /** The result for numbers that are known now. */
  double fold(double a, double b) {
    return switch (this) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case MOD -> a - Math.floor(a / b) * b;
      case POW -> Numbers.power(a, b);
      default -> throw new IllegalStateException("no arithmetic: " + this);
    };
  }
}
