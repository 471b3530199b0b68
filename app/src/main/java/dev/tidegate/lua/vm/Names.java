package dev.tidegate.lua.vm;

import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.ScriptError.CallName;
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
  static @Nullable CallName ofRegister(Prototype p, int pc, int register) {
    String local = localName(p, register, pc);
    if (local != null) {
      return new CallName("local", local);
    }
    int setter = findSetter(p, pc, register);
    if (setter < 0) {
      return null;
    }
    int i = p.code[setter];
    return switch (Lua.GET_OPCODE(i)) {
      case Lua.OP_MOVE ->
          Lua.GETARG_B(i) < Lua.GETARG_A(i) ? ofRegister(p, setter, Lua.GETARG_B(i)) : null;
      case Lua.OP_GETTABUP -> ofKey(p, setter, Lua.GETARG_C(i), upvalueName(p, Lua.GETARG_B(i)));
      case Lua.OP_GETTABLE ->
          ofKey(p, setter, Lua.GETARG_C(i), localName(p, Lua.GETARG_B(i), setter));
      case Lua.OP_GETUPVAL -> ofUpvalue(p, Lua.GETARG_B(i));
      case Lua.OP_LOADK -> ofConstant(p.k[Lua.GETARG_Bx(i)]);
      case Lua.OP_LOADKX -> ofConstant(p.k[Lua.GETARG_Ax(p.code[setter + 1])]);
      case Lua.OP_SELF -> new CallName("method", keyName(p, setter, Lua.GETARG_C(i)));
      default -> null;
    };
  }

  /** Such as {@code upvalue 'x'}. */
  static @Nullable CallName ofUpvalue(Prototype p, int index) {
    String name = upvalueName(p, index);
    return name == null ? null : new CallName("upvalue", name);
  }

  /**
   * What the instruction calls the function that it calls: its name in the code, or that of the
   * metamethod.
   */
  static @Nullable CallName ofCallee(Prototype p, int pc) {
    int i = p.code[pc];
    String metamethod =
        switch (Lua.GET_OPCODE(i)) {
          case Lua.OP_GETTABUP, Lua.OP_GETTABLE, Lua.OP_SELF -> "__index";
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
    if (metamethod != null) {
      return new CallName("metamethod", metamethod);
    }
    return switch (Lua.GET_OPCODE(i)) {
      case Lua.OP_CALL, Lua.OP_TAILCALL -> ofRegister(p, pc, Lua.GETARG_A(i));
      case Lua.OP_TFORCALL -> new CallName("for iterator", "for iterator");
      default -> null;
    };
  }

  private static @Nullable CallName ofConstant(LuaValue constant) {
    return constant instanceof LuaString string
        ? new CallName("constant", LuaText.decode(string))
        : null;
  }

  private static CallName ofKey(Prototype p, int pc, int key, @Nullable String table) {
    return new CallName("_ENV".equals(table) ? "global" : "field", keyName(p, pc, key));
  }

  private static String keyName(Prototype p, int pc, int operand) {
    CallName key =
        Lua.ISK(operand) ? ofConstant(p.k[Lua.INDEXK(operand)]) : ofRegister(p, pc, operand);
    return key != null && key.kind().equals("constant") ? key.name() : "?";
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
