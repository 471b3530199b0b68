package dev.tidegate.lua.vm;

import dev.tidegate.lua.HostObject;
import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.Real;
import dev.tidegate.lua.ScriptError;
import dev.tidegate.lua.Table;
import java.util.Arrays;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * The operators of Lua 5.2 (manual, 2.4 and 3.4) over LuaJ's values. LuaJ's own are not used: they
 * dispatch to static metatables and run functions without a meter. Longer than a usual class,
 * because the operators are one table of the manual.
 */
@SuppressWarnings("ReferenceEquality") // rawEqual starts with identity, as the language does
final class Operators {

  /**
   * How many {@code __index} or {@code __newindex} tables may follow each other (Lua 5.2 {@code
   * MAXTAGLOOP}).
   */
  private static final int CHAIN_LIMIT = 100;

  /** From this many bytes on, looking up a key costs more than the instruction that does it. */
  private static final int LONG_KEY = 256;

  private Operators() {}

  static LuaValue add(LuaContext context, LuaValue a, LuaValue b) {
    if (a instanceof Real x && b instanceof Real y) {
      return new Real(x.value + y.value);
    }
    return arithmetic(context, Arithmetic.ADD, a, b);
  }

  static LuaValue subtract(LuaContext context, LuaValue a, LuaValue b) {
    if (a instanceof Real x && b instanceof Real y) {
      return new Real(x.value - y.value);
    }
    return arithmetic(context, Arithmetic.SUB, a, b);
  }

  static LuaValue multiply(LuaContext context, LuaValue a, LuaValue b) {
    if (a instanceof Real x && b instanceof Real y) {
      return new Real(x.value * y.value);
    }
    return arithmetic(context, Arithmetic.MUL, a, b);
  }

  static LuaValue divide(LuaContext context, LuaValue a, LuaValue b) {
    if (a instanceof Real x && b instanceof Real y) {
      return new Real(x.value / y.value);
    }
    return arithmetic(context, Arithmetic.DIV, a, b);
  }

  static LuaValue modulo(LuaContext context, LuaValue a, LuaValue b) {
    if (a instanceof Real x && b instanceof Real y) {
      int i = (int) x.value;
      int j = (int) y.value;
      // The remainder of a negative number could be -0.
      if (i == x.value && j == y.value && i > 0 && j > 0) {
        return new Real(i % j);
      }
      return new Real(Arithmetic.modulo(x.value, y.value));
    }
    return arithmetic(context, Arithmetic.MOD, a, b);
  }

  static LuaValue power(LuaContext context, LuaValue a, LuaValue b) {
    if (a instanceof Real x && b instanceof Real y) {
      return new Real(Numbers.power(x.value, y.value));
    }
    return arithmetic(context, Arithmetic.POW, a, b);
  }

  /** Any arithmetic, with conversion of strings and with metamethods. */
  static LuaValue arithmetic(LuaContext context, Arithmetic operation, LuaValue a, LuaValue b) {
    LuaValue left = Numbers.toNumber(context, a);
    if (!left.isnil()) {
      LuaValue right = Numbers.toNumber(context, b);
      if (!right.isnil()) {
        return Numbers.of(operation.apply(left.todouble(), right.todouble()));
      }
    }
    LuaValue handler = handler(context, operation.event(), a, b);
    if (handler.isnil()) {
      throw new OperandFault("perform arithmetic on", Numbers.toNumber(context, a).isnil() ? a : b);
    }
    return context.call(handler, LuaValue.varargsOf(a, b)).arg1();
  }

  static LuaValue negate(LuaContext context, LuaValue a) {
    if (a instanceof Real number) {
      return new Real(-number.value);
    }
    return arithmetic(context, Arithmetic.UNM, a, a);
  }

  static LuaValue length(LuaContext context, LuaValue a) {
    if (a instanceof LuaString string) {
      return new Real(string.m_length);
    }
    if (a instanceof Table table) {
      Table metatable = table.metatable();
      LuaValue handler = metatable == null ? LuaValue.NIL : metatable.metamethod(Table.LEN_EVENT);
      return handler == LuaValue.NIL
          ? new Real(table.length())
          : context.call(handler, LuaValue.varargsOf(a, a)).arg1();
    }
    LuaValue handler = metamethod(context, a, LuaValue.LEN);
    if (handler == LuaValue.NIL) {
      throw new OperandFault("get length of", a);
    }
    return context.call(handler, LuaValue.varargsOf(a, a)).arg1();
  }

  static boolean rawEqual(LuaContext context, LuaValue a, LuaValue b) {
    if (a == b) {
      return true;
    }
    if (a instanceof Real x) {
      return b instanceof Real y && x.value == y.value;
    }
    if (a instanceof LuaString x && b instanceof LuaString y && x.m_length == y.m_length) {
      context.charge(x.m_length >> 4);
      return x.raweq(y);
    }
    return false;
  }

