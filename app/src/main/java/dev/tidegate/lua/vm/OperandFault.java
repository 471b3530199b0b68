package dev.tidegate.lua.vm;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

/**
 * An operator was applied to a value that has no such operation. The interpreter turns it into the
 * script's error, since it alone knows how the script calls that value.
 */
final class OperandFault extends LuaError {

  private static final long serialVersionUID = 1L;

  private final String operation;
  private final transient LuaValue operand;

  /** The operation fits into "attempt to … a nil value". */
  OperandFault(String operation, LuaValue operand) {
    super("attempt to " + operation + " a " + operand.typename() + " value");
    this.operation = operation;
    this.operand = operand;
  }

  /** The message, with the name that the script has for the value, where it has one. */
  String wording(@Nullable String name) {
    String what = operand.typename() + " value";
    return "attempt to "
        + operation
        + (name == null ? " a " + what : " " + name + " (a " + what + ")");
  }

  LuaValue operand() {
    return operand;
  }

  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
