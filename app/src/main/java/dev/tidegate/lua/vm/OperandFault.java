package dev.tidegate.lua.vm;

import dev.tidegate.lua.ScriptError.CallName;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

/**
 * An operator was applied to a value that has no such operation. The interpreter turns it into the
 * script's error, since it alone knows how the script calls that value.
 */
final class OperandFault extends LuaError {

  private static final long serialVersionUID = 1L;

  private static final int UNKNOWN = -1;

  private final String operation;
  private final transient LuaValue operand;
  private final int register;

  /** The operation fits into "attempt to … a nil value". */
  OperandFault(String operation, LuaValue operand) {
    this(operation, operand, UNKNOWN);
  }

  /** With the register that the operand is in. */
  OperandFault(String operation, LuaValue operand, int register) {
    super("attempt to " + operation + " a " + operand.typename() + " value");
    this.operation = operation;
    this.operand = operand;
    this.register = register;
  }

  /** The message, with the name that the script has for the value, where it has one. */
  String wording(@Nullable CallName name) {
    String what = operand.typename() + " value";
    return "attempt to "
        + operation
        + (name == null ? " a " + what : " " + name + " (a " + what + ")");
  }

  /** The register that the operand is in; below 0 where the operator does not know. */
  int register() {
    return register;
  }

  LuaValue operand() {
    return operand;
  }

  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
