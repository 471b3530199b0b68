package dev.tidegate.lua;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Collects the functions and constants of a module, or of a table within one. */
public final class TableBuilder {

  private final String path;
  private final Table entries = new Table();

  TableBuilder(String path) {
    this.path = path;
  }

  /**
   * Adds a function.
   *
   * @param name as scripts call it, such as {@code encode}
   * @param signature what it takes, what it costs, and what a wrong argument does
   * @param body what it does; may make the task wait
   */
  public TableBuilder function(
      String name, Signature signature, Function<Call, ? extends Varargs> body) {
    return entry(name, HostFunction.declared(path + "." + name, signature, body));
  }

  /** Adds a constant, which must be immutable. */
  public TableBuilder constant(String name, LuaValue value) {
    return entry(name, value);
  }

  /** Adds a constant text. */
  public TableBuilder constant(String name, String text) {
    return entry(name, LuaText.encode(text));
  }

  /** Adds a constant number. */
  public TableBuilder constant(String name, double number) {
    return entry(name, Numbers.of(number));
  }

  /** Adds a table within the table, such as {@code random} in {@code crypto.random.bytes}. */
  public TableBuilder table(String name, UnaryOperator<TableBuilder> content) {
    return entry(name, content.apply(new TableBuilder(path + "." + name)).build());
  }

  private TableBuilder entry(String name, LuaValue value) {
    LuaString key = LuaText.encode(name);
    if (!entries.get(key).isnil()) {
      throw new IllegalStateException(path + "." + name + " is declared twice");
    }
    entries.put(key, value);
    return this;
  }

  Table build() {
    return entries.freeze();
  }
}
