package dev.tidegate.lua;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * What values a parameter takes, and what the function's body gets of them.
 *
 * @param luaType how editors call it: {@code string}, {@code integer}, {@code fun(...)}, or the
 *     name of a type of host object
 * @param expected how messages call what would have been right, as in {@code string expected}
 * @param reader turns values into what the body gets
 * @param <T> what the body gets
 */
public record ArgumentType<T>(String luaType, String expected, Reader<T> reader) {

  /** The longest value that a message shows, in characters. */
  private static final int LONGEST_SHOWN = 40;

  /** Any value, nil included. */
  static final ArgumentType<LuaValue> ANY =
      new ArgumentType<>("any", "value", (runtime, value) -> value);

  /** A string, and no number in its place. */
  static final ArgumentType<LuaString> STRING =
      new ArgumentType<>(
          "string", "string", (runtime, value) -> value instanceof LuaString s ? s : null);

  /** A string, or a number that becomes one. */
  static final ArgumentType<LuaString> STRING_OR_NUMBER =
      new ArgumentType<>(
          "string|number",
          "string",
          (runtime, value) ->
              switch (value) {
                case LuaString string -> string;
                case Real number -> Numbers.toText(runtime, number);
                default -> null;
              });

  /** A string as Java text; malformed UTF-8 becomes U+FFFD. */
  static final ArgumentType<String> TEXT =
      new ArgumentType<>(
          "string",
          "string",
          (runtime, value) -> {
            if (!(value instanceof LuaString string)) {
              return null;
            }
            runtime.reserve(2L * string.m_length);
            return LuaText.decode(string);
          });

  /** A number, or a string that reads as one. */
  static final ArgumentType<Double> NUMBER =
      new ArgumentType<>(
          "number",
          "number",
          (runtime, value) ->
              Numbers.toNumber(runtime, value) instanceof Real number ? number.value : null);

  /** A boolean, and nothing else in its place. */
  static final ArgumentType<Boolean> BOOLEAN =
      new ArgumentType<>(
          "boolean",
          "boolean",
          (runtime, value) -> value.isboolean() ? (Boolean) value.toboolean() : null);

  /** A table. */
  static final ArgumentType<Table> TABLE =
      new ArgumentType<>("table", "table", (runtime, value) -> value instanceof Table t ? t : null);

  /** A function; a value with {@code __call} is not one. */
  static final ArgumentType<LuaFunction> FUNCTION =
      new ArgumentType<>(
          "function",
          "function",
          (runtime, value) -> value instanceof LuaFunction function ? function : null);

  /**
   * A number, cut towards zero, that is then within the range.
   *
   * @param least the smallest that is allowed
   * @param most the largest that is allowed
   */
  static ArgumentType<Long> integer(long least, long most) {
    boolean bounded = least > Long.MIN_VALUE || most < Long.MAX_VALUE;
    return new ArgumentType<>(
        "integer",
        bounded ? "number from " + least + " to " + most : "number",
        (runtime, value) ->
            Numbers.toNumber(runtime, value) instanceof Real number
                    && !Double.isNaN(number.value)
                    && (long) number.value >= least
                    && (long) number.value <= most
                ? (Long) (long) number.value
                : null);
  }

  /** One of several texts. */
  static ArgumentType<String> oneOf(String... texts) {
    List<String> all = List.of(texts);
    List<LuaString> bytes = Arrays.stream(texts).map(LuaText::encode).toList();
    String quoted = all.stream().map(text -> '"' + text + '"').collect(Collectors.joining("|"));
    return new ArgumentType<>(
        quoted,
        quoted.replace("|", " or "),
        (runtime, value) -> {
          int index = value instanceof LuaString string ? bytes.indexOf(string) : -1;
          return index < 0 ? null : all.get(index);
        });
  }

  /** An object of a class. */
  static <T extends HostObject> ArgumentType<T> object(String type, Class<T> objects) {
    return new ArgumentType<>(
        type, type, (runtime, value) -> objects.isInstance(value) ? objects.cast(value) : null);
  }

  /** What was wrong, as in {@code string expected, got nil}. */
  String mismatch(LuaValue value, boolean absent) {
    return expected + " expected, got " + (absent ? "no value" : describe(value));
  }

  /** The value itself where its type was right, otherwise its type. */
  private String describe(LuaValue value) {
    return switch (value) {
      case Real number when expected.startsWith("number") -> Numbers.format(number.value);
      case LuaString string when luaType.startsWith("\"") && string.m_length <= LONGEST_SHOWN ->
          '"' + LuaText.decode(string) + '"';
      default -> value.typename();
    };
  }

  /**
   * Turns a value into what a body gets.
   *
   * @param <T> what that is
   */
  @FunctionalInterface
  public interface Reader<T> {

    /** Reads the value; null when it is none of those that the parameter takes. */
    @Nullable T read(LuaRuntime runtime, LuaValue value);
  }
}
