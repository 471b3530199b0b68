package dev.tidegate.lua;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * A structured error as a Lua value: the object that functions return beside nil, with {@code
 * message()}, {@code kind()} and {@code retryable()}. Immutable.
 */
public final class ErrorValue extends HostObject implements Traced {

  /** The methods that every error value has. */
  public static final UserdataType<ErrorValue> TYPE =
      UserdataType.builder("errors.Error", ErrorValue.class)
          .method("message", (runtime, error, arguments) -> text(runtime, error.message))
          .method("kind", (runtime, error, arguments) -> text(runtime, error.kind))
          .method(
              "retryable",
              (runtime, error, arguments) ->
                  error.retryable == null ? LuaValue.NIL : LuaValue.valueOf(error.retryable))
          .metamethod("__concat", ErrorValue::concatenate)
          .text((runtime, error) -> text(runtime, error.message))
          .build();

  private final String kind;
  private final String message;
  private final @Nullable Boolean retryable;
  private final @Nullable Table details;

  private ErrorValue(
      String kind, String message, @Nullable Boolean retryable, @Nullable Table details) {
    super(TYPE);
    this.kind = kind;
    this.message = message;
    this.retryable = retryable;
    this.details = details;
  }

  /** An error of a known kind. */
  public static ErrorValue of(ErrorKind kind, String message, boolean retryable) {
    return new ErrorValue(kind.text(), message, retryable, null);
  }

  /**
   * An error as a script makes it: any kind text, and perhaps details, which are kept as they are.
   */
  public static ErrorValue of(
      String kind, String message, @Nullable Boolean retryable, @Nullable Table details) {
    return new ErrorValue(kind, message, retryable, details);
  }

  private static LuaString text(LuaRuntime runtime, String text) {
    // A character takes up to three bytes.
    runtime.reserve(3L * text.length());
    return LuaText.encode(text);
  }

  private static LuaString concatenate(LuaRuntime runtime, Arguments arguments) {
    LuaString left = runtime.toText(arguments.any(1));
    // The other operand's text may be made by a function of the script.
    runtime.pin(tracer -> tracer.values(left));
    LuaString right = runtime.toText(arguments.any(2));
    runtime.reserve((long) left.m_length + right.m_length);
    byte[] joined = new byte[left.m_length + right.m_length];
    System.arraycopy(left.m_bytes, left.m_offset, joined, 0, left.m_length);
    System.arraycopy(right.m_bytes, right.m_offset, joined, left.m_length, right.m_length);
    return LuaString.valueUsing(joined);
  }

  /** The kind's text, empty when unset. */
  public String kind() {
    return kind;
  }

  /** The message. */
  public String message() {
    return message;
  }

  /** Whether a retry makes sense; null when unset. */
  public @Nullable Boolean retryable() {
    return retryable;
  }

  /** What else the error carries; null when nothing. */
  public @Nullable Table details() {
    return details;
  }

  @Override
  public void trace(Tracer tracer) {
    tracer.bytes(2L * (kind.length() + message.length()));
    if (details != null) {
      tracer.values(details);
    }
  }

  @Override
  public String tojstring() {
    return message;
  }
}
