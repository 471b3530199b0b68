package dev.tidegate.lua;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Puts a module together from declared functions. The finished value is a frozen table.
 *
 * {@snippet :
 * LuaModule.named("greeting")
 *     .constant("LONGEST", 80)
 *     .function("hello", Signature.of(NAME).costing(10), call -> hello(call.get(NAME)))
 *     .build();
 * }
 */
public final class ModuleBuilder {

  private final String name;
  private final TableBuilder entries;
  private final List<UserdataType<?>> types = new ArrayList<>();
  private boolean global;

  ModuleBuilder(String name) {
    this.name = name;
    entries = new TableBuilder(name);
  }

  /** Makes it a global of every script, besides what {@code require} gives. */
  public ModuleBuilder global() {
    global = true;
    return this;
  }

  /** Adds a function, as {@link TableBuilder#function} does. */
  public ModuleBuilder function(
      String function, Signature signature, Function<Call, ? extends Varargs> body) {
    entries.function(function, signature, body);
    return this;
  }

  /** Adds a constant, which must be immutable. */
  public ModuleBuilder constant(String constant, LuaValue value) {
    entries.constant(constant, value);
    return this;
  }

  /** Adds a constant text. */
  public ModuleBuilder constant(String constant, String text) {
    entries.constant(constant, text);
    return this;
  }

  /** Adds a constant number. */
  public ModuleBuilder constant(String constant, double number) {
    entries.constant(constant, number);
    return this;
  }

  /** Adds a table within the module. */
  public ModuleBuilder table(String table, UnaryOperator<TableBuilder> content) {
    entries.table(table, content);
    return this;
  }

  /** Tells of a type of host object that the module's functions give. */
  public ModuleBuilder type(UserdataType<?> type) {
    types.add(type);
    return this;
  }

  /** The finished module. */
  public LuaModule build() {
    return new Declared(name, entries.build(), global, List.copyOf(types));
  }

  /**
   * The finished module, whose value is an object instead of a table.
   *
   * @param object immutable; its type is one of the module's
   */
  public LuaModule build(HostObject object) {
    if (entries.build().positions() > 0) {
      throw new IllegalStateException(name + " is an object and can't have functions as well");
    }
    return new Declared(name, object, global, List.copyOf(types));
  }

  private record Declared(
      String name, LuaValue value, boolean isGlobal, List<UserdataType<?>> types)
      implements LuaModule {}
}
