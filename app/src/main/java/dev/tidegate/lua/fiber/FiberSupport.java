package dev.tidegate.lua.fiber;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import jdk.internal.vm.ContinuationSupport;
import org.jspecify.annotations.Nullable;

/**
 * The fibers that this JVM can offer, and why they are not the best ones where they are not.
 *
 * @param fibers to make fibers with
 * @param kind what they are made of; never {@link FiberChoice#AUTO}
 * @param fallbackReason one line for the log when {@code AUTO} had to fall back, otherwise null
 */
public record FiberSupport(Fibers fibers, FiberChoice kind, @Nullable String fallbackReason) {

  private static final int JAVA_LINE = 25;
  private static final String PACKAGE = "jdk.internal.vm";

  /**
   * Checks what the JVM allows and chooses.
   *
   * @throws IllegalStateException when continuations are asked for and can't work here; the message
   *     names the flag, manifest line or version that is missing
   */
  public static FiberSupport choose(FiberChoice choice) {
    return choose(choice, obstacleHere());
  }

  static FiberSupport choose(FiberChoice choice, Optional<String> obstacle) {
    return switch (choice) {
      case VIRTUAL_THREAD -> virtualThreads(null);
      case AUTO ->
          obstacle
              .map(what -> virtualThreads("fibers fall back to virtual threads: " + what))
              .orElseGet(FiberSupport::continuations);
      case CONTINUATION -> {
        obstacle.ifPresent(what -> {
          throw new IllegalStateException("fibers can't be continuations: " + what);
        });
        yield continuations();
      }
    };
  }

  // Touches a class of the package only once it is known to be accessible: linking fails otherwise.
  private static Optional<String> obstacleHere() {
    boolean exported = Object.class.getModule().isExported(PACKAGE, FiberSupport.class.getModule());
    return obstacle(Runtime.version().feature(), exported, () -> ContinuationSupport.isSupported());
  }

  static Optional<String> obstacle(int javaLine, boolean exported, BooleanSupplier supported) {
    if (javaLine != JAVA_LINE) {
      return Optional.of("they need Java " + JAVA_LINE + ", this is Java " + javaLine);
    }
    if (!exported) {
      return Optional.of(
          "the JDK's package "
              + PACKAGE
              + " is closed; start java with --add-exports=java.base/"
              + PACKAGE
              + "=ALL-UNNAMED, or a jar whose manifest says Add-Exports: java.base/"
              + PACKAGE);
    }
    if (!supported.getAsBoolean()) {
      return Optional.of(
          "this JVM has none for " + System.getProperty("os.arch", "an unknown architecture"));
    }
    return Optional.empty();
  }

  private static FiberSupport continuations() {
    boolean checked = FiberSupport.class.desiredAssertionStatus();
    return new FiberSupport(new ContinuationFibers(checked), FiberChoice.CONTINUATION, null);
  }

  private static FiberSupport virtualThreads(@Nullable String reason) {
    return new FiberSupport(new VirtualThreadFibers(), FiberChoice.VIRTUAL_THREAD, reason);
  }
}
