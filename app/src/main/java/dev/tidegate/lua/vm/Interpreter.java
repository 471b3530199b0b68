package dev.tidegate.lua.vm;

import dev.tidegate.lua.Arguments;
import dev.tidegate.lua.HostFunction;
import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.Real;
import dev.tidegate.lua.ScriptError;
import dev.tidegate.lua.ScriptError.CallName;
import dev.tidegate.lua.Table;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.Upvaldesc;
import org.luaj.vm2.Varargs;

/**
 * Executes Lua 5.2 bytecode, charging each instruction to the run's meter.
 *
 * <p>Instructions are counted by the program counter itself, from which {@code charged} always lies
 * as far behind as there are instructions to charge; so straight code pays nothing. Where control
 * can turn back, at backward jumps, calls and returns, they are charged once there are enough. The
 * main method is one loop and long on purpose; it has to stay below the 8,000 bytes up to which
 * HotSpot compiles a method, so what is rare stands in methods of its own.
 */
@SuppressWarnings("ReferenceEquality") // operands are found again by identity
final class Interpreter {

  private static final int MAX_ARG_SBX = Lua.MAXARG_sBx;

  /** Values that one call can pass or return; as many as the stack has room for. */
  private static final int MOST_VALUES = 1_000_000;

  /** Instructions that are charged together; a small part of a slice. */
  private static final int BATCH = 200;

  private Interpreter() {}

  /** Calls any value, a Lua function or not. */
  static Varargs call(LuaContext context, LuaValue function, Varargs arguments) {
    if (function instanceof Closure closure) {
      Prototype p = closure.prototype;
      Varargs extra = extra(context, p, arguments);
      context.enterCall(slots(p, extra));
      return execute(
          context, new Frame(context.top, true, closure, registers(p, arguments), extra));
    }
    return callOther(context, function, arguments);
  }

  private static LuaValue[] registers(Prototype p, Varargs arguments) {
    LuaValue[] registers = new LuaValue[p.maxstacksize];
    store(registers, 0, p.numparams, arguments);
    return registers;
  }

  private static Varargs extra(LuaContext context, Prototype p, Varargs arguments) {
    return p.is_vararg != 0 ? Arguments.rest(context, arguments, p.numparams + 1) : LuaValue.NONE;
  }

  /** The registers of a callee whose arguments stand in the caller's. */
  private static LuaValue[] registers(Prototype p, LuaValue[] from, int first, int count) {
    LuaValue[] registers = new LuaValue[p.maxstacksize];
    int parameters = p.numparams;
    for (int n = 0; n < parameters; n++) {
      registers[n] = n < count ? from[first + n] : LuaValue.NIL;
    }
    return registers;
  }

  private static Varargs extra(Prototype p, LuaValue[] from, int first, int count) {
    return p.is_vararg != 0 && count > p.numparams
        ? copyOf(from, first + p.numparams, count - p.numparams)
        : LuaValue.NONE;
  }

  /** What a call counts for against the limit of the stack. */
  private static int slots(Prototype p, Varargs extra) {
    return 1 + p.maxstacksize + (extra == LuaValue.NONE ? 0 : extra.narg());
  }

  /** Runs a call that host code makes, and the calls of Lua functions that come of it. */
  private static Varargs execute(LuaContext context, Frame entered) {
    Frame frame = entered;
    while (true) {
      context.top = frame;
      Frame next = run(context, frame);
      if (next == null) {
        return frame.tail;
      }
      frame = next;
    }
  }

