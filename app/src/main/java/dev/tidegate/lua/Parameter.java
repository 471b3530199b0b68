package dev.tidegate.lua;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A declared parameter of a function: its name, what it takes, and what stands for it where the
 * argument is left out. Immutable; a {@link Call} is asked with it for its value.
 *
 * @param <T> what the function's body gets
 */
public final class Parameter<T> {

  private final String name;
  private final ArgumentType<T> type;
  private final Place place;
  private final @Nullable T otherwise;

  private Parameter(String name, ArgumentType<T> type, Place place, @Nullable T otherwise) {
    this.name = name;
    this.type = type;
    this.place = place;
    this.otherwise = otherwise;
  }

  /** Whether an argument may be left out. */
  enum Place {
    REQUIRED,
    /** May be nil or absent. */
    OPTIONAL,
    /** May be absent, but not nil. */
    ABSENT_OR_GIVEN,
    /** All further arguments, however many. */
    REST
  }

  /** A parameter of a type of one's own. */
  public static <T> Parameter<T> of(String name, ArgumentType<T> type) {
    return new Parameter<>(name, type, Place.REQUIRED, null);
  }

  /** Bytes; a number does not count as a string. */
  public static Parameter<LuaString> string(String name) {
    return of(name, ArgumentType.STRING);
  }

  /** Bytes; a number is turned into its text, as stock Lua does. */
  public static Parameter<LuaString> stringOrNumber(String name) {
    return of(name, ArgumentType.STRING_OR_NUMBER);
  }

  /** Text; a number does not count as a string, and malformed UTF-8 becomes U+FFFD. */
  public static Parameter<String> text(String name) {
    return of(name, ArgumentType.TEXT);
  }

  /** One of several texts. */
  public static Parameter<String> oneOf(String name, String... texts) {
    return of(name, ArgumentType.oneOf(texts));
  }

  /** A number, or a string that reads as one. */
  public static Parameter<Double> number(String name) {
    return of(name, ArgumentType.NUMBER);
  }

  /** A number cut towards zero; beyond a long's range, the nearest long; not NaN. */
  public static Parameter<Long> integer(String name) {
    return integer(name, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /** A number cut towards zero that is then from the least to the most. */
  public static Parameter<Long> integer(String name, long least, long most) {
    return of(name, ArgumentType.integer(least, most));
  }

  /** A boolean, and nothing else in its place. */
  public static Parameter<Boolean> bool(String name) {
    return of(name, ArgumentType.BOOLEAN);
  }

  /** A table. */
  public static Parameter<Table> table(String name) {
    return of(name, ArgumentType.TABLE);
  }

  /** A function; a value with {@code __call} is not one. */
  public static Parameter<LuaFunction> function(String name) {
    return of(name, ArgumentType.FUNCTION);
  }

  /** Any value; nil where there is none. */
  public static Parameter<LuaValue> any(String name) {
    return new Parameter<>(name, ArgumentType.ANY, Place.OPTIONAL, LuaValue.NIL);
  }

  /**
   * A host object.
   *
   * @param type the name of its type, such as {@code websocket.Client}; the {@link UserdataType}
   *     itself may have methods with this parameter
   */
  public static <T extends HostObject> Parameter<T> object(
      String name, String type, Class<T> objects) {
    return of(name, ArgumentType.object(type, objects));
  }

  /** All further arguments; the last parameter. */
  public static Parameter<Varargs> rest() {
    return new Parameter<>(
        "...",
        new ArgumentType<>("any", "value", (runtime, value) -> value),
        Place.REST,
        LuaValue.NONE);
  }

  /** The same, but it may be left out or nil: the body then gets this. */
  public Parameter<T> orElse(T value) {
    return new Parameter<>(name, type, Place.OPTIONAL, value);
  }

  /** The same, but it may be left out or nil. */
  public Parameter<Optional<T>> optional() {
    ArgumentType<Optional<T>> wrapped =
        new ArgumentType<>(
            type.luaType(),
            type.expected(),
            (runtime, value) -> {
              T read = type.reader().read(runtime, value);
              return read == null ? null : Optional.of(read);
            });
    return new Parameter<>(name, wrapped, Place.OPTIONAL, Optional.empty());
  }

  /** The same as an optional one, but a nil that is given is as wrong as any other value. */
  public Parameter<T> butNotNil() {
    return new Parameter<>(name, type, Place.ABSENT_OR_GIVEN, otherwise);
  }

  /** How the documentation and messages call it; {@code ...} for the rest. */
  public String name() {
    return name;
  }

  /** What it takes. */
  public ArgumentType<T> type() {
    return type;
  }

  /** Whether it must be given. */
  public boolean isRequired() {
    return place == Place.REQUIRED;
  }

  /** Whether it stands for all further arguments. */
  public boolean isRest() {
    return place == Place.REST;
  }

  /** What the body gets where the argument may be missing and is; otherwise null. */
  @Nullable T missing(LuaValue value, boolean absent) {
    return switch (place) {
      case OPTIONAL -> value.isnil() ? otherwise : null;
      case ABSENT_OR_GIVEN -> absent ? otherwise : null;
      case REQUIRED, REST -> null;
    };
  }
}
