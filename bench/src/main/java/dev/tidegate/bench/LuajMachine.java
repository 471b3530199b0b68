package dev.tidegate.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaClosure;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.DebugLib;
import org.luaj.vm2.lib.jse.JsePlatform;

/** Stock LuaJ with its interpreter, as it is or with a library {@code debug} that counts. */
final class LuajMachine implements Machine {

  private final Supplier<Globals> environment;
  private final Globals compiler = JsePlatform.standardGlobals();
  private final Map<Program, Prototype> prototypes = new EnumMap<>(Program.class);
  private final Prototype trivial;

  private LuajMachine(Supplier<Globals> environment) {
    this.environment = environment;
    trivial = compile("trivial", "return 1".getBytes(StandardCharsets.UTF_8));
  }

  /** Nothing counts. */
  static LuajMachine plain() {
    return new LuajMachine(JsePlatform::standardGlobals);
  }

  /** Each instruction is counted, and nothing else is done for it. */
  static LuajMachine counting() {
    return new LuajMachine(() -> with(new Counting()));
  }

  /** Each instruction is counted, and LuaJ's own hook runs too: what most hosts do. */
  static LuajMachine countingAndCallingSuper() {
    return new LuajMachine(() -> with(new CountingAndCallingSuper()));
  }

  private static Globals with(DebugLib debug) {
    Globals globals = JsePlatform.standardGlobals();
    globals.load(debug);
    return globals;
  }

  private Prototype compile(String name, byte[] source) {
    try {
      return compiler.compilePrototype(new ByteArrayInputStream(source), name);
    } catch (IOException e) {
      throw new UncheckedIOException("compiling " + name, e);
    }
  }

  @Override
  public long run(Program program, int size) {
    Prototype prototype =
        prototypes.computeIfAbsent(program, each -> compile(each.title(), each.source()));
    LuaValue function = new LuaClosure(prototype, environment.get()).call();
    return function.call(LuaValue.valueOf(size)).checklong();
  }

  @Override
  public Object freshContext() {
    Globals globals = environment.get();
    new LuaClosure(trivial, globals).call();
    return globals;
  }

  @Override
  public void close() {}

  private static final class Counting extends DebugLib {

    private long left = Long.MAX_VALUE;

    @Override
    public void onInstruction(int pc, Varargs values, int top) {
      if (--left < 0) {
        throw new IllegalStateException("the budget is used up");
      }
    }

    @Override
    public void onCall(org.luaj.vm2.LuaFunction function) {}

    @Override
    public void onCall(LuaClosure closure, Varargs arguments, LuaValue[] stack) {}

    @Override
    public void onReturn() {}
  }

  private static final class CountingAndCallingSuper extends DebugLib {

    private long left = Long.MAX_VALUE;

    @Override
    public void onInstruction(int pc, Varargs values, int top) {
      if (--left < 0) {
        throw new IllegalStateException("the budget is used up");
      }
      super.onInstruction(pc, values, top);
    }
  }
}