  /**
   * Runs a function until it calls another Lua function or returns. A method of its own, so that
   * what belongs to the call does not change within the loop, and the JIT can rely on that.
   *
   * @return the call to go on with; null when host code gets the results, which are in the tail
   */
  private static @Nullable Frame run(LuaContext context, Frame frame) {
    LuaValue[] registers = frame.registers;
    int[] code = frame.words;
    LuaValue[] k = frame.closure.prototype.k;
    int pc = frame.pc;
    int charged = pc;
    frame.pc = Frame.NOT_NOTED;
    try {
      while (true) {
        int i = code[pc++];
        int a = (i >> 6) & 0xff;
        switch (i & 0x3f) {
          case Lua.OP_MOVE -> {
            int w = frame.words[pc - 1];
            registers[a] = registers[w >>> 23];
          }
          case Lua.OP_LOADK -> {
            int w = frame.words[pc - 1];
            registers[a] = k[w >>> 14];
          }
          case Lua.OP_LOADKX -> registers[a] = k[code[pc++] >>> 6];
          case Lua.OP_LOADBOOL -> {
            int w = frame.words[pc - 1];
            registers[a] = (w >>> 23) != 0 ? LuaValue.TRUE : LuaValue.FALSE;
            if ((w & (0x1ff << 14)) != 0) {
              pc++;
            }
          }
          case Lua.OP_LOADNIL -> {
            int w = frame.words[pc - 1];
            Arrays.fill(registers, a, a + (w >>> 23) + 1, LuaValue.NIL);
          }
          case Lua.OP_GETUPVAL -> {
            int w = frame.words[pc - 1];
            registers[a] = frame.upvalues[w >>> 23].get();
          }
          case Lua.OP_GETTABUP -> {
            int w = frame.words[pc - 1];
            registers[a] =
                Operators.index(
                    context,
                    frame.upvalues[w >>> 23].get(),
                    operand((w >> 14) & 0x1ff, k, registers));
          }
          case Lua.OP_GETTABLE -> {
            int w = frame.words[pc - 1];
            registers[a] =
                Operators.index(
                    context, registers[w >>> 23], operand((w >> 14) & 0x1ff, k, registers));
          }
          case Lua.OP_SETTABUP -> {
            int w = frame.words[pc - 1];
            Operators.setIndex(
                context,
                frame.upvalues[a].get(),
                operand(w >>> 23, k, registers),
                operand((w >> 14) & 0x1ff, k, registers));
          }
          case Lua.OP_SETUPVAL -> {
            int w = frame.words[pc - 1];
            frame.upvalues[w >>> 23].set(registers[a]);
          }
          case Lua.OP_SETTABLE -> {
            int w = frame.words[pc - 1];
            Operators.setIndex(
                context,
                registers[a],
                operand(w >>> 23, k, registers),
                operand((w >> 14) & 0x1ff, k, registers));
          }
          case Lua.OP_NEWTABLE -> {
            int w = frame.words[pc - 1];
            registers[a] = newTable(context, w);
          }
          case Lua.OP_SELF -> {
            int w = frame.words[pc - 1];
            LuaValue object = registers[w >>> 23];
            LuaValue method =
                Operators.index(context, object, operand((w >> 14) & 0x1ff, k, registers));
            registers[a + 1] = object;
            registers[a] = method;
          }
          case Lua.OP_ADD -> {
            int w = frame.words[pc - 1];
            registers[a] =
                Operators.add(
                    context,
                    operand(w >>> 23, k, registers),
                    operand((w >> 14) & 0x1ff, k, registers));
          }
          case Lua.OP_SUB -> {
            int w = frame.words[pc - 1];
            registers[a] =
                Operators.subtract(
                    context,
                    operand(w >>> 23, k, registers),
                    operand((w >> 14) & 0x1ff, k, registers));
          }
          case Lua.OP_MUL -> {
            int w = frame.words[pc - 1];
            registers[a] =
                Operators.multiply(
                    context,
                    operand(w >>> 23, k, registers),
                    operand((w >> 14) & 0x1ff, k, registers));
          }
          case Lua.OP_DIV -> {
            int w = frame.words[pc - 1];
            registers[a] =
                Operators.divide(
                    context,
                    operand(w >>> 23, k, registers),
                    operand((w >> 14) & 0x1ff, k, registers));
          }
          case Lua.OP_MOD -> {
            int w = frame.words[pc - 1];
            registers[a] =
                Operators.modulo(
                    context,
                    operand(w >>> 23, k, registers),
                    operand((w >> 14) & 0x1ff, k, registers));
          }
          case Lua.OP_POW -> {
            int w = frame.words[pc - 1];
            registers[a] =
                Operators.power(
                    context,
                    operand(w >>> 23, k, registers),
                    operand((w >> 14) & 0x1ff, k, registers));
          }
          case Lua.OP_UNM -> {
            int w = frame.words[pc - 1];
            registers[a] = Operators.negate(context, registers[w >>> 23]);
          }
          case Lua.OP_NOT -> {
            int w = frame.words[pc - 1];
            registers[a] = isTrue(registers[w >>> 23]) ? LuaValue.FALSE : LuaValue.TRUE;
          }
          case Lua.OP_LEN -> {
            int w = frame.words[pc - 1];
            registers[a] = Operators.length(context, registers[w >>> 23]);
          }
          case Lua.OP_CONCAT -> {
            int w = frame.words[pc - 1];
            registers[a] = Operators.concat(context, registers, w >>> 23, (w >> 14) & 0x1ff);
          }
          case Lua.OP_JMP -> {
            int w = frame.words[pc - 1];
            int offset = (w >>> 14) - MAX_ARG_SBX;
            if (a > 0) {
              close(frame.open, a - 1);
            }
            if (offset < 0 && pc - charged >= BATCH) {
              context.charge(pc - charged);
              charged = pc;
            }
            charged += offset;
            pc += offset;
          }
          case Lua.OP_EQ -> {
            int w = frame.words[pc - 1];
            if (Operators.equal(
                    context,
                    operand(w >>> 23, k, registers),
                    operand((w >> 14) & 0x1ff, k, registers))
                != (a != 0)) {
              pc++;
            } else {
              int ahead = ahead(frame.words[pc]);
              pc += ahead;
              charged += ahead;
            }
          }
          case Lua.OP_LT -> {
            int w = frame.words[pc - 1];
            if (Operators.lessThan(
                    context,
                    operand(w >>> 23, k, registers),
                    operand((w >> 14) & 0x1ff, k, registers))
                != (a != 0)) {
              pc++;
            } else {
              int ahead = ahead(frame.words[pc]);
              pc += ahead;
              charged += ahead;
            }
          }
          case Lua.OP_LE -> {
            int w = frame.words[pc - 1];
            if (Operators.lessOrEqual(
                    context,
                    operand(w >>> 23, k, registers),
                    operand((w >> 14) & 0x1ff, k, registers))
                != (a != 0)) {
              pc++;
            } else {
              int ahead = ahead(frame.words[pc]);
              pc += ahead;
              charged += ahead;
            }
          }
          case Lua.OP_TEST -> {
            int w = frame.words[pc - 1];
            if (isTrue(registers[a]) != ((w & (0x1ff << 14)) != 0)) {
              pc++;
            } else {
              int ahead = ahead(frame.words[pc]);
              pc += ahead;
              charged += ahead;
            }
          }
          case Lua.OP_TESTSET -> {
            int w = frame.words[pc - 1];
            LuaValue value = registers[w >>> 23];
            if (isTrue(value) != ((w & (0x1ff << 14)) != 0)) {
              pc++;
            } else {
              registers[a] = value;
            }
          }
          case Lua.OP_CALL -> {
            int w = frame.words[pc - 1];
            LuaValue function = registers[a];
            int b = w >>> 23;
            if (function instanceof Closure next) {
              context.charge(pc - charged);
              charged = pc;
              frame.pc = pc;
              return b > 0
                  ? enter(context, frame, false, next, registers, a + 1, b - 1)
                  : enter(context, frame, false, next, tailed(context, frame, a + 1));
            } else {
              if (pc - charged >= BATCH) {
                context.charge(pc - charged);
                charged = pc;
              }
              int c = (w >> 14) & 0x1ff;
              if ((c == 1 || c == 2) && b > 1 && b < 5 && function instanceof HostFunction host) {
                LuaValue value = plainly(context, host, registers, a, b);
                if (value != null) {
                  registers[a] = value;
                  continue;
                }
              }
              frame.pc = pc;
              Varargs results =
                  callOther(
                      context,
                      function,
                      b > 0
                          ? copyOf(registers, a + 1, b - 1)
                          : join(context, registers, a + 1, frame.top, frame.tail));
              frame.pc = Frame.NOT_NOTED;
              if (c == 0) {
                frame.tail = results;
                frame.top = a;
              } else {
                if (b == 0) {
                  frame.tail = LuaValue.NONE;
                }
                store(registers, a, c - 1, results);
              }
            }
          }
          case Lua.OP_TAILCALL -> {
            int w = frame.words[pc - 1];
            if (pc - charged >= BATCH) {
              context.charge(pc - charged);
              charged = pc;
            }
            int b = w >>> 23;
            Varargs arguments =
                b > 0
                    ? copyOf(registers, a + 1, b - 1)
                    : join(context, registers, a + 1, frame.top, frame.tail);
            LuaValue function = registers[a];
            if (function instanceof Closure next) {
              // The callee takes this frame over, so that tail calls need no stack.
              close(frame.open, 0);
              context.leaveCall(frame.slots());
              Frame tail = enter(context, frame.caller, frame.entry, next, arguments);
              tail.tailCalled = true;
              context.charge(pc - charged);
              return tail;
            } else {
              // The compiler has put an OP_RETURN of all results behind every tail call.
              frame.pc = pc;
              frame.tail = callOther(context, function, arguments);
              frame.pc = Frame.NOT_NOTED;
              frame.top = a;
            }
          }
          case Lua.OP_RETURN -> {
            int w = frame.words[pc - 1];
            context.charge(pc - charged);
            charged = pc;
            int b = w >>> 23;
            Varargs results =
                switch (b) {
                  case 0 -> join(context, registers, a, frame.top, frame.tail);
                  case 1 -> LuaValue.NONE;
                  case 2 -> registers[a];
                  default -> copyOf(registers, a, b - 1);
                };
            close(frame.open, 0);
            context.leaveCall(frame.slots());
            Frame caller = frame.caller;
            if (frame.entry || caller == null) {
              context.top = caller;
              frame.tail = results;
              return null;
            }
            int call = caller.words[caller.pc - 1];
            int target = (call >> 6) & 0xff;
            int c = (call >> 14) & 0x1ff;
            if (c == 2) {
              caller.registers[target] = b == 2 ? registers[a] : results.arg1();
            } else if (c == 0) {
              caller.tail = results;
              caller.top = target;
            } else {
              store(caller.registers, target, c - 1, results);
            }
            return caller;
          }
          case Lua.OP_FORLOOP -> {
            int w = frame.words[pc - 1];
            if (forLoop(registers, a)) {
              int offset = (w >>> 14) - MAX_ARG_SBX;
              if (pc - charged >= BATCH) {
                context.charge(pc - charged);
                charged = pc;
              }
              charged += offset;
              pc += offset;
            }
          }
          case Lua.OP_FORPREP -> {
            int w = frame.words[pc - 1];
            forPrepare(context, registers, a);
            int offset = (w >>> 14) - MAX_ARG_SBX;
            pc += offset;
            charged += offset;
          }
          case Lua.OP_TFORCALL -> {
            int w = frame.words[pc - 1];
            if (pc - charged >= BATCH) {
              context.charge(pc - charged);
              charged = pc;
            }
            iterate(context, registers, a, (w >> 14) & 0x1ff);
          }
          case Lua.OP_TFORLOOP -> {
            int w = frame.words[pc - 1];
            if (registers[a + 1] != LuaValue.NIL) {
              registers[a] = registers[a + 1];
              int offset = (w >>> 14) - MAX_ARG_SBX;
              if (pc - charged >= BATCH) {
                context.charge(pc - charged);
                charged = pc;
              }
              charged += offset;
              pc += offset;
            }
          }
          case Lua.OP_SETLIST -> {
            int w = frame.words[pc - 1];
            int block = (w >> 14) & 0x1ff;
            if (block == 0) {
              block = code[pc++] >>> 6;
            }
            int b = w >>> 23;
            int count = b == 0 ? frame.top - a - 1 : b;
            setList(
                context,
                registers,
                a,
                count,
                b == 0 ? frame.tail : LuaValue.NONE,
                (block - 1) * Lua.LFIELDS_PER_FLUSH);
            if (b == 0) {
              frame.tail = LuaValue.NONE;
            }
          }
          case Lua.OP_CLOSURE -> {
            int w = frame.words[pc - 1];
            registers[a] = capture(frame, w >>> 14);
          }
          case Lua.OP_VARARG -> {
            int w = frame.words[pc - 1];
            int b = w >>> 23;
            if (b == 0) {
              frame.tail = frame.varargs;
              frame.top = a;
            } else {
              for (int n = 1; n < b; n++) {
                registers[a + n - 1] = frame.varargs.arg(n);
              }
            }
          }
          default -> throw new IllegalStateException("opcode " + (i & 0x3f));
        }
      }
    } catch (LuaError error) {
      context.charge(pc - charged);
      throw raise(context, error, frame, pc - 1);
    }
  }

