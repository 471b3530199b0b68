package dev.tidegate.lua;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Copies the details of an error, so that nobody can change them afterwards: numbers, texts,
 * booleans and tables of them. Anything else becomes its text, and so does a table in itself or
 * deeper than {@value #DEEPEST} levels. Metatables are ignored.
 */
final class DetailsCopy {

  /** How deep tables may be nested. */
  static final int DEEPEST = 32;

  /** The price of an entry. */
  private static final int ENTRY_PRICE = 5;

  private final LuaRuntime runtime;
  private final List<Table> ancestors = new ArrayList<>();

  private DetailsCopy(LuaRuntime runtime) {
    this.runtime = runtime;
  }

  /** The entries of the table that have a text as key; null when there are none. */
  static @Nullable Table of(LuaRuntime runtime, @Nullable Table given) {
    if (given == null) {
      return null;
    }
    Table copy = new Table();
    runtime.pin(tracer -> tracer.values(copy));
    new DetailsCopy(runtime).fill(copy, given);
    return copy.following(0) == 0 ? null : copy;
  }

  private void fill(Table copy, Table given) {
    ancestors.add(given);
    if (given.isMarkedAsObject()) {
      copy.markAsObject();
    }
    Varargs entry = TableWalk.next(runtime, given, LuaValue.NIL);
    while (!entry.arg1().isnil()) {
      runtime.charge(ENTRY_PRICE);
      LuaValue key = entry.arg1();
      if (isKept(key)) {
        put(copy, key, entry.arg(2));
      }
      entry = TableWalk.next(runtime, given, key);
    }
    ancestors.removeLast();
  }

  private boolean isKept(LuaValue key) {
    return key instanceof LuaString
        || (ancestors.size() > 1 && (key instanceof Real || key.isboolean()));
  }

  private void put(Table copy, LuaValue key, LuaValue value) {
    switch (value) {
      case LuaString string -> copy.put(runtime, key, string);
      case Real number -> copy.put(runtime, key, number);
      case Table table when isFree(table) -> {
        // In its place before it is filled, where the audit finds it.
        Table inner = new Table();
        copy.put(runtime, key, inner);
        fill(inner, table);
      }
      default -> copy.put(runtime, key, value.isboolean() ? value : text(value));
    }
  }

  @SuppressWarnings("ReferenceEquality") // a cycle is a matter of identity
  private boolean isFree(Table table) {
    return ancestors.size() < DEEPEST && ancestors.stream().noneMatch(other -> other == table);
  }

  private LuaString text(LuaValue value) {
    if (value instanceof ErrorValue error) {
      runtime.reserve(3L * error.text().length());
      return LuaText.encode(error.text());
    }
    return LuaText.encode(LuaText.describe(value));
  }
}