  static boolean equal(LuaContext context, LuaValue a, LuaValue b) {
    if (a instanceof Real x) {
      // A NaN is one object and yet not equal to itself.
      return b instanceof Real y && x.value == y.value;
    }
    if (a == b) {
      return true;
    }
    if (a instanceof LuaString) {
      return rawEqual(context, a, b);
    }
    boolean comparable =
        (a instanceof Table && b instanceof Table)
            || (a instanceof HostObject && b instanceof HostObject);
    if (!comparable) {
      return false;
    }
    LuaValue handler = sharedHandler(context, LuaValue.EQ, a, b);
    return handler != LuaValue.NIL
        && context.call(handler, LuaValue.varargsOf(a, b)).arg1().toboolean();
  }

  static boolean lessThan(LuaContext context, LuaValue a, LuaValue b) {
    if (a instanceof Real x && b instanceof Real y) {
      return x.value < y.value;
    }
    if (a instanceof LuaString x && b instanceof LuaString y) {
      return compare(context, x, y) < 0;
    }
    LuaValue handler = handler(context, LuaValue.LT, a, b);
    if (handler.isnil()) {
      throw incomparable(a, b);
    }
    return context.call(handler, LuaValue.varargsOf(a, b)).arg1().toboolean();
  }

  static boolean lessOrEqual(LuaContext context, LuaValue a, LuaValue b) {
    if (a instanceof Real x && b instanceof Real y) {
      return x.value <= y.value;
    }
    if (a instanceof LuaString x && b instanceof LuaString y) {
      return compare(context, x, y) <= 0;
    }
    LuaValue handler = handler(context, LuaValue.LE, a, b);
    if (!handler.isnil()) {
      return context.call(handler, LuaValue.varargsOf(a, b)).arg1().toboolean();
    }
    handler = handler(context, LuaValue.LT, b, a);
    if (handler.isnil()) {
      throw incomparable(a, b);
    }
    return !context.call(handler, LuaValue.varargsOf(b, a)).arg1().toboolean();
  }

  private static int compare(LuaContext context, LuaString a, LuaString b) {
    context.charge(Math.min(a.m_length, b.m_length) >> 4);
    return Arrays.compareUnsigned(
        a.m_bytes,
        a.m_offset,
        a.m_offset + a.m_length,
        b.m_bytes,
        b.m_offset,
        b.m_offset + b.m_length);
  }

  private static ScriptError incomparable(LuaValue a, LuaValue b) {
    String left = a.typename();
    String right = b.typename();
    return ScriptError.inOperation(
        left.equals(right)
            ? "attempt to compare two " + left + " values"
            : "attempt to compare " + left + " with " + right);
  }

  /** Concatenates registers {@code from} to {@code to}, from the right. */
  static LuaValue concat(LuaContext context, LuaValue[] registers, int from, int to) {
    boolean plain = true;
    for (int i = from; i <= to && plain; i++) {
      plain = registers[i] instanceof LuaString || registers[i] instanceof Real;
    }
    if (plain) {
      long total = 0;
      for (int i = from; i <= to; i++) {
        // Only now: a metamethod would get the number itself.
        registers[i] = text(context, registers[i]);
        total += registers[i].rawlen();
      }
      return join(context, registers, from, to, total);
    }
    // In the registers, where the audit sees what has been joined so far.
    for (int i = to - 1; i >= from; i--) {
      registers[i] = concat(context, registers, i);
    }
    return registers[from];
  }

  private static LuaValue concat(LuaContext context, LuaValue[] registers, int left) {
    LuaValue a = registers[left];
    LuaValue b = registers[left + 1];
    if (a.isstring() && b.isstring()) {
      LuaValue[] pair = {text(context, a), text(context, b)};
      return join(context, pair, 0, 1, (long) pair[0].rawlen() + pair[1].rawlen());
    }
    LuaValue handler = handler(context, LuaValue.CONCAT, a, b);
    if (handler.isnil()) {
      int register = a.isstring() ? left + 1 : left;
      throw new OperandFault("concatenate", registers[register], register);
    }
    return context.call(handler, LuaValue.varargsOf(a, b)).arg1();
  }

  private static LuaValue text(LuaContext context, LuaValue value) {
    return value instanceof Real number ? Numbers.toText(context, number) : value;
  }

  private static LuaString join(
      LuaContext context, LuaValue[] strings, int from, int to, long total) {
    context.reserve(total);
    byte[] bytes = new byte[(int) total];
    int position = 0;
    for (int i = from; i <= to; i++) {
      LuaString string = (LuaString) strings[i];
      System.arraycopy(string.m_bytes, string.m_offset, bytes, position, string.m_length);
      position += string.m_length;
    }
    return LuaString.valueUsing(bytes, 0, bytes.length);
  }