  private static Frame enter(
      LuaContext context,
      @Nullable Frame caller,
      boolean entry,
      Closure callee,
      LuaValue[] from,
      int first,
      int count) {
    Prototype p = callee.prototype;
    Varargs extra = extra(p, from, first, count);
    context.enterCall(slots(p, extra));
    return new Frame(caller, entry, callee, registers(p, from, first, count), extra);
  }

  private static Frame enter(
      LuaContext context,
      @Nullable Frame caller,
      boolean entry,
      Closure callee,
      Varargs arguments) {
    Prototype p = callee.prototype;
    Varargs extra = extra(context, p, arguments);
    context.enterCall(slots(p, extra));
    return new Frame(caller, entry, callee, registers(p, arguments), extra);
  }

  /** Registers from first up to top and then the tail, which is used up by that. */
  private static Varargs tailed(LuaContext context, Frame frame, int first) {
    Varargs arguments = join(context, frame.registers, first, frame.top, frame.tail);
    frame.tail = LuaValue.NONE;
    return arguments;
  }

  /**
   * How far a jump behind a comparison goes, itself included, if it goes forward and closes
   * nothing; otherwise 0, and it is for the loop to execute.
   */
  private static int ahead(int jump) {
    int offset = (jump >>> 14) - MAX_ARG_SBX;
    return offset >= 0 && (jump & 0x3fc0) == 0 ? offset + 1 : 0;
  }

