package dev.tidegate.lua.compiler;

import dev.tidegate.lua.Real;
import dev.tidegate.lua.ScriptError;
import dev.tidegate.lua.compiler.Expression.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LocVars;
import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.Upvaldesc;

/**
 * The code of one function while it is being made: instructions, constants, variables, registers
 * ({@code lcode.c} and {@code FuncState}).
 *
 * <p>Jumps whose target is not known yet are lists: each holds the distance to the next one. Longer
 * than a usual class, because all of it works on the same instructions.
 */
final class FunctionCode {

  /** The end of a list of jumps; also the offset that a jump has while nothing follows it. */
  static final int NO_JUMP = -1;

  /** As many results as there are. */
  static final int MULTIPLE = -1;

  private static final int MOST_REGISTERS = 250;
  private static final int MOST_VARIABLES = 200;
  private static final int MOST_UPVALUES = 255;
  private static final Object NIL_KEY = new Object();

  final @Nullable FunctionCode outer;
  final int lineDefined;
  int lastLineDefined;
  int parameters;
  boolean vararg;
  @Nullable Block block;

  /** How many local variables are active. */
  int variables;

  /** The first register that is free. */
  int freeRegister;

  /** The next instruction. */
  int pc;

  private final Lexer lexer;
  private int[] code = new int[16];
  private int[] lines = new int[16];
  private final List<LuaValue> constants = new ArrayList<>();
  private final Map<Object, Integer> constantIndex = new HashMap<>();
  private final List<Prototype> functions = new ArrayList<>();
  private final List<String> upvalueNames = new ArrayList<>();
  private final List<Upvaldesc> upvalues = new ArrayList<>();
  private final List<Variable> declared = new ArrayList<>();

  /** The variables in scope and those about to be, by register. */
  private final List<Variable> scope = new ArrayList<>();

  private int registers = 2;

  /** No instruction before this one may be changed, because a jump may lead behind it. */
  private int lastTarget;

  /** The jumps to the next instruction. */
  private int pending = NO_JUMP;

  FunctionCode(@Nullable FunctionCode outer, Lexer lexer, int lineDefined) {
    this.outer = outer;
    this.lexer = lexer;
    this.lineDefined = lineDefined;
  }

  /** The finished function. */
  Prototype finish(LuaString source) {
    Prototype p = new Prototype();
    p.source = source;
    p.linedefined = lineDefined;
    p.lastlinedefined = lastLineDefined;
    p.numparams = parameters;
    p.is_vararg = vararg ? 1 : 0;
    p.maxstacksize = registers;
    p.code = Arrays.copyOf(code, pc);
    p.lineinfo = Arrays.copyOf(lines, pc);
    p.k = constants.toArray(LuaValue[]::new);
    p.p = functions.toArray(Prototype[]::new);
    p.upvalues = upvalues.toArray(Upvaldesc[]::new);
    p.locvars =
        declared.stream()
            .map(variable -> new LocVars(Lexer.bytes(variable.name), variable.from, variable.to))
            .toArray(LocVars[]::new);
    return p;
  }

  /** Adds a function that this one makes closures of. */
  int add(Prototype function) {
    functions.add(function);
    return functions.size() - 1;
  }

  // Variables -------------------------------------------------------------------------------------

  private static final class Variable {

    private final String name;
    private int from;
    private int to;

    private Variable(String name) {
      this.name = name;
    }
  }

  /** Declares a local variable, which is in scope from {@link #activate} on. */
  void declare(String name) {
    limit(scope.size() + 1, MOST_VARIABLES, "local variables");
    Variable variable = new Variable(name);
    declared.add(variable);
    scope.add(variable);
  }

  /** Lets the next declared variables be in scope. */
  void activate(int count) {
    for (int i = 0; i < count; i++) {
      scope.get(variables++).from = pc;
    }
  }

  /** Says that the variable's scope begins with the next instruction only. */
  void startsHere(int register) {
    scope.get(register).from = pc;
  }

  /** Ends the scope of all but the first variables. */
  void deactivate(int left) {
    while (variables > left) {
      scope.remove(--variables).to = pc;
    }
  }

  /** The name of an active variable. */
  String variableName(int register) {
    return scope.get(register).name;
  }

