package dev.tidegate.lua.fiber;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a JVM that was started with or without the flag offers. */
class FiberSupportIT {

  private static final String FLAG = "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED";

  @Test
  void falls_back_and_works_without_the_flag() throws Exception {
    assertThat(report(List.of(), FiberChoice.AUTO))
        .startsWith("VIRTUAL_THREAD works")
        .contains(FLAG)
        .contains("Add-Exports: java.base/jdk.internal.vm");
  }

  @Test
  void refuses_continuations_without_the_flag_and_names_it() throws Exception {
    assertThat(report(List.of(), FiberChoice.CONTINUATION))
        .startsWith("refused")
        .contains(FLAG)
        .contains("Add-Exports: java.base/jdk.internal.vm");
  }

  @Test
  void has_continuations_with_the_flag() throws Exception {
    assertThat(report(List.of(FLAG), FiberChoice.AUTO)).startsWith("CONTINUATION works null");
  }

  private static String report(List<String> flags, FiberChoice choice) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), choice.name()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var output = process.getInputStream()) {
      String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      return text;
    } finally {
      process.destroyForcibly();
    }
  }

  /** Chooses, tries one switch and tells. */
  static final class Main {
    private Main() {}

    public static void main(String[] args) {
      try {
        FiberSupport support = FiberSupport.choose(FiberChoice.valueOf(args[0]));
        Fiber fiber =
            support
                .fibers()
                .create(FiberScope.TASK, () -> support.fibers().suspend(FiberScope.TASK));
        boolean works = !fiber.resume() && fiber.resume();
        System.out.println(
            support.kind() + (works ? " works " : " fails ") + support.fallbackReason());
      } catch (IllegalStateException refused) {
        System.out.println("refused: " + refused.getMessage());
      }
    }
  }
}