  private static boolean isTrue(LuaValue value) {
    return value != LuaValue.NIL && value != LuaValue.FALSE;
  }

  /** Calls the iterator of a generic {@code for}; the commonest ones without a call. */
  private static void iterate(LuaContext context, LuaValue[] registers, int a, int count) {
    if (registers[a] instanceof HostFunction host && registers[a + 1] instanceof Table table) {
      if (host.role() == HostFunction.Role.NEXT) {
        Operators.chargeKey(context, registers[a + 2]);
        int position = table.position(registers[a + 2]);
        if (position >= 0) {
          int next = table.following(position);
          context.charge(next == 0 ? table.positions() - position + 1 : next - position);
          registers[a + 3] = next == 0 ? LuaValue.NIL : table.keyAt(next);
          if (count > 1) {
            registers[a + 4] = next == 0 ? LuaValue.NIL : table.valueAt(next);
          }
          if (count > 2) {
            Arrays.fill(registers, a + 5, a + 3 + count, LuaValue.NIL);
          }
          return;
        }
      } else if (host.role() == HostFunction.Role.ELEMENTS
          && registers[a + 2] instanceof Real index) {
        int next = (int) index.value + 1;
        LuaValue value = table.get(next);
        if (value != LuaValue.NIL) {
          registers[a + 3] = new Real(next);
          if (count > 1) {
            registers[a + 4] = value;
          }
          if (count > 2) {
            Arrays.fill(registers, a + 5, a + 3 + count, LuaValue.NIL);
          }
          return;
        }
      }
    }
    Varargs results =
        context.call(registers[a], LuaValue.varargsOf(registers[a + 1], registers[a + 2]));
    for (int n = count; n > 0; n--) {
      registers[a + 2 + n] = results.arg(n);
    }
  }

