package dev.tidegate.lua;

import java.util.Optional;
import java.util.function.BiFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The methods of one type of host object, in a frozen metatable that all runs share.
 *
 * @param <T> the objects' class
 */
public final class UserdataType<T extends HostObject> {

  private final String name;
  private final Class<T> type;
  private final Table metatable;

  private UserdataType(String name, Class<T> type, Table metatable) {
    this.name = name;
    this.type = type;
    this.metatable = metatable;
  }

  /** Starts a type; the name appears in messages such as {@code name expected}. */
  public static <T extends HostObject> Builder<T> builder(String name, Class<T> type) {
    return new Builder<>(name, type);
  }

  /** What messages and editors call it, such as {@code websocket.Client}. */
  public String name() {
    return name;
  }

  /** The value as an object of this type, where it is one. */
  public Optional<T> cast(LuaValue value) {
    return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
  }

  /** The metatable for the objects' {@code setmetatable}. */
  public Table metatable() {
    return metatable;
  }

  /**
   * What a method does.
   *
   * @param <T> the receiver's class
   */
  @FunctionalInterface
  public interface Method<T> {

    /** Does it; the arguments count from 1 after the receiver. */
    Varargs call(LuaRuntime runtime, T receiver, Arguments arguments);
  }

  /**
   * Collects the methods of a type.
   *
   * @param <T> the objects' class
   */
  public static final class Builder<T extends HostObject> {

    private final String name;
    private final Class<T> type;
    private final Table methods = new Table();
    private final Table metatable = new Table();

    private Builder(String name, Class<T> type) {
      this.name = name;
      this.type = type;
      // What getmetatable shows instead of the table itself.
      metatable.put("__metatable", LuaString.valueOf(name));
    }

    /**
     * Adds a method, called as {@code object:method(…)}.
     *
     * @param signature what it takes after the receiver, what it costs, and what a wrong argument
     *     does; that the receiver is wrong is always raised
     */
    public Builder<T> method(
        String method, Signature signature, BiFunction<T, Call, ? extends Varargs> body) {
      methods.put(
          method,
          HostFunction.method(
              method,
              signature,
              (runtime, arguments) -> {
                T receiver = receiver(arguments);
                return signature.invoke(
                    runtime, arguments.afterReceiver(), call -> body.apply(receiver, call));
              }));
      return this;
    }

    /** Adds a method that looks at its arguments itself. */
    public Builder<T> method(String method, Method<T> body) {
      methods.put(
          method,
          HostFunction.of(
              method,
              (runtime, arguments) ->
                  body.call(runtime, receiver(arguments), arguments.afterReceiver())));
      return this;
    }

    /** Sets the text that {@code tostring} gives. */
    public Builder<T> text(BiFunction<LuaRuntime, T, LuaString> text) {
      metatable.put(
          "__tostring",
          HostFunction.of(
              "__tostring", (runtime, arguments) -> text.apply(runtime, receiver(arguments))));
      return this;
    }

    /** Adds any other metamethod, such as {@code __concat}; it gets both operands. */
    public Builder<T> metamethod(String event, HostFunction.Body body) {
      metatable.put(event, HostFunction.of(event, body));
      return this;
    }

    /** The finished type. */
    public UserdataType<T> build() {
      metatable.put("__index", methods.freeze());
      return new UserdataType<>(name, type, metatable.freeze());
    }

    private T receiver(Arguments arguments) {
      LuaValue self = arguments.any(1);
      if (type.isInstance(self)) {
        return type.cast(self);
      }
      if (self instanceof HostObject) {
        throw arguments.error(1, name + " expected");
      }
      throw arguments.typeError(1, name);
    }
  }
}