  /** The register of an active variable, or -1. */
  int findVariable(String name) {
    for (int i = variables - 1; i >= 0; i--) {
      if (scope.get(i).name.equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** The index of a captured variable, or -1. */
  int findUpvalue(String name) {
    return upvalueNames.indexOf(name);
  }

  /** Captures a variable of the enclosing function: a local one of it, or one that it captures. */
  int capture(String name, boolean local, int index) {
    limit(upvalues.size() + 1, MOST_UPVALUES, "upvalues");
    upvalueNames.add(name);
    upvalues.add(new Upvaldesc(Lexer.bytes(name), local, index));
    return upvalues.size() - 1;
  }

  /** Refuses to go beyond a limit. */
  void limit(int value, int limit, String what) {
    if (value > limit) {
      throw tooMany(limit, what);
    }
  }

  private ScriptError tooMany(int limit, String what) {
    String where = lineDefined == 0 ? "main function" : "function at line " + lineDefined;
    return lexer.syntaxError("too many " + what + " (limit is " + limit + ") in " + where);
  }

  // Instructions ----------------------------------------------------------------------------------

  private static int op(int i) {
    return i & 0x3f;
  }

  private static int argA(int i) {
    return Lua.GETARG_A(i);
  }

  private void setA(int at, int a) {
    code[at] = (code[at] & ~(0xff << Lua.POS_A)) | (a << Lua.POS_A);
  }

  void setB(int at, int b) {
    code[at] = (code[at] & ~(0x1ff << Lua.POS_B)) | (b << Lua.POS_B);
  }

  void setC(int at, int c) {
    code[at] = (code[at] & ~(0x1ff << Lua.POS_C)) | (c << Lua.POS_C);
  }

  /** Makes a call one in tail position. */
  void setTailCall(int at) {
    code[at] = (code[at] & ~0x3f) | Lua.OP_TAILCALL;
  }

  private int emit(int instruction) {
    patch(pending, pc, Lua.NO_REG, pc);
    pending = NO_JUMP;
    if (pc == code.length) {
      code = Arrays.copyOf(code, 2 * pc);
      lines = Arrays.copyOf(lines, 2 * pc);
    }
    code[pc] = instruction;
    lines[pc] = lexer.lastLine;
    return pc++;
  }

  private static int abc(int op, int a, int b, int c) {
    return op | (a << Lua.POS_A) | (b << Lua.POS_B) | (c << Lua.POS_C);
  }

  int emit(int op, int a, int b, int c) {
    return emit(abc(op, a, b, c));
  }

  int emitLong(int op, int a, int bx) {
    return emit(op | (a << Lua.POS_A) | (bx << Lua.POS_Bx));
  }

  int emitOffset(int op, int a, int offset) {
    return emitLong(op, a, offset + Lua.MAXARG_sBx);
  }

  private void emitExtra(int ax) {
    emit(Lua.OP_EXTRAARG | (ax << Lua.POS_Ax));
  }

  int emitConstant(int register, int index) {
    if (index <= Lua.MAXARG_Bx) {
      return emitLong(Lua.OP_LOADK, register, index);
    }
    int at = emitLong(Lua.OP_LOADKX, register, 0);
    emitExtra(index);
    return at;
  }

  /** Says that the last instruction belongs to that line. */
  void fixLine(int line) {
    lines[pc - 1] = line;
  }

  void emitNil(int first, int count) {
    int from = first;
    int last = first + count - 1;
    if (pc > lastTarget && pc > 0) {
      int previous = code[pc - 1];
      if (op(previous) == Lua.OP_LOADNIL) {
        int previousFrom = argA(previous);
        int previousLast = previousFrom + Lua.GETARG_B(previous);
        if ((previousFrom <= from && from <= previousLast + 1)
            || (from <= previousFrom && previousFrom <= last + 1)) {
          from = Math.min(from, previousFrom);
          last = Math.max(last, previousLast);
          setA(pc - 1, from);
          setB(pc - 1, last - from);
          return;
        }
      }
    }
    emit(Lua.OP_LOADNIL, from, last - from, 0);
  }

  void emitReturn(int first, int count) {
    emit(Lua.OP_RETURN, first, count + 1, 0);
  }

  void emitList(int table, int items, int toStore) {
    int block = (items - 1) / Lua.LFIELDS_PER_FLUSH + 1;
    int count = toStore == MULTIPLE ? 0 : toStore;
    if (block <= Lua.MAXARG_C) {
      emit(Lua.OP_SETLIST, table, count, block);
    } else {
      emit(Lua.OP_SETLIST, table, count, 0);
      emitExtra(block);
    }
    freeRegister = table + 1;
  }

  // Jumps -----------------------------------------------------------------------------------------

  int emitJump() {
    int before = pending;
    pending = NO_JUMP;
    return join(emitOffset(Lua.OP_JMP, 0, NO_JUMP), before);
  }

  private int emitConditionalJump(int op, int a, int b, int c) {
    emit(op, a, b, c);
    return emitJump();
  }

  /** Marks the next instruction as one that can be jumped to. */
  int here() {
    lastTarget = pc;
    return pc;
  }

  private void fixJump(int at, int target) {
    int offset = target - (at + 1);
    if (Math.abs(offset) > Lua.MAXARG_sBx) {
      throw lexer.syntaxError("control structure too long");
    }
    code[at] = (code[at] & ((1 << Lua.POS_Bx) - 1)) | ((offset + Lua.MAXARG_sBx) << Lua.POS_Bx);
  }

  private int nextJump(int at) {
    lexer.step();
    int offset = Lua.GETARG_sBx(code[at]);
    return offset == NO_JUMP ? NO_JUMP : at + 1 + offset;
  }

  /** Where the condition of a jump stands; the jump itself when it has none. */
  private int condition(int jump) {
    return jump >= 1 && Lua.testTMode(op(code[jump - 1])) ? jump - 1 : jump;
  }

  /** The first list with the second one behind it. */
  int join(int list, int other) {
    if (other == NO_JUMP) {
      return list;
    }
    if (list == NO_JUMP) {
      return other;
    }
    int last = list;
    for (int next = nextJump(last); next != NO_JUMP; next = nextJump(last)) {
      last = next;
    }
    fixJump(last, other);
    return list;
  }

  private boolean needsValue(int list) {
    for (int jump = list; jump != NO_JUMP; jump = nextJump(jump)) {
      if (op(code[condition(jump)]) != Lua.OP_TESTSET) {
        return true;
      }
    }
    return false;
  }

  private boolean patchTest(int jump, int register) {
    int at = condition(jump);
    int i = code[at];
    if (op(i) != Lua.OP_TESTSET) {
      return false;
    }
    if (register != Lua.NO_REG && register != Lua.GETARG_B(i)) {
      setA(at, register);
    } else {
      code[at] = abc(Lua.OP_TEST, Lua.GETARG_B(i), 0, Lua.GETARG_C(i));
    }
    return true;
  }

  private void removeValues(int list) {
    for (int jump = list; jump != NO_JUMP; jump = nextJump(jump)) {
      patchTest(jump, Lua.NO_REG);
    }
  }

  private void patch(int list, int valueTarget, int register, int otherTarget) {
    int jump = list;
    while (jump != NO_JUMP) {
      int next = nextJump(jump);
      fixJump(jump, patchTest(jump, register) ? valueTarget : otherTarget);
      jump = next;
    }
  }

  void patchTo(int list, int target) {
    if (target == pc) {
      patchToHere(list);
    } else {
      patch(list, target, Lua.NO_REG, target);
    }
  }

  void patchToHere(int list) {
    here();
    // Walks over the list given and not over the jumps that wait already, of which there may be
    // many.
    pending = join(list, pending);
  }

  /** Lets the jumps close the variables from this one on. */
  void patchClose(int list, int variable) {
    for (int jump = list; jump != NO_JUMP; jump = nextJump(jump)) {
      setA(jump, variable + 1);
    }
  }

  // Registers and constants -----------------------------------------------------------------------

  void checkRegisters(int more) {
    int needed = freeRegister + more;
    if (needed > registers) {
      if (needed >= MOST_REGISTERS) {
        throw lexer.syntaxError("function or expression too complex");
      }
      registers = needed;
    }
  }

  void reserve(int count) {
    checkRegisters(count);
    freeRegister += count;
  }

  private void free(int operand) {
    if (!Lua.ISK(operand) && operand >= variables) {
      freeRegister--;
    }
  }

  private void free(Expression e) {
    if (e.kind == Kind.REGISTER) {
      free(e.info);
    }
  }

  private int constant(Object key, LuaValue value) {
    return constantIndex.computeIfAbsent(
        key,
        k -> {
          constants.add(value);
          return constants.size() - 1;
        });
  }

  int stringConstant(String text) {
    return constant(text, Lexer.bytes(text));
  }

  int numberConstant(double number) {
    // By its bits, because 0 and -0 are equal and yet two.
    return constant(Double.doubleToRawLongBits(number), new Real(number));
  }

  private int constantOf(Kind kind) {
    return switch (kind) {
      case TRUE -> constant(true, LuaValue.TRUE);
      case FALSE -> constant(false, LuaValue.FALSE);
      case NIL -> constant(NIL_KEY, LuaValue.NIL);
      default -> throw new IllegalStateException("no constant: " + kind);
    };
  }

  // Expressions -----------------------------------------------------------------------------------

  void setResults(Expression e, int count) {
    if (e.kind == Kind.CALL) {
      setC(e.info, count + 1);
    } else if (e.kind == Kind.VARARG) {
      setB(e.info, count + 1);
      setA(e.info, freeRegister);
      reserve(1);
    }
  }

  void setOneResult(Expression e) {
    if (e.kind == Kind.CALL) {
      e.kind = Kind.REGISTER;
      e.info = argA(code[e.info]);
    } else if (e.kind == Kind.VARARG) {
      setB(e.info, 2);
      e.kind = Kind.OPEN;
    }
  }

  /** Makes a value of a variable, or of what may be several values. */
  void discharge(Expression e) {
    switch (e.kind) {
      case LOCAL -> e.kind = Kind.REGISTER;
      case UPVALUE -> {
        e.info = emit(Lua.OP_GETUPVAL, 0, e.info, 0);
        e.kind = Kind.OPEN;
      }
      case INDEXED -> {
        free(e.key);
        if (!e.ofUpvalue) {
          free(e.table);
        }
        e.info = emit(e.ofUpvalue ? Lua.OP_GETTABUP : Lua.OP_GETTABLE, 0, e.table, e.key);
        e.kind = Kind.OPEN;
      }
      case CALL, VARARG -> setOneResult(e);
      default -> {
        // It is one value already, or a jump.
      }
    }
  }

  private void dischargeTo(Expression e, int register) {
    discharge(e);
    switch (e.kind) {
      case NIL -> emitNil(register, 1);
      case TRUE, FALSE -> emit(Lua.OP_LOADBOOL, register, e.kind == Kind.TRUE ? 1 : 0, 0);
      case CONSTANT -> emitConstant(register, e.info);
      case NUMERAL -> emitConstant(register, numberConstant(e.number));
      case OPEN -> setA(e.info, register);
      case REGISTER -> {
        if (register != e.info) {
          emit(Lua.OP_MOVE, register, e.info, 0);
        }
      }
      default -> {
        return;
      }
    }
    e.info = register;
    e.kind = Kind.REGISTER;
  }

  private void dischargeToAny(Expression e) {
    if (e.kind != Kind.REGISTER) {
      reserve(1);
      dischargeTo(e, freeRegister - 1);
    }
  }

  private void toRegister(Expression e, int register) {
    dischargeTo(e, register);
    if (e.kind == Kind.JUMP) {
      e.whenTrue = join(e.whenTrue, e.info);
    }
    if (e.hasJumps()) {
      int loadFalse = NO_JUMP;
      int loadTrue = NO_JUMP;
      if (needsValue(e.whenTrue) || needsValue(e.whenFalse)) {
        int over = e.kind == Kind.JUMP ? NO_JUMP : emitJump();
        here();
        loadFalse = emit(Lua.OP_LOADBOOL, register, 0, 1);
        here();
        loadTrue = emit(Lua.OP_LOADBOOL, register, 1, 0);
        patchToHere(over);
      }
      int end = here();
      patch(e.whenFalse, end, register, loadFalse);
      patch(e.whenTrue, end, register, loadTrue);
    }
    e.set(Kind.REGISTER, register);
  }

  void toNextRegister(Expression e) {
    discharge(e);
    free(e);
    reserve(1);
    toRegister(e, freeRegister - 1);
  }

  int toAnyRegister(Expression e) {
    discharge(e);
    if (e.kind == Kind.REGISTER) {
      if (!e.hasJumps()) {
        return e.info;
      }
      if (e.info >= variables) {
        toRegister(e, e.info);
        return e.info;
      }
    }
    toNextRegister(e);
    return e.info;
  }

  private void toAnyRegisterOrUpvalue(Expression e) {
    if (e.kind != Kind.UPVALUE || e.hasJumps()) {
      toAnyRegister(e);
    }
  }

  void toValue(Expression e) {
    if (e.hasJumps()) {
      toAnyRegister(e);
    } else {
      discharge(e);
    }
  }

  /** Makes an operand of it, a register or a constant. */
  int toOperand(Expression e) {
    toValue(e);
    switch (e.kind) {
      case TRUE, FALSE, NIL -> {
        if (constants.size() <= Lua.MAXINDEXRK) {
          e.info = constantOf(e.kind);
          e.kind = Kind.CONSTANT;
          return e.info | Lua.BITRK;
        }
      }
      case NUMERAL, CONSTANT -> {
        if (e.kind == Kind.NUMERAL) {
          e.info = numberConstant(e.number);
          e.kind = Kind.CONSTANT;
        }
        if (e.info <= Lua.MAXINDEXRK) {
          return e.info | Lua.BITRK;
        }
      }
      default -> {
        // It goes to a register.
      }
    }
    return toAnyRegister(e);
  }

  /** Assigns a value to a variable. */
  void store(Expression variable, Expression value) {
    switch (variable.kind) {
      case LOCAL -> {
        free(value);
        toRegister(value, variable.info);
        return;
      }
      case UPVALUE -> emit(Lua.OP_SETUPVAL, toAnyRegister(value), variable.info, 0);
      case INDEXED -> {
        int operand = toOperand(value);
        emit(
            variable.ofUpvalue ? Lua.OP_SETTABUP : Lua.OP_SETTABLE,
            variable.table,
            variable.key,
            operand);
      }
      default -> throw new IllegalStateException("no variable: " + variable.kind);
    }
    free(value);
  }

  /** Makes a method and its receiver of an object. */
  void method(Expression object, Expression name) {
    toAnyRegister(object);
    int register = object.info;
    free(object);
    object.info = freeRegister;
    object.kind = Kind.REGISTER;
    reserve(2);
    emit(Lua.OP_SELF, object.info, register, toOperand(name));
    free(name);
  }

  /** Prepares a table to be indexed. */
  void prepareIndexed(Expression table) {
    toAnyRegisterOrUpvalue(table);
  }

  /** Makes an element of a table. */
  void index(Expression table, Expression key) {
    table.table = table.info;
    table.key = toOperand(key);
    table.ofUpvalue = table.kind == Kind.UPVALUE;
    table.kind = Kind.INDEXED;
  }

  private void invert(Expression e) {
    int at = condition(e.info);
    setA(at, argA(code[at]) == 0 ? 1 : 0);
  }

  private int jumpIf(Expression e, boolean condition) {
    if (e.kind == Kind.OPEN && op(code[e.info]) == Lua.OP_NOT) {
      int operand = Lua.GETARG_B(code[e.info]);
      pc--;
      return emitConditionalJump(Lua.OP_TEST, operand, 0, condition ? 0 : 1);
    }
    dischargeToAny(e);
    free(e);
    return emitConditionalJump(Lua.OP_TESTSET, Lua.NO_REG, e.info, condition ? 1 : 0);
  }

  /** Goes on when it is true and jumps otherwise. */
  void goIfTrue(Expression e) {
    discharge(e);
    int jump =
        switch (e.kind) {
          case JUMP -> {
            invert(e);
            yield e.info;
          }
          case CONSTANT, NUMERAL, TRUE -> NO_JUMP;
          default -> jumpIf(e, false);
        };
    e.whenFalse = join(jump, e.whenFalse);
    patchToHere(e.whenTrue);
    e.whenTrue = NO_JUMP;
  }

  /** Goes on when it is false and jumps otherwise. */
  void goIfFalse(Expression e) {
    discharge(e);
    int jump =
        switch (e.kind) {
          case JUMP -> e.info;
          case NIL, FALSE -> NO_JUMP;
          default -> jumpIf(e, true);
        };
    e.whenTrue = join(jump, e.whenTrue);
    patchToHere(e.whenFalse);
    e.whenFalse = NO_JUMP;
  }

  void not(Expression e) {
    discharge(e);
    switch (e.kind) {
      case NIL, FALSE -> e.kind = Kind.TRUE;
      case CONSTANT, NUMERAL, TRUE -> e.kind = Kind.FALSE;
      case JUMP -> invert(e);
      case OPEN, REGISTER -> {
        dischargeToAny(e);
        free(e);
        e.info = emit(Lua.OP_NOT, 0, e.info, 0);
        e.kind = Kind.OPEN;
      }
      default -> throw new IllegalStateException("no operand of not: " + e.kind);
    }
    int whenFalse = e.whenFalse;
    e.whenFalse = e.whenTrue;
    e.whenTrue = whenFalse;
    removeValues(e.whenFalse);
    removeValues(e.whenTrue);
  }

  void negate(Expression e, int line) {
    if (e.isNumeral()) {
      e.number = -e.number;
    } else {
      unary(Lua.OP_UNM, e, line);
    }
  }

  void length(Expression e, int line) {
    unary(Lua.OP_LEN, e, line);
  }

  private void unary(int op, Expression e, int line) {
    int operand = toAnyRegister(e);
    free(e);
    e.info = emit(op, 0, operand, 0);
    e.kind = Kind.OPEN;
    fixLine(line);
  }

  /** Makes the left operand ready, before the right one is read. */
  void leftOperand(Binary operator, Expression left) {
    switch (operator) {
      case AND -> goIfTrue(left);
      case OR -> goIfFalse(left);
      case CONCAT -> toNextRegister(left);
      case ADD, SUB, MUL, DIV, MOD, POW -> {
        if (!left.isNumeral()) {
          toOperand(left);
        }
      }
      default -> toOperand(left);
    }
  }

  /** Applies an operator; the result is in the left operand. */
  void binary(Binary operator, Expression left, Expression right, int line) {
    switch (operator) {
      case AND -> {
        discharge(right);
        right.whenFalse = join(right.whenFalse, left.whenFalse);
        left.set(right);
      }
      case OR -> {
        discharge(right);
        right.whenTrue = join(right.whenTrue, left.whenTrue);
        left.set(right);
      }
      case CONCAT -> concat(left, right, line);
      case ADD, SUB, MUL, DIV, MOD, POW -> arithmetic(operator, left, right, line);
      default -> compare(operator, left, right);
    }
  }

  private void concat(Expression left, Expression right, int line) {
    toValue(right);
    if (right.kind == Kind.OPEN && op(code[right.info]) == Lua.OP_CONCAT) {
      free(left);
      setB(right.info, left.info);
      left.kind = Kind.OPEN;
      left.info = right.info;
    } else {
      toNextRegister(right);
      operate(Lua.OP_CONCAT, left, right, line);
    }
  }

  private void arithmetic(Binary operator, Expression left, Expression right, int line) {
    boolean byZero = (operator == Binary.DIV || operator == Binary.MOD) && right.number == 0;
    if (left.isNumeral() && right.isNumeral() && !byZero) {
      left.number = operator.fold(left.number, right.number);
    } else {
      operate(operator.opcode, left, right, line);
    }
  }

  private void operate(int op, Expression left, Expression right, int line) {
    int c = toOperand(right);
    int b = toOperand(left);
    freeBoth(left, right, b > c);
    left.info = emit(op, 0, b, c);
    left.kind = Kind.OPEN;
    fixLine(line);
  }

  private void freeBoth(Expression left, Expression right, boolean leftFirst) {
    // Registers are a stack.
    free(leftFirst ? left : right);
    free(leftFirst ? right : left);
  }

  private void compare(Binary operator, Expression left, Expression right) {
    int b = toOperand(left);
    int c = toOperand(right);
    freeBoth(left, right, false);
    boolean swapped = operator == Binary.GT || operator == Binary.GE;
    left.info =
        emitConditionalJump(
            operator.opcode, operator == Binary.NE ? 0 : 1, swapped ? c : b, swapped ? b : c);
    left.kind = Kind.JUMP;
  }
}
