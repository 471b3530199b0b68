package dev.tidegate.lua.vm;

import dev.tidegate.lua.HostFunction;
import dev.tidegate.lua.HostObject;
import dev.tidegate.lua.Real;
import dev.tidegate.lua.Table;
import dev.tidegate.lua.Traced;
import dev.tidegate.lua.Tracer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LocVars;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.Varargs;

/**
 * One walk through everything that a run keeps alive, and its size. As this finds out what is
 * alive, it is also when entries of weak tables go (Lua 5.2 manual, 2.5.2).
 *
 * <p>Sizes are those of HotSpot's objects with compressed references. Numbers, tables, functions
 * and their variables carry the mark of the audit that saw them last; other objects are remembered
 * in a set.
 */
@SuppressWarnings("ReferenceEquality") // nil is one object
final class HeapAudit implements Tracer {

  private static final AtomicInteger LAST = new AtomicInteger();

  /** Things to look at between two breaths, which is well within a slice's time. */
  private static final int STRIDE = 10_000;

  /** After so many passes, what the keys of weak tables keep alive is taken as alive. */
  private static final int MOST_PASSES = 8;

  private static final int ARRAY = 16;
  private static final int REAL = 24;
  private static final int STRING = 32;
  private static final int CLOSURE = 24;
  private static final int CELL = 24;
  private static final int OBJECT = 48;
  private static final int PROTOTYPE = 160;
  private static final int VARIABLE = 32;

  private final int audit = LAST.incrementAndGet();
  private final Runnable breath;
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final ArrayDeque<Object> pending = new ArrayDeque<>();
  private final List<Table> weak = new ArrayList<>();
  private final List<Table> ephemerons = new ArrayList<>();
  private long bytes;
  private int strides;

  private HeapAudit(Runnable breath) {
    this.breath = breath;
  }

  /**
   * The size in bytes of all that the root keeps alive.
   *
   * @param breath is called now and then; may let other jobs go first, and of this one what comes
   *     from outside, but no task
   */
  static long measure(Traced root, Runnable breath) {
    HeapAudit audit = new HeapAudit(breath);
    root.trace(audit);
    audit.walk();
    audit.followKeys();
    audit.weak.forEach(audit::dropDead);
    return audit.bytes;
  }

  /** The size in bytes of a compiled function with all that are inside it. */
  static long sizeOf(Prototype prototype) {
    HeapAudit audit = new HeapAudit(() -> {});
    audit.prototype(prototype);
    return audit.bytes;
  }

  @Override
  public void bytes(long more) {
    bytes += more;
  }

  @Override
  public void holder(Traced holder) {
    if (seen.add(holder)) {
      pending.push(holder);
    }
  }

  @Override
  public void values(Varargs values) {
    if (values instanceof LuaValue value) {
      value(value);
      return;
    }
    int count = values.narg();
    for (int i = 1; i <= count; i++) {
      value(values.arg(i));
    }
  }

  private void value(LuaValue value) {
    switch (value) {
      case Real number -> {
        if (number.mark(audit)) {
          bytes += REAL;
        }
      }
      case LuaString string -> string(string);
      case Table table -> {
        if (table.mark(audit)) {
          bytes += table.bytes();
          pending.push(table);
        }
      }
      case Closure closure -> {
        if (closure.mark != audit) {
          closure.mark = audit;
          bytes += CLOSURE + ARRAY + 4L * closure.upvalues.length;
          pending.push(closure);
        }
      }
      case HostFunction function -> {
        Traced state = function.state();
        if (state != null && seen.add(function)) {
          bytes += OBJECT;
          pending.push(state);
        }
      }
      case Traced object -> {
        if (seen.add(object)) {
          bytes += OBJECT;
          pending.push(object);
        }
      }
      case HostObject object -> bytes += seen.add(object) ? OBJECT : 0;
      default -> {
        // Nil and the booleans, which are nobody's.
      }
    }
  }

  private void string(LuaString string) {
    // Strings may share their bytes: a part of a long one keeps all of it.
    if (seen.add(string.m_bytes)) {
      bytes += ARRAY + string.m_bytes.length;
      bytes += string.m_length == string.m_bytes.length ? STRING : 0;
    }
    // Of parts there may be very many.
    if (string.m_length < string.m_bytes.length && seen.add(string)) {
      bytes += STRING;
    }
  }