  private static LuaValue operand(int index, LuaValue[] constants, LuaValue[] registers) {
    return index > 0xff ? constants[index & 0xff] : registers[index];
  }

  private static void store(LuaValue[] registers, int first, int count, Varargs values) {
    if (count == 1 && values instanceof LuaValue value) {
      // No values at all are an object like nil, but another one.
      registers[first] = value == LuaValue.NONE ? LuaValue.NIL : value;
      return;
    }
    for (int n = 0; n < count; n++) {
      registers[first + n] = values.arg(n + 1);
    }
  }

  /** Registers as varargs that stay as they are when the registers change. */
  private static Varargs copyOf(LuaValue[] registers, int first, int count) {
    return switch (count) {
      case 0 -> LuaValue.NONE;
      case 1 -> registers[first];
      case 2 -> LuaValue.varargsOf(registers[first], registers[first + 1]);
      default -> LuaValue.varargsOf(Arrays.copyOfRange(registers, first, first + count));
    };
  }

  /** Registers from first up to top, and then the tail. */
  private static Varargs join(
      LuaContext context, LuaValue[] registers, int first, int top, Varargs tail) {
    int count = top - first;
    if (count == 0) {
      return tail;
    }
    LuaValue[] values = room(context, count, tail);
    System.arraycopy(registers, first, values, 0, count);
    return LuaValue.varargsOf(values);
  }

