package dev.tidegate.lua.lib;

import dev.tidegate.lua.Arguments;
import dev.tidegate.lua.ByteBuilder;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.ScriptError;
import java.util.Arrays;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * {@code pack}, {@code packsize} and {@code unpack} of the table {@code string} (Lua 5.3 manual,
 * 6.4.2). Nothing is rounded on the way: a number that an option can't hold, and an integer that no
 * number is equal to, are errors.
 */
final class PackFunctions {

  /** The longest result that {@code packsize} tells, as in stock Lua. */
  private static final int LONGEST = Integer.MAX_VALUE;

  /** The price of an option. */
  private static final int OPTION_PRICE = 4;

  /** What a value takes while a list of them is made: a number, and two places. */
  private static final int BYTES_PER_VALUE = 32;

  private static final int FIRST_VALUES = 8;

  private PackFunctions() {}

  static Varargs size(LuaRuntime runtime, Arguments arguments) {
    PackFormat format = new PackFormat(arguments);
    Steps steps = new Steps(runtime);
    long total = 0;
    while (format.next(total)) {
      steps.add(OPTION_PRICE);
      if (format.kind() == PackFormat.Kind.COUNTED || format.kind() == PackFormat.Kind.TERMINATED) {
        throw arguments.error(1, "variable-length format");
      }
      total += (long) format.padding() + format.size();
      if (total > LONGEST) {
        throw arguments.error(1, "format result too large");
      }
    }
    steps.settle();
    return Numbers.of((double) total);
  }

  // Packing ---------------------------------------------------------------------------------------

  static Varargs pack(LuaRuntime runtime, Arguments arguments) {
    PackFormat format = new PackFormat(arguments);
    Steps steps = new Steps(runtime);
    ByteBuilder result = new ByteBuilder(runtime);
    int position = 1;
    while (format.next(result.length())) {
      steps.add(OPTION_PRICE);
      result.fill('\0', format.padding());
      switch (format.kind()) {
        case SIGNED -> appendSigned(result, format, arguments, ++position);
        case UNSIGNED -> appendUnsigned(result, format, arguments, ++position);
        case FLOAT -> {
          int bits = Float.floatToRawIntBits((float) arguments.number(++position));
          append(result, format, bits, 0);
        }
        case DOUBLE -> {
          long bits = Double.doubleToRawLongBits(arguments.number(++position));
          append(result, format, bits, 0);
        }
        case FIXED -> appendFixed(result, format, arguments, ++position);
        case COUNTED -> appendCounted(result, format, arguments, ++position);
        case TERMINATED -> appendTerminated(steps, result, arguments, ++position);
        case PADDING -> result.append((byte) 0);
        case ALIGNMENT, NOTHING -> {
          // No byte of its own.
        }
      }
    }
    steps.settle();
    return result.finish();
  }

  private static void appendSigned(
      ByteBuilder result, PackFormat format, Arguments arguments, int position) {
    long number = Integers.at(arguments, position);
    if (format.size() < Long.BYTES) {
      long limit = 1L << (Byte.SIZE * format.size() - 1);
      if (number < -limit || number >= limit) {
        throw arguments.error(position, "integer overflow");
      }
    }
    append(result, format, number, number < 0 ? -1 : 0);
  }

  private static void appendUnsigned(
      ByteBuilder result, PackFormat format, Arguments arguments, int position) {
    long number = Integers.at(arguments, position);
    if (format.size() < Long.BYTES && number >>> (Byte.SIZE * format.size()) != 0) {
      throw arguments.error(position, "unsigned overflow");
    }
    append(result, format, number, 0);
  }

  /** As many bytes of a number as the option has; those beyond the eighth are all the same. */
  private static void append(ByteBuilder result, PackFormat format, long number, int beyond) {
    int size = format.size();
    for (int i = 0; i < size; i++) {
      int place = format.isLittleEndian() ? i : size - 1 - i;
      result.append((byte) (place < Long.BYTES ? number >>> (Byte.SIZE * place) : beyond));
    }
  }

  private static void appendFixed(
      ByteBuilder result, PackFormat format, Arguments arguments, int position) {
    LuaString text = arguments.string(position);
    if (text.m_length > format.size()) {
      throw arguments.error(position, "string longer than given size");
    }
    result.append(text);
    result.fill('\0', format.size() - text.m_length);
  }

  private static void appendCounted(
      ByteBuilder result, PackFormat format, Arguments arguments, int position) {
    LuaString text = arguments.string(position);
    if (format.size() < Integer.BYTES && text.m_length >>> (Byte.SIZE * format.size()) != 0) {
      throw arguments.error(position, "string length does not fit in given size");
    }
    append(result, format, text.m_length, 0);
    result.append(text);
  }

  private static void appendTerminated(
      Steps steps, ByteBuilder result, Arguments arguments, int position) {
    LuaString text = arguments.string(position);
    steps.add(text.m_length);
    if (zero(text.m_bytes, text.m_offset, text.m_offset + text.m_length) >= 0) {
      throw arguments.error(position, "string contains zeros");
    }
    result.append(text);
    result.append((byte) 0);
  }

