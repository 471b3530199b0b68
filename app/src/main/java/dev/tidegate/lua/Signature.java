package dev.tidegate.lua;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * What a function takes, what a call of it costs, and what becomes of a wrong argument. Immutable.
 */
public final class Signature {

  /** Of functions that look at their arguments themselves. */
  static final Signature UNDECLARED = of(Parameter.rest());

  private final List<Parameter<?>> parameters;
  private final long units;
  private final int bytesPerUnit;
  private final @Nullable LuaValue first;
  private final boolean late;

  private Signature(
      List<Parameter<?>> parameters,
      long units,
      int bytesPerUnit,
      @Nullable LuaValue first,
      boolean late) {
    this.parameters = parameters;
    this.units = units;
    this.bytesPerUnit = bytesPerUnit;
    this.first = first;
    this.late = late;
  }

  /**
   * Parameters in their order. A wrong argument raises an error in the words of stock Lua; a call
   * costs nothing beyond what every call does.
   */
  public static Signature of(Parameter<?>... parameters) {
    List<Parameter<?>> all = List.of(parameters);
    for (int i = 0; i < all.size() - 1; i++) {
      if (all.get(i).isRest()) {
        throw new IllegalArgumentException("the rest comes last");
      }
    }
    return new Signature(all, 0, Integer.MAX_VALUE, null, false);
  }

  /** The same, with a price that is charged before the body runs: units of work. */
  public Signature costing(long fixed) {
    return new Signature(parameters, fixed, bytesPerUnit, first, late);
  }

  /**
   * The same, with a price that is charged before the body runs.
   *
   * @param fixed units of work for each call
   * @param bytes so many bytes of the arguments that are strings cost one unit more; positive
   */
  public Signature costing(long fixed, int bytes) {
    return new Signature(parameters, fixed, bytes, first, late);
  }

  /**
   * The same, but a wrong argument raises nothing: the call gives nil and an error of the kind
   * {@code INVALID}.
   */
  public Signature returningFaults() {
    return returningFaults(LuaValue.NIL);
  }

  /** Like {@link #returningFaults()} with another value in front of the error, such as false. */
  public Signature returningFaults(LuaValue value) {
    return new Signature(parameters, units, bytesPerUnit, value, late);
  }

  /**
   * The same, but an argument is read when the body first asks for it, and a wrong one is always
   * raised: for what has to be refused for another reason before anybody looks at the arguments.
   */
  public Signature readLate() {
    return new Signature(parameters, units, bytesPerUnit, first, true);
  }

  /** The parameters, in their order; the rest, if there is one, comes last. */
  public List<Parameter<?>> parameters() {
    return parameters;
  }

  /** What stands before the error where faults are returned; null where they are raised. */
  @Nullable LuaValue first() {
    return first;
  }

  int indexOf(Parameter<?> parameter) {
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).equals(parameter)) {
        return i;
      }
    }
    throw new IllegalArgumentException(parameter.name() + " is not a parameter of this function");
  }

  /** Charges the call, reads its arguments, and runs the body where all of them are right. */
  Varargs invoke(LuaRuntime runtime, Arguments arguments, Function<Call, ? extends Varargs> body) {
    runtime.charge(price(arguments));
    @Nullable Object[] values = new @Nullable Object[parameters.size()];
    Call call = new Call(runtime, arguments, this, values);
    for (int i = 0; i < values.length && !late; i++) {
      Parameter<?> parameter = parameters.get(i);
      Object value = read(parameter, runtime, arguments, i + 1);
      if (value == null) {
        return call.reject(parameter, mismatch(parameter, arguments, i + 1));
      }
      values[i] = value;
    }
    return body.apply(call);
  }

  /** An argument that the body asks for; only of a signature that is read late. */
  Object readLate(LuaRuntime runtime, Arguments arguments, int index) {
    Parameter<?> parameter = parameters.get(index);
    Object value = read(parameter, runtime, arguments, index + 1);
    if (value == null) {
      throw arguments.error(index + 1, mismatch(parameter, arguments, index + 1));
    }
    return value;
  }

  private static String mismatch(Parameter<?> parameter, Arguments arguments, int position) {
    return parameter.type().mismatch(arguments.any(position), position > arguments.count());
  }

  private static @Nullable Object read(
      Parameter<?> parameter, LuaRuntime runtime, Arguments arguments, int position) {
    if (parameter.isRest()) {
      return arguments.from(position);
    }
    LuaValue value = arguments.any(position);
    Object missing = parameter.missing(value, position > arguments.count());
    return missing != null ? missing : parameter.type().reader().read(runtime, value);
  }

  private long price(Arguments arguments) {
    if (bytesPerUnit == Integer.MAX_VALUE) {
      return units;
    }
    long bytes = 0;
    for (int i = 1; i <= Math.min(arguments.count(), parameters.size()); i++) {
      if (arguments.any(i) instanceof LuaString string) {
        bytes += string.m_length;
      }
    }
    return units + bytes / bytesPerUnit;
  }
}