  /**
   * An array whose end holds the tail. Always an array and never a chain of varargs: what a script
   * makes longer and longer would make LuaJ's recursion through the chain deeper and deeper.
   */
  private static LuaValue[] room(LuaContext context, int count, Varargs tail) {
    int more = tail.narg();
    if (more > MOST_VALUES - count) {
      throw ScriptError.inOperation("stack overflow");
    }
    context.charge(count + more);
    LuaValue[] values = new LuaValue[count + more];
    for (int n = 0; n < more; n++) {
      values[count + n] = tail.arg(n + 1);
    }
    return values;
  }

  private static Table newTable(LuaContext context, int i) {
    int arraySize = floatingByte(i >>> 23);
    int hashSize = floatingByte((i >> 14) & 0x1ff);
    if (arraySize + hashSize > 0) {
      context.reserve(4L * arraySize + 16L * hashSize);
    }
    return new Table(arraySize, hashSize);
  }

  /** Decodes a "floating point byte" (eeeeexxx) as the compiler encodes table sizes. */
  private static int floatingByte(int encoded) {
    int exponent = (encoded >> 3) & 0x1f;
    return exponent == 0 ? encoded : ((encoded & 7) + 8) << (exponent - 1);
  }

  /** Puts the registers behind the table's, and then the tail, into the table. */
  private static void setList(
      LuaContext context, LuaValue[] registers, int a, int count, Varargs tail, int offset) {
    Table table = (Table) registers[a];
    int more = tail == LuaValue.NONE ? 0 : tail.narg();
    context.charge((count + more) >> 3);
    table.ensureArray(context, offset + count + more);
    for (int n = 1; n <= count; n++) {
      table.put(offset + n, registers[a + n]);
    }
    for (int n = 1; n <= more; n++) {
      table.put(offset + count + n, tail.arg(n));
    }
  }

