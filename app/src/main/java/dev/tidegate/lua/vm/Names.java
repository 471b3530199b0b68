package dev.tidegate.lua.vm;

import dev.tidegate.lua.LuaText;
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

  /** Such as {@code local 'x'} or {@code field 'y'}; null when the value has no name. */
  static @Nullable String ofRegister(Prototype p, int pc, int register) {
    String local = localName(p, register, pc);
    if (local != null) {
      return "local '" + local + "'";
    }
    int setter = findSetter(p, pc, register);
    if (setter < 0) {
      return null;
    }
    int i = p.code[setter];
    return switch (Lua.GET_OPCODE(i)) {
      case Lua.OP_MOVE ->
          Lua.GETARG_B(i) < Lua.GETARG_A(i) ? ofRegister(p, setter, Lua.GETARG_B(i)) : null;
      case Lua.OP_GETTABUP -> {
        String table = upvalueName(p, Lua.GETARG_B(i));
        yield keyName(p, setter, Lua.GETARG_C(i), "_ENV".equals(table) ? "global" : "field");
      }
      case Lua.OP_GETTABLE -> {
        String table = localName(p, Lua.GETARG_B(i), setter);
        yield keyName(p, setter, Lua.GETARG_C(i), "_ENV".equals(table) ? "global" : "field");
      }
      case Lua.OP_GETUPVAL -> ofUpvalue(p, Lua.GETARG_B(i));
      case Lua.OP_LOADK -> constantName(p.k[Lua.GETARG_Bx(i)]);
      case Lua.OP_SELF -> keyName(p, setter, Lua.GETARG_C(i), "method");
      default -> null;
    };
  }

  /** Such as {@code upvalue 'x'}. */
  static @Nullable String ofUpvalue(Prototype p, int index) {
    String name = upvalueName(p, index);
    return name == null ? null : "upvalue '" + name + "'";
  }

  /** The name of a register or constant operand. */
  static @Nullable String ofOperand(Prototype p, int pc, int operand) {
    return Lua.ISK(operand) ? constantName(p.k[Lua.INDEXK(operand)]) : ofRegister(p, pc, operand);
  }

  private static @Nullable String constantName(LuaValue constant) {
    return constant instanceof LuaString string
        ? "constant '" + LuaText.decode(string) + "'"
        : null;
  }

  private static @Nullable String keyName(Prototype p, int pc, int operand, String what) {
    if (Lua.ISK(operand)) {
      return p.k[Lua.INDEXK(operand)] instanceof LuaString name
          ? what + " '" + LuaText.decode(name) + "'"
          : what + " '?'";
    }
    int setter = findSetter(p, pc, operand);
    if (setter >= 0 && Lua.GET_OPCODE(p.code[setter]) == Lua.OP_LOADK) {
      LuaValue key = p.k[Lua.GETARG_Bx(p.code[setter])];
      if (key instanceof LuaString name && localName(p, operand, pc) == null) {
        return what + " '" + LuaText.decode(name) + "'";
      }
    }
    return what + " '?'";
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
