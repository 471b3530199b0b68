package dev.tidegate.lua.vm;

import org.luaj.vm2.LuaValue;

/**
 * A variable that closures share (an upvalue): a register of a running function until that is done
 * with it.
 */
final class Cell {

  private LuaValue[] registers;
  private int index;

  /** The audit in which this was seen last. */
  int mark;

  Cell(LuaValue[] registers, int index) {
    this.registers = registers;
    this.index = index;
  }

  LuaValue get() {
    return registers[index];
  }

  void set(LuaValue value) {
    registers[index] = value;
  }

  /** Where the variable is: alone, or among the registers of a call that has not returned. */
  LuaValue[] registers() {
    return registers;
  }

  boolean isAtOrAbove(int register) {
    return index >= register;
  }

  /** Takes the variable out of the registers, so that these can go. */
  void close() {
    registers = new LuaValue[] {registers[index]};
    index = 0;
  }
}