  private static void close(@Nullable Cell @Nullable [] open, int from) {
    if (open == null) {
      return;
    }
    for (int n = 0; n < open.length; n++) {
      Cell cell = open[n];
      if (cell != null && cell.isAtOrAbove(from)) {
        cell.close();
        open[n] = null;
      }
    }
  }

  private static Closure capture(Frame frame, int inner) {
    Prototype p = frame.closure.prototype.p[inner];
    Upvaldesc[] descriptions = p.upvalues;
    Cell[] upvalues = new Cell[descriptions.length];
    for (int n = 0; n < upvalues.length; n++) {
      int index = descriptions[n].idx;
      upvalues[n] =
          descriptions[n].instack && frame.open != null
              ? cell(frame.registers, frame.open, index)
              : frame.upvalues[index];
    }
    return new Closure(p, upvalues);
  }

  private static Cell cell(LuaValue[] registers, @Nullable Cell[] open, int index) {
    // One cell a register; a slot is emptied when its cell is closed.
    Cell cell = open[index];
    if (cell == null) {
      cell = new Cell(registers, index);
      open[index] = cell;
    }
    return cell;
  }

  private static void forPrepare(LuaContext context, LuaValue[] registers, int a) {
    Real initial = forNumber(context, registers[a], "initial value");
    Real limit = forNumber(context, registers[a + 1], "limit");
    Real step = forNumber(context, registers[a + 2], "step");
    registers[a] = new Real(initial.value - step.value);
    registers[a + 1] = limit;
    registers[a + 2] = step;
  }

  private static Real forNumber(LuaContext context, LuaValue value, String what) {
    if (Numbers.toNumber(context, value) instanceof Real number) {
      return number;
    }
    throw ScriptError.inOperation("'for' " + what + " must be a number");
  }

  private static boolean forLoop(LuaValue[] registers, int a) {
    double step = ((Real) registers[a + 2]).value;
    double next = ((Real) registers[a]).value + step;
    double limit = ((Real) registers[a + 1]).value;
    if (step > 0 ? next <= limit : limit <= next) {
      Real value = new Real(next);
      registers[a] = value;
      registers[a + 3] = value;
      return true;
    }
    return false;
  }

  /** What the script's error becomes when it leaves this function and those that wait for it. */
  private static ScriptError raise(LuaContext context, LuaError error, Frame innermost, int pc) {
    ScriptError raised =
        switch (error) {
          case ScriptError scriptError -> scriptError;
          case OperandFault fault -> {
            String message = wording(context, fault, innermost, pc);
            context.charge(message.length());
            yield ScriptError.inOperation(message);
          }
          default -> ScriptError.at(error.getMessageObject(), 1);
        };
    passes(context, raised, new CallSite(innermost.closure, pc, innermost.tailCalled));
    Frame frame = innermost;
    // Closures may outlive the calls and must not keep all their registers.
    close(frame.open, 0);
    while (!frame.entry && frame.caller != null) {
      frame = frame.caller;
      passes(context, raised, new CallSite(frame.closure, frame.pc - 1, frame.tailCalled));
      close(frame.open, 0);
    }
    context.top = frame.caller;
    return raised;
  }

  private static void passes(LuaContext context, ScriptError error, CallSite site) {
    // The position goes in front of a copy of the message.
    context.charge(error.bytesToCopy() >> 3);
    error.passes(site);
  }

