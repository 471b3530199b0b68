package dev.tidegate.lua.schema;

import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.Table;
import dev.tidegate.lua.Traced;
import dev.tidegate.lua.Tracer;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * Which properties and elements of one value a schema has evaluated, for the keywords that look at
 * the rest (JSON Schema 2020-12 Core, 11).
 */
final class Marks implements Traced {

  /** Marks that nobody asks for. */
  static final Marks OFF = new Marks();

  private final Table names = new Table();
  private final Table elements = new Table();
  private boolean allNames;
  private boolean allElements;
  private int first;

  boolean isOff() {
    return this == OFF;
  }

  void name(LuaRuntime runtime, LuaString name) {
    if (!isOff()) {
      names.put(runtime, name, LuaValue.TRUE);
    }
  }

  void allNames() {
    if (!isOff()) {
      allNames = true;
    }
  }

  void element(LuaRuntime runtime, int index) {
    if (!isOff()) {
      elements.put(runtime, index, LuaValue.TRUE);
    }
  }

  /** Marks the elements up to an index. */
  void first(int count) {
    if (!isOff()) {
      first = Math.max(first, count);
    }
  }

  void allElements() {
    if (!isOff()) {
      allElements = true;
    }
  }

  boolean hasName(LuaString name) {
    return allNames || !names.get(name).isnil();
  }

  boolean hasElement(int index) {
    return allElements || index <= first || !elements.get(index).isnil();
  }

  /** Adds what another schema has evaluated of the same value. */
  void add(LuaRuntime runtime, Marks other) {
    if (isOff() || other.isOff()) {
      return;
    }
    allNames |= other.allNames;
    allElements |= other.allElements;
    first = Math.max(first, other.first);
    copy(runtime, other.names, names);
    copy(runtime, other.elements, elements);
  }

  private static void copy(LuaRuntime runtime, Table from, Table to) {
    runtime.charge(from.positions());
    for (int at = from.following(0); at != 0; at = from.following(at)) {
      to.put(runtime, from.keyAt(at), LuaValue.TRUE);
    }
  }

  @Override
  public void trace(Tracer tracer) {
    tracer.values(names);
    tracer.values(elements);
  }
}
