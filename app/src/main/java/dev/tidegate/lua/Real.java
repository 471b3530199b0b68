package dev.tidegate.lua;

import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaValue;

/**
 * A Lua number: an IEEE 754 double and nothing else (Lua 5.2 manual, 2.1). LuaJ's own two kinds
 * lose {@code -0.0} and make every operator ask which of them it has.
 */
public final class Real extends LuaNumber {

  /** The number. */
  public final double value;

  /** The audit in which this was seen last; takes room that the alignment leaves. */
  private int mark;

  /** Makes a number of any double, NaN and -0.0 too. */
  public Real(double value) {
    this.value = value;
  }

  /**
   * Notes that an audit has come by. Constants are shared by runs, so that two audits at once may
   * both count one.
   *
   * @return whether it had not been here yet
   */
  public boolean mark(int audit) {
    boolean first = mark != audit;
    mark = audit;
    return first;
  }

  @Override
  public double todouble() {
    return value;
  }

  @Override
  public int toint() {
    return (int) (long) value;
  }

  @Override
  public long tolong() {
    return (long) value;
  }

  @Override
  public boolean raweq(LuaValue other) {
    return other instanceof Real number && number.value == value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Real number && number.value == value;
  }

  @Override
  public int hashCode() {
    // 0.0 and -0.0 are equal.
    return Double.hashCode(value + 0.0);
  }

  @Override
  public String tojstring() {
    return Numbers.format(value);
  }
}