  /** The first zero byte between two indexes; -1 when there is none. */
  private static int zero(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == 0) {
        return i;
      }
    }
    return -1;
  }

  // Unpacking -------------------------------------------------------------------------------------

  static Varargs unpack(LuaRuntime runtime, Arguments arguments) {
    PackFormat format = new PackFormat(arguments);
    LuaString data = arguments.string(2);
    long start = Math.max(StringFunctions.position(arguments.integer(3, 1), data.m_length), 1) - 1;
    if (start > data.m_length) {
      throw arguments.error(3, "initial position out of string");
    }
    return new Unpacking(runtime, arguments, format, data, (int) start).run();
  }

  private static final class Unpacking {

    private final LuaRuntime runtime;
    private final Arguments arguments;
    private final PackFormat format;
    private final LuaString data;
    private final Steps steps;
    private LuaValue[] values = new LuaValue[FIRST_VALUES];
    private int count;
    private int offset;

    Unpacking(
        LuaRuntime runtime, Arguments arguments, PackFormat format, LuaString data, int start) {
      this.runtime = runtime;
      this.arguments = arguments;
      this.format = format;
      this.data = data;
      this.steps = new Steps(runtime);
      this.offset = start;
    }

    Varargs run() {
      while (format.next(offset)) {
        steps.add(OPTION_PRICE);
        require((long) format.padding() + format.size());
        offset += format.padding();
        switch (format.kind()) {
          case SIGNED -> add(Numbers.of(exact(signed())));
          case UNSIGNED -> add(Numbers.of(exact(unsigned())));
          case FLOAT -> add(Numbers.of(Float.intBitsToFloat((int) bits())));
          case DOUBLE -> add(Numbers.of(Double.longBitsToDouble(bits())));
          case FIXED -> add(part(offset, format.size()));
          case COUNTED -> addCounted();
          case TERMINATED -> addTerminated();
          case PADDING, ALIGNMENT, NOTHING -> {
            // Stands for no value.
          }
        }
        offset += format.size();
      }
      add(Numbers.of(offset + 1.0));
      steps.settle();
      runtime.reserve(8L * count);
      return LuaValue.varargsOf(Arrays.copyOf(values, count));
    }

    /** There must be so many bytes more. */
    private void require(long bytes) {
      if (bytes > data.m_length - offset) {
        throw arguments.error(2, "data string too short");
      }
    }

    private void add(LuaValue value) {
      if (count >= TableFunctions.MOST_RESULTS) {
        throw ScriptError.atCaller("too many results");
      }
      if (count == values.length) {
        runtime.hold((long) BYTES_PER_VALUE * count);
        values = Arrays.copyOf(values, 2 * count);
      }
      values[count++] = value;
    }

    private LuaString part(int from, int length) {
      int first = data.m_offset + from;
      return Substrings.of(runtime, data.m_bytes, first, first + length);
    }

    private void addCounted() {
      long length = unsigned();
      if (length < 0 || length > data.m_length - offset - format.size()) {
        throw arguments.error(2, "data string too short");
      }
      add(part(offset + format.size(), (int) length));
      offset += (int) length;
    }

    private void addTerminated() {
      int from = data.m_offset + offset;
      int end = zero(data.m_bytes, from, data.m_offset + data.m_length);
      if (end < 0) {
        steps.add(data.m_length - offset);
        throw arguments.error(2, "unfinished string for format 'z'");
      }
      steps.add(end - from);
      add(part(offset, end - from));
      offset += end - from + 1;
    }

    private int byteAt(int place) {
      int size = format.size();
      int at = offset + (format.isLittleEndian() ? place : size - 1 - place);
      return data.m_bytes[data.m_offset + at] & 0xff;
    }

    /** The eight least significant bytes of the option's, or fewer where it has fewer. */
    private long bits() {
      long bits = 0;
      for (int place = Math.min(format.size(), Long.BYTES) - 1; place >= 0; place--) {
        bits = bits << Byte.SIZE | byteAt(place);
      }
      return bits;
    }

    private long signed() {
      int unused = Math.max(Long.SIZE - Byte.SIZE * format.size(), 0);
      long number = bits() << unused >> unused;
      requireBeyond(number < 0 ? 0xff : 0);
      return number;
    }

    /** Of eight bytes the first bit is a sign all the same, as in Lua 5.3. */
    private long unsigned() {
      requireBeyond(0);
      return bits();
    }

    /** What the bytes beyond the eighth must be. */
    private void requireBeyond(int expected) {
      for (int place = Long.BYTES; place < format.size(); place++) {
        if (byteAt(place) != expected) {
          throw unrepresentable();
        }
      }
    }

    private double exact(long integer) {
      double number = (double) integer;
      // The largest long is cut back to itself when the number that it becomes is not equal to it.
      if (number == 0x1p63 || (long) number != integer) {
        throw unrepresentable();
      }
      return number;
    }

    private ScriptError unrepresentable() {
      return ScriptError.atCaller(format.size() + "-byte integer does not fit into a number");
    }
  }
}