  /** Puts the name of the operand into the message, where the instruction tells it. */
  private static String wording(LuaContext context, OperandFault fault, Frame frame, int pc) {
    // Finding a name goes through the code from its beginning.
    context.charge(pc >> 2);
    Prototype p = frame.closure.prototype;
    int i = p.code[pc];
    CallName name =
        switch (Lua.GET_OPCODE(i)) {
          case Lua.OP_GETTABUP -> upvalueName(fault, frame, Lua.GETARG_B(i));
          case Lua.OP_SETTABUP -> upvalueName(fault, frame, Lua.GETARG_A(i));
          case Lua.OP_CALL, Lua.OP_TAILCALL, Lua.OP_SETTABLE ->
              operandName(fault, frame, pc, Lua.GETARG_A(i));
          case Lua.OP_GETTABLE, Lua.OP_SELF, Lua.OP_LEN, Lua.OP_UNM ->
              operandName(fault, frame, pc, Lua.GETARG_B(i));
          case Lua.OP_CONCAT -> Names.ofRegister(p, pc, fault.register());
          case Lua.OP_ADD, Lua.OP_SUB, Lua.OP_MUL, Lua.OP_DIV, Lua.OP_MOD, Lua.OP_POW ->
              operandName(fault, frame, pc, Lua.GETARG_B(i), Lua.GETARG_C(i));
          default -> null;
        };
    return fault.wording(name);
  }

  /** Of the upvalue, unless it was a metamethod that has no such operation. */
  private static @Nullable CallName upvalueName(OperandFault fault, Frame frame, int index) {
    return frame.closure.upvalues[index].get() == fault.operand()
        ? Names.ofUpvalue(frame.closure.prototype, index)
        : null;
  }

  private static @Nullable CallName operandName(
      OperandFault fault, Frame frame, int pc, int... operands) {
    Prototype p = frame.closure.prototype;
    for (int operand : operands) {
      if (operand(operand, p.k, frame.registers) == fault.operand()) {
        // A constant has no name, it is one.
        return Lua.ISK(operand) ? null : Names.ofRegister(p, pc, operand);
      }
    }
    return null;
  }

  /** What an error becomes when it leaves a host function. */
  private static ScriptError raise(HostFunction host, LuaError error) {
    ScriptError raised =
        error instanceof ScriptError script ? script : ScriptError.of(error.getMessageObject());
    raised.passes(new HostCall(host));
    return raised;
  }

  /** Calls a host function with one to three arguments, if it takes them for its plain case. */
  private static @Nullable LuaValue plainly(
      LuaContext context, HostFunction host, LuaValue[] registers, int a, int b) {
    HostFunction.Plain plain = host.plain();
    if (plain == null) {
      return null;
    }
    try {
      LuaValue value =
          plain.call(
              context,
              registers[a + 1],
              b > 2 ? registers[a + 2] : LuaValue.NONE,
              b > 3 ? registers[a + 3] : LuaValue.NONE);
      if (value != null) {
        context.charge(1);
      }
      return value == LuaValue.NONE ? LuaValue.NIL : value;
    } catch (LuaError error) {
      throw raise(host, error);
    }
  }

  /** Calls a value that is no Lua function itself. */
  private static Varargs callOther(LuaContext context, LuaValue function, Varargs arguments) {
    context.charge(1);
    LuaValue callee = function;
    Varargs given = arguments;
    while (true) {
      if (callee instanceof HostFunction host) {
        Pinned pinned = context.pinned;
        long held = context.held;
        Varargs results;
        try {
          results = host.invoke(context, given);
        } catch (LuaError error) {
          throw raise(host, error);
        }
        context.pinned = pinned;
        context.held = held;
        return results;
      }
      if (callee instanceof Closure closure) {
        // Only as somebody's __call: it takes stack, so it counts.
        return context.call(closure, given);
      }
      if (callee instanceof LuaFunction) {
        throw new IllegalStateException("a function of LuaJ's: " + callee);
      }
      LuaValue handler = Operators.metamethod(context, callee, LuaValue.CALL);
      // A metamethod that is itself called by its metamethod counts for none, as in stock Lua.
      if (!(handler instanceof LuaFunction)) {
        throw new OperandFault("call", callee);
      }
      context.charge(1);
      LuaValue[] all = room(context, 1, given);
      all[0] = callee;
      given = LuaValue.varargsOf(all);
      callee = handler;
    }
  }
}
