package dev.tidegate.lua.vm;

import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.ScriptError;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;

/**
 * Finds out how a script calls the value in a register, for messages like {@code attempt to index
 * local 'x' (a nil value)}: looks for the instruction that loaded the register, as stock Lua's
 * {@code ldebug.c} does.
 */
final class Names {

  private Names() {}

  private static final String METHOD = "method";

  /** Such as {@code local 'x'} or {@code field 'y'}; null when the value has no name. */
  static @Nullable String ofRegister(Prototype p, int pc, int register) {
    Name name = named(p, pc, register);
    return name == null ? null : name.toString();
  }

  /** Such as {@code upvalue 'x'}. */
  static @Nullable String ofUpvalue(Prototype p, int index) {
    Name name = upvalue(p, index);
    return name == null ? null : name.toString();
  }

  /** The name of an operand in a register; one that is a constant has none. */
  static @Nullable String ofOperand(Prototype p, int pc, int operand) {
    return Lua.ISK(operand) ? null : ofRegister(p, pc, operand);
  }

  /** What the function is called that the instruction calls; null when it has no name. */
  static ScriptError.@Nullable Callee ofCallee(Prototype p, int pc) {
    int i = p.code[pc];
    String event =
        switch (Lua.GET_OPCODE(i)) {
          case Lua.OP_TFORCALL -> "for iterator";
          case Lua.OP_SELF, Lua.OP_GETTABUP, Lua.OP_GETTABLE -> "__index";
          case Lua.OP_SETTABUP, Lua.OP_SETTABLE -> "__newindex";
          case Lua.OP_ADD -> "__add";
          case Lua.OP_SUB -> "__sub";
          case Lua.OP_MUL -> "__mul";
          case Lua.OP_DIV -> "__div";
          case Lua.OP_MOD -> "__mod";
          case Lua.OP_POW -> "__pow";
          case Lua.OP_UNM -> "__unm";
          case Lua.OP_LEN -> "__len";
          case Lua.OP_CONCAT -> "__concat";
          case Lua.OP_EQ -> "__eq";
          case Lua.OP_LT -> "__lt";
          case Lua.OP_LE -> "__le";
          default -> null;
        };
    if (event != null) {
      return new ScriptError.Callee(event, false);
    }
    Name name = named(p, pc, Lua.GETARG_A(i));
    return name == null ? null : new ScriptError.Callee(name.text(), name.kind().equals(METHOD));
  }

  private static @Nullable Name named(Prototype p, int pc, int register) {
    String local = localName(p, register, pc);
    if (local != null) {
      return new Name("local", local);
    }
    int setter = findSetter(p, pc, register);
    if (setter < 0) {
      return null;
    }
    int i = p.code[setter];
    return switch (Lua.GET_OPCODE(i)) {
      case Lua.OP_MOVE ->
          Lua.GETARG_B(i) < Lua.GETARG_A(i) ? named(p, setter, Lua.GETARG_B(i)) : null;
      case Lua.OP_GETTABUP -> {
        String table = upvalueName(p, Lua.GETARG_B(i));
        yield key(p, setter, Lua.GETARG_C(i), "_ENV".equals(table) ? "global" : "field");
      }
      case Lua.OP_GETTABLE -> {
        String table = localName(p, Lua.GETARG_B(i), setter);
        yield key(p, setter, Lua.GETARG_C(i), "_ENV".equals(table) ? "global" : "field");
      }
      case Lua.OP_GETUPVAL -> upvalue(p, Lua.GETARG_B(i));
      case Lua.OP_LOADK -> constant(p.k[Lua.GETARG_Bx(i)]);
      case Lua.OP_SELF -> key(p, setter, Lua.GETARG_C(i), METHOD);
      default -> null;
    };
  }

  private static @Nullable Name upvalue(Prototype p, int index) {
    String name = upvalueName(p, index);
    return name == null ? null : new Name("upvalue", name);
  }

  private static @Nullable Name constant(LuaValue constant) {
    return constant instanceof LuaString string
        ? new Name("constant", LuaText.decode(string))
        : null;
  }

  private static Name key(Prototype p, int pc, int operand, String what) {
    Name constant = Lua.ISK(operand) ? constant(p.k[Lua.INDEXK(operand)]) : named(p, pc, operand);
    return new Name(
        what, constant != null && constant.kind().equals("constant") ? constant.text() : "?");
  }

  /** How a script gets at a value, such as {@code local}, and what it calls it. */
  private record Name(String kind, String text) {

    @Override
    public String toString() {
      return kind + " '" + text + "'";
    }
  }

  private static @Nullable String upvalueName(Prototype p, int index) {
    LuaString name = index < p.upvalues.length ? p.upvalues[index].name : null;
    return name == null ? null : LuaText.decode(name);
  }

  private static @Nullable String localName(Prototype p, int register, int pc) {
    int number = register;
    for (int i = 0; i < p.locvars.length && p.locvars[i].startpc <= pc; i++) {
      if (pc < p.locvars[i].endpc && number-- == 0) {
        return LuaText.decode(p.locvars[i].varname);
      }
    }
    return null;
  }

  /**
   * The last instruction before {@code lastPc} that wrote the register on every way there, or -1.
   */
  private static int findSetter(Prototype p, int lastPc, int register) {
    int setter = -1;
    int jumpTarget = 0;
    for (int pc = 0; pc < lastPc; pc++) {
      int i = p.code[pc];
      int a = Lua.GETARG_A(i);
      boolean writes;
      switch (Lua.GET_OPCODE(i)) {
        case Lua.OP_LOADNIL -> writes = a <= register && register <= a + Lua.GETARG_B(i);
        case Lua.OP_TFORCALL -> writes = register >= a + 2;
        case Lua.OP_CALL, Lua.OP_TAILCALL -> writes = register >= a;
        case Lua.OP_JMP -> {
          int target = pc + 1 + Lua.GETARG_sBx(i);
          if (pc < target && target <= lastPc && target > jumpTarget) {
            jumpTarget = target;
          }
          writes = false;
        }
        case Lua.OP_TEST -> writes = register == a;
        default -> writes = Lua.testAMode(Lua.GET_OPCODE(i)) && register == a;
      }
      if (writes) {
        // What a jump may skip is not certain.
        setter = pc < jumpTarget ? -1 : pc;
      }
    }
    return setter;
  }
}
