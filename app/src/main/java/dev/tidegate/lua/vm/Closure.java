package dev.tidegate.lua.vm;

import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.MeteredFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;

/**
 * A Lua function: bytecode and the variables that it has captured. Runs in {@link Interpreter} and
 * nowhere else.
 */
final class Closure extends MeteredFunction {

  final Prototype prototype;
  final Cell[] upvalues;

  /** The audit in which this was seen last. */
  int mark;

  Closure(Prototype prototype, Cell[] upvalues) {
    this.prototype = prototype;
    this.upvalues = upvalues;
  }

  /** A chunk's main function, whose one upvalue is {@code _ENV}. */
  static Closure ofChunk(Prototype prototype, LuaValue environment) {
    Cell[] upvalues = new Cell[prototype.upvalues.length];
    for (int i = 0; i < upvalues.length; i++) {
      upvalues[i] = new Cell(new LuaValue[] {i == 0 ? environment : NIL}, 0);
    }
    return new Closure(prototype, upvalues);
  }

  private String chunk() {
    return Compiler.displayName(LuaText.decode(prototype.source));
  }

  /** Where an instruction stands, as {@code chunk:line}. */
  String position(int pc) {
    int[] lines = prototype.lineinfo;
    String name = chunk();
    return name + ":" + (lines != null && pc < lines.length ? lines[pc] : "?");
  }

  /** What tracebacks call this function. */
  String describe() {
    return prototype.linedefined == 0
        ? "main chunk"
        : "function <" + chunk() + ":" + prototype.linedefined + ">";
  }

  @Override
  public String tojstring() {
    return "function: " + Integer.toHexString(System.identityHashCode(this));
  }
}
