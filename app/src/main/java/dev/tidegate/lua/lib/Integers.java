package dev.tidegate.lua.lib;

import dev.tidegate.lua.Arguments;

/** Arguments that must be integers of 64 bits, as functions of Lua 5.3 want them. */
final class Integers {

  private Integers() {}

  /** The argument, which must be whole and from -2^63 to less than 2^63: no double in it is cut. */
  static long at(Arguments arguments, int position) {
    double number = arguments.number(position);
    if (number != Math.rint(number) || number < -0x1p63 || number >= 0x1p63) {
      throw arguments.error(position, "number has no integer representation");
    }
    return (long) number;
  }
}
