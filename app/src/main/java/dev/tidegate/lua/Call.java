package dev.tidegate.lua;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** One call of a declared function, its arguments read and checked. */
public final class Call {

  private final LuaRuntime runtime;
  private final Arguments arguments;
  private final Signature signature;

  /** By the positions of the parameters; null for what is read late and was not asked for yet. */
  private final @Nullable Object[] values;

  Call(LuaRuntime runtime, Arguments arguments, Signature signature, @Nullable Object[] values) {
    this.runtime = runtime;
    this.arguments = arguments;
    this.signature = signature;
    this.values = values;
  }

  /** The run that calls. */
  public LuaRuntime runtime() {
    return runtime;
  }

  /**
   * The argument for a parameter of the function.
   *
   * @throws ScriptError where arguments are {@link Signature#readLate()} and this one is wrong
   */
  @SuppressWarnings("unchecked") // what a parameter has read is of its type
  public <T> T get(Parameter<T> parameter) {
    int index = signature.indexOf(parameter);
    Object value = values[index];
    if (value == null) {
      value = signature.readLate(runtime, arguments, index);
      values[index] = value;
    }
    return (T) value;
  }

  /**
   * What the function gives, or raises, when an argument that its declaration lets through turns
   * out to be wrong: the same as for those that it does not let through.
   *
   * @param why such as {@code 16, 24 or 32 bytes expected, got 5}
   * @throws ScriptError where the function raises its faults
   */
  public Varargs reject(Parameter<?> parameter, String why) {
    LuaValue first = signature.first();
    if (first == null) {
      throw arguments.error(signature.indexOf(parameter) + 1, why);
    }
    return fail(ErrorKind.INVALID, parameter.name() + ": " + why, false);
  }

  /** What the function gives when it fails for good: nil, or what its faults have, and an error. */
  public Varargs fail(ErrorKind kind, String message) {
    return fail(kind, message, false);
  }

  /** What the function gives when it fails: nil, or what its faults have, and an error. */
  public Varargs fail(ErrorKind kind, String message, boolean retryable) {
    LuaValue first = signature.first();
    return LuaValue.varargsOf(
        first == null ? LuaValue.NIL : first, ErrorValue.of(kind, message, retryable));
  }
}
