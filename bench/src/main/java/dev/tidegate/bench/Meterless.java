package dev.tidegate.bench;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.Set;

/**
 * Loads Tidegate's engine once more, without its meter: each call that charges work is taken out of
 * the class files of the interpreter as they are loaded. What remains is the same code.
 */
final class Meterless extends ClassLoader {

  private static final String PRODUCT = "dev.tidegate.lua.";
  private static final String INTERPRETER = "dev.tidegate.lua.vm.";
  private static final String MACHINE = TidegateMachine.class.getName();

  private static final Set<String> METERS =
      Set.of(
          "dev/tidegate/lua/LuaRuntime",
          "dev/tidegate/lua/vm/LuaContext",
          "dev/tidegate/lua/vm/Meter");

  static {
    registerAsParallelCapable();
  }

  private Meterless(ClassLoader parent) {
    super("meterless", parent);
  }

  /** Tidegate's engine without a meter. */
  static Machine machine() {
    try {
      Class<?> type = new Meterless(Meterless.class.getClassLoader()).loadClass(MACHINE);
      return (Machine) type.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("loading the engine once more", e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(PRODUCT) && !name.equals(MACHINE) && !name.startsWith(MACHINE + "$")) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    byte[] bytes = read(name);
    byte[] code = name.startsWith(INTERPRETER) ? withoutCharges(bytes) : bytes;
    return defineClass(name, code, 0, code.length);
  }

  private byte[] read(String name) throws ClassNotFoundException {
    try (InputStream stream = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (stream == null) {
        throw new ClassNotFoundException(name);
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private static byte[] withoutCharges(byte[] bytes) {
    ClassFile files = ClassFile.of();
    return files.transformClass(
        files.parse(bytes),
        ClassTransform.transformingMethodBodies((code, element) -> {
          if (isCharge(element)) {
            code.pop2().pop();
          } else {
            code.with(element);
          }
        }));
  }

  private static boolean isCharge(CodeElement element) {
    return element instanceof InvokeInstruction call
        && call.name().equalsString("charge")
        && call.type().equalsString("(J)V")
        && METERS.contains(call.owner().asInternalName());
  }
}