  /** Pays for a key that is looked up by other ways than an operator's. */
  static void chargeKey(LuaContext context, LuaValue key) {
    if (key instanceof LuaString string && string.m_length >= LONG_KEY) {
      context.charge(string.m_length >> 3);
    }
  }

  static LuaValue index(LuaContext context, LuaValue object, LuaValue key) {
    if (object instanceof Table table) {
      LuaValue value = rawGet(context, table, key);
      if (value != LuaValue.NIL || table.metatable() == null) {
        return value;
      }
    } else if (object instanceof LuaString && key instanceof LuaString name) {
      LuaValue method = context.stringMethod(name);
      if (method != LuaValue.NIL) {
        context.charge(1);
        return method;
      }
    }
    return indexByMetatable(context, object, key);
  }

  private static LuaValue rawGet(LuaContext context, Table table, LuaValue key) {
    if (key instanceof LuaString string) {
      // A table compares the bytes of a long key with those of the one that it finds.
      if (string.m_length >= LONG_KEY) {
        context.charge(string.m_length >> 3);
      }
      return table.get(string);
    }
    return key instanceof Real number ? table.get(number) : table.get(key);
  }

  private static LuaValue indexByMetatable(LuaContext context, LuaValue object, LuaValue key) {
    LuaValue current = object;
    for (int hops = 0; hops < CHAIN_LIMIT; hops++) {
      LuaValue handler;
      if (current instanceof Table table) {
        LuaValue value = rawGet(context, table, key);
        if (value != LuaValue.NIL) {
          return value;
        }
        Table metatable = table.metatable();
        handler = metatable == null ? LuaValue.NIL : metatable.metamethod(Table.INDEX_EVENT);
        if (handler == LuaValue.NIL) {
          return LuaValue.NIL;
        }
      } else {
        handler = metamethod(context, current, LuaValue.INDEX);
        if (handler == LuaValue.NIL) {
          throw new OperandFault("index", current);
        }
      }
      if (handler instanceof LuaFunction) {
        return context.call(handler, LuaValue.varargsOf(current, key)).arg1();
      }
      context.charge(1);
      current = handler;
    }
    throw ScriptError.inOperation("loop in gettable");
  }

  static void setIndex(LuaContext context, LuaValue object, LuaValue key, LuaValue value) {
    if (object instanceof Table table) {
      Table metatable = table.metatable();
      if (metatable == null || metatable.metamethod(Table.NEWINDEX_EVENT) == LuaValue.NIL) {
        rawSet(context, table, key, value);
        return;
      }
    }
    setIndexByMetatable(context, object, key, value);
  }

  private static void setIndexByMetatable(
      LuaContext context, LuaValue object, LuaValue key, LuaValue value) {
    LuaValue current = object;
    for (int hops = 0; hops < CHAIN_LIMIT; hops++) {
      LuaValue handler;
      if (current instanceof Table table) {
        Table metatable = table.metatable();
        handler = metatable == null ? LuaValue.NIL : metatable.metamethod(Table.NEWINDEX_EVENT);
        if (handler == LuaValue.NIL || rawGet(context, table, key) != LuaValue.NIL) {
          rawSet(context, table, key, value);
          return;
        }
      } else {
        handler = metamethod(context, current, LuaValue.NEWINDEX);
        if (handler == LuaValue.NIL) {
          throw new OperandFault("index", current);
        }
      }
      if (handler instanceof LuaFunction) {
        context.call(handler, LuaValue.varargsOf(current, key, value));
        return;
      }
      context.charge(1);
      current = handler;
    }
    throw ScriptError.inOperation("loop in settable");
  }

  static void rawSet(LuaContext context, Table table, LuaValue key, LuaValue value) {
    if (key instanceof LuaString string) {
      if (string.m_length >= LONG_KEY) {
        context.charge(string.m_length >> 3);
      }
      table.put(context, string, value);
    } else {
      table.put(context, key, value);
    }
  }

  /** The metamethod of one value for an event, or nil. */
  static LuaValue metamethod(LuaContext context, LuaValue value, LuaString event) {
    Table metatable = context.metatableOf(value);
    return metatable == null ? LuaValue.NIL : metatable.get(event);
  }

  private static LuaValue handler(LuaContext context, LuaString event, LuaValue a, LuaValue b) {
    LuaValue handler = metamethod(context, a, event);
    return handler.isnil() ? metamethod(context, b, event) : handler;
  }

  /** The metamethod that both values agree on, as {@code ==} wants it. */
  private static LuaValue sharedHandler(
      LuaContext context, LuaString event, LuaValue a, LuaValue b) {
    LuaValue handler = metamethod(context, a, event);
    return !handler.isnil() && rawEqual(context, handler, metamethod(context, b, event))
        ? handler
        : LuaValue.NIL;
  }
}