  private void walk() {
    for (Object next = pending.poll(); next != null; next = pending.poll()) {
      if (++strides % STRIDE == 0) {
        breath.run();
      }
      switch (next) {
        case Table table -> table(table);
        case Closure closure -> closure(closure);
        case Traced traced -> traced.trace(this);
        default -> throw new IllegalStateException("not to be walked through: " + next);
      }
    }
  }

  private void table(Table table) {
    Table metatable = table.metatable();
    if (metatable != null) {
      value(metatable);
    }
    boolean weakKeys = Weakness.ofKeys(metatable);
    boolean weakValues = Weakness.ofValues(metatable);
    if (weakKeys || weakValues) {
      weak.add(table);
      if (weakKeys && !weakValues) {
        ephemerons.add(table);
      }
    }
    int last = table.positions();
    for (int at = 1; at <= last; at++) {
      if (at % STRIDE == 0) {
        breath.run();
      }
      LuaValue value = table.valueAt(at);
      if (value == LuaValue.NIL) {
        continue;
      }
      if (!table.isElement(at) && !(weakKeys && Weakness.canDie(table.keyAt(at)))) {
        value(table.keyAt(at));
      }
      if (!(weakValues && Weakness.canDie(value)) && !(weakKeys && dies(table, at))) {
        value(value);
      }
    }
  }

  /** Whether the entry hangs on a key that nothing else is known to keep alive. */
  private boolean dies(Table table, int position) {
    return !table.isElement(position) && !isAlive(table.keyAt(position));
  }

  private boolean isAlive(LuaValue value) {
    return switch (value) {
      case Table table -> table.isMarked(audit);
      case Closure closure -> closure.mark == audit;
      case HostFunction function -> function.state() == null || seen.contains(function);
      case LuaValue other -> !Weakness.canDie(other) || seen.contains(other);
    };
  }

  /** A value whose key turns out to be alive is alive, and may keep other keys alive. */
  private void followKeys() {
    boolean found = true;
    for (int pass = 0; found; pass++) {
      found = false;
      for (Table table : ephemerons) {
        int last = table.positions();
        for (int at = 1; at <= last; at++) {
          LuaValue value = table.valueAt(at);
          if (value == LuaValue.NIL || table.isElement(at)) {
            continue;
          }
          if (pass >= MOST_PASSES) {
            value(table.keyAt(at));
          }
          if (isAlive(table.keyAt(at)) && !isAlive(value)) {
            value(value);
            found = true;
          }
        }
        breath.run();
      }
      walk();
    }
  }

  private void dropDead(Table table) {
    Table metatable = table.metatable();
    boolean weakKeys = Weakness.ofKeys(metatable);
    boolean weakValues = Weakness.ofValues(metatable);
    int last = table.positions();
    for (int at = 1; at <= last; at++) {
      LuaValue value = table.valueAt(at);
      boolean dead =
          value != LuaValue.NIL
              && ((weakKeys && dies(table, at)) || (weakValues && !isAlive(value)));
      if (dead) {
        table.removeAt(at);
      }
    }
  }

  private void closure(Closure closure) {
    prototype(closure.prototype);
    for (Cell cell : closure.upvalues) {
      cell(cell);
    }
  }

  private void cell(Cell cell) {
    if (cell.mark != audit) {
      cell.mark = audit;
      bytes += CELL;
      array(cell.registers());
    }
  }

  @Override
  public void array(LuaValue[] values) {
    if (seen.add(values)) {
      bytes += ARRAY + 4L * values.length;
      for (@Nullable LuaValue element : values) {
        // A call's register is null until the function uses it.
        if (element != null) {
          value(element);
        }
      }
    }
  }

  private void prototype(Prototype prototype) {
    if (!seen.add(prototype)) {
      return;
    }
    bytes += PROTOTYPE + 4L * (prototype.code.length + prototype.k.length);
    bytes += prototype.lineinfo == null ? 0 : 4L * prototype.lineinfo.length;
    bytes += VARIABLE * (long) prototype.upvalues.length;
    for (LuaValue constant : prototype.k) {
      value(constant);
    }
    if (prototype.locvars != null) {
      for (LocVars variable : prototype.locvars) {
        bytes += VARIABLE;
        string(variable.varname);
      }
    }
    // Not deeper than the compiler lets functions nest.
    for (Prototype inner : prototype.p) {
      prototype(inner);
    }
  }
}
