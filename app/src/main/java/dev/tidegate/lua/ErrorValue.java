package dev.tidegate.lua;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * A structured error as a Lua value: the object that functions return beside nil. What it says
 * can't be changed; where it comes from is noted when a script makes it or when it is first raised.
 */
public final class ErrorValue extends HostObject implements Traced {

  /** The methods that every error value has. */
  public static final UserdataType<ErrorValue> TYPE =
      UserdataType.builder("errors.Error", ErrorValue.class)
          .method("message", Signature.of(), (error, call) -> encode(call.runtime(), error.message))
          .method("kind", Signature.of(), (error, call) -> encode(call.runtime(), error.kind))
          .method(
              "retryable",
              Signature.of(),
              (error, call) ->
                  error.retryable == null ? LuaValue.NIL : LuaValue.valueOf(error.retryable))
          .method("details", Signature.of(), (error, call) -> copyOfDetails(call.runtime(), error))
          .method("stack", Signature.of(), (error, call) -> stackText(call.runtime(), error))
          .metamethod("__concat", ErrorValue::concatenate)
          .text((runtime, error) -> encode(runtime, error.message))
          .build();

  private final String kind;
  private final String message;
  private final @Nullable String context;
  private final @Nullable Boolean retryable;
  private final @Nullable Table details;
  private @Nullable CallStack stack;

  private ErrorValue(
      String kind,
      String message,
      @Nullable String context,
      @Nullable Boolean retryable,
      @Nullable Table details,
      @Nullable CallStack stack) {
    super(TYPE);
    this.kind = kind;
    this.message = message;
    this.context = context;
    this.retryable = retryable;
    this.details = details;
    this.stack = stack;
  }

  /** An error of a known kind. */
  public static ErrorValue of(ErrorKind kind, String message, boolean retryable) {
    return new ErrorValue(kind.text(), message, null, retryable, null, null);
  }

  /**
   * An error of a known kind that tells more than its message.
   *
   * @param details nobody else's
   */
  public static ErrorValue of(ErrorKind kind, String message, boolean retryable, Table details) {
    return new ErrorValue(kind.text(), message, null, retryable, details, null);
  }

  /**
   * An error as a script makes it, which notes the calls under way.
   *
   * @param kind any text; empty when unset
   * @param retryable whether a retry makes sense; null when unset
   * @param details is copied; null for none
   */
  public static ErrorValue of(
      LuaRuntime runtime,
      String kind,
      String message,
      @Nullable Boolean retryable,
      @Nullable Table details) {
    return new ErrorValue(
        kind, message, null, retryable, DetailsCopy.of(runtime, details), runtime.callStack());
  }

  /**
   * An error that is the same but for a context, which {@link #text()} and the stack begin with and
   * the message does not. A context that this one has goes into the message of the new one.
   */
  public ErrorValue wrap(LuaRuntime runtime, String outer) {
    runtime.reserve(2L * (size() + outer.length()));
    return new ErrorValue(
        kind, text(), outer, retryable, details, stack == null ? runtime.callStack() : stack);
  }

  private static LuaString encode(LuaRuntime runtime, String text) {
    // A character takes up to three bytes.
    runtime.reserve(3L * text.length());
    return LuaText.encode(text);
  }

  private static LuaValue copyOfDetails(LuaRuntime runtime, ErrorValue error) {
    Table copy = DetailsCopy.of(runtime, error.details);
    return copy == null ? LuaValue.NIL : copy;
  }

  private static LuaString stackText(LuaRuntime runtime, ErrorValue error) {
    List<CallStack.Entry> entries = error.stack == null ? List.of() : error.stack.entries(runtime);
    long length = error.size();
    for (CallStack.Entry entry : entries) {
      length += entry.source().length() + entry.name().length();
    }
    runtime.reserve(6 * length);
    StringBuilder text = new StringBuilder(error.text());
    entries.forEach(entry -> text.append("\n  ").append(entry));
    return LuaText.encode(text.toString());
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

  /** The message, without the context of a wrapped error. */
  public String message() {
    return message;
  }

  /** All that it says: the context, where there is one, and the message. */
  public String text() {
    return context == null ? message : context + ": " + message;
  }

  /** How many characters {@link #text()} has, about. */
  public int size() {
    return (context == null ? 0 : context.length() + 2) + message.length();
  }

  /** Whether a retry makes sense; null when unset. */
  public @Nullable Boolean retryable() {
    return retryable;
  }

  /** What else the error carries, not to be changed; null when nothing. */
  public @Nullable Table details() {
    return details;
  }

  /** Where it comes from; null when it was never raised and no script has made it. */
  public @Nullable CallStack stack() {
    return stack;
  }

  /** Notes where it is raised, unless it is known where it comes from. */
  void raisedIn(List<ScriptError.Call> calls) {
    if (stack == null || !stack.isExact()) {
      stack = new CallStack(stack == null ? "unknown" : stack.thread(), calls);
    }
  }

  @Override
  public void trace(Tracer tracer) {
    tracer.bytes(2L * (kind.length() + size()));
    if (details != null) {
      tracer.values(details);
    }
    if (stack != null) {
      tracer.holder(stack);
    }
  }

  @Override
  public String tojstring() {
    return message;
  }
}
