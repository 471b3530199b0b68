package dev.tidegate.architecture;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnionTypeTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Rules about what is written in a method's body.
 *
 * <p>They read the sources and not the class files, where a {@code try} with resources or a record
 * pattern looks like {@code catch (Throwable)} too.
 */
class SourceRulesTest {

  private static final Path SOURCES = Path.of("src/main/java");

  /** Catching one of these would also catch, and so swallow, what ends a run. */
  private static final Set<String> TOO_WIDE =
      Set.of(
          "Throwable",
          "Error",
          "Exception",
          "VirtualMachineError",
          "StackOverflowError",
          "OutOfMemoryError",
          "ThreadDeath");

  /** Where something wide is caught nevertheless, as {@code Class.method}, and why. */
  private static final Map<String, String> OUTERMOST_FRAMES =
      Map.of(
          "JobRun.slice", "the job's outermost frame: no Lua is below, a fault must end the job");

  /** A place in the sources, such as {@code dev.tidegate.lua.task.Strand.run}, and its text. */
  private record Finding(String packageName, String place, String text) {

    boolean inside(String root) {
      return packageName.equals(root) || packageName.startsWith(root + ".");
    }

    @Override
    public String toString() {
      return packageName + "." + place + ": " + text;
    }
  }

  private static final List<Finding> WIDE_CATCHES = new ArrayList<>();
  private static final List<Finding> MONITORS = new ArrayList<>();

  @BeforeAll
  static void read_the_sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      var paths = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertThat(paths).as("sources under %s", SOURCES.toAbsolutePath()).isNotEmpty();
      try (var manager =
          ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
        scan(manager.getJavaFileObjectsFromPaths(paths), WIDE_CATCHES, MONITORS);
      }
    }
  }

  @Test
  void the_sandbox_lets_what_ends_a_run_pass() {
    assertThat(WIDE_CATCHES)
        .filteredOn(finding ->
            finding.inside("dev.tidegate.lua") || finding.inside("dev.tidegate.websocket"))
        .filteredOn(finding -> !OUTERMOST_FRAMES.containsKey(finding.place()))
        .isEmpty();
  }

  @Test
  void every_exception_to_the_rule_is_still_needed() {
    assertThat(WIDE_CATCHES).extracting(Finding::place).containsAll(OUTERMOST_FRAMES.keySet());
  }

  @Test
  void no_monitor_is_held_where_lua_may_run() {
    assertThat(MONITORS).filteredOn(finding -> finding.inside("dev.tidegate.lua")).isEmpty();
  }

  @Test
  void the_scan_finds_wide_catches_and_monitors_and_nothing_else() throws IOException {
    var catches = new ArrayList<Finding>();
    var monitors = new ArrayList<Finding>();
    scan(
        List.of(
            source(
                """
                package dev.tidegate.lua.example;

                class Example {
                  record Pair(AutoCloseable left, AutoCloseable right) {}

                  void resource(AutoCloseable closeable) throws Exception {
                    try (closeable) {
                      closeable.hashCode();
                    }
                  }

                  boolean pattern(Object object) {
                    return object instanceof Pair(var left, _) && left != null;
                  }

                  void narrow(Runnable action) {
                    try {
                      action.run();
                    } catch (IllegalStateException e) {
                      throw e;
                    }
                  }

                  void wide(Runnable action) {
                    try {
                      action.run();
                    } catch (Throwable e) {
                      throw e;
                    }
                  }

                  void union(Runnable action) {
                    try {
                      action.run();
                    } catch (IllegalStateException | java.lang.StackOverflowError e) {
                      throw e;
                    }
                  }

                  synchronized void method() {}

                  void block() {
                    synchronized (this) {
                      hashCode();
                    }
                  }
                }
                """)),
        catches,
        monitors);

    assertThat(catches)
        .extracting(Finding::toString)
        .containsExactly(
            "dev.tidegate.lua.example.Example.wide: catch (Throwable)",
            "dev.tidegate.lua.example.Example.union: catch (java.lang.StackOverflowError)");
    assertThat(monitors)
        .extracting(Finding::place)
        .containsExactly("Example.method", "Example.block");
  }

  private static void scan(
      Iterable<? extends JavaFileObject> sources, List<Finding> wideCatches, List<Finding> monitors)
      throws IOException {
    var task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler().getTask(null, null, null, null, null, sources);
    for (CompilationUnitTree unit : task.parse()) {
      new Scanner(wideCatches, monitors).scan(unit, null);
    }
  }

  private static JavaFileObject source(String text) {
    return new SimpleJavaFileObject(
        URI.create("string:///Example.java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  private static final class Scanner extends TreePathScanner<@Nullable Void, @Nullable Void> {

    private final List<Finding> wideCatches;
    private final List<Finding> monitors;

    Scanner(List<Finding> wideCatches, List<Finding> monitors) {
      this.wideCatches = wideCatches;
      this.monitors = monitors;
    }

    @Override
    public @Nullable Void visitCatch(CatchTree node, @Nullable Void none) {
      for (Tree type : caughtTypes(node.getParameter().getType())) {
        String name = type.toString();
        if (TOO_WIDE.contains(name.substring(name.lastIndexOf('.') + 1))) {
          wideCatches.add(finding("catch (" + name + ")"));
        }
      }
      return super.visitCatch(node, null);
    }

    @Override
    public @Nullable Void visitSynchronized(SynchronizedTree node, @Nullable Void none) {
      monitors.add(finding("synchronized block"));
      return super.visitSynchronized(node, null);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree node, @Nullable Void none) {
      if (node.getModifiers().getFlags().contains(Modifier.SYNCHRONIZED)) {
        monitors.add(finding("synchronized method"));
      }
      return super.visitMethod(node, null);
    }

    private static List<? extends Tree> caughtTypes(Tree type) {
      return type instanceof UnionTypeTree union ? union.getTypeAlternatives() : List.of(type);
    }

    private Finding finding(String text) {
      var names = new ArrayList<String>();
      for (TreePath path = getCurrentPath(); path != null; path = path.getParentPath()) {
        switch (path.getLeaf()) {
          case MethodTree method -> names.addFirst(method.getName().toString());
          case ClassTree type when !type.getSimpleName().isEmpty() ->
              names.addFirst(type.getSimpleName().toString());
          default -> {}
        }
      }
      return new Finding(
          requireNonNull(getCurrentPath().getCompilationUnit().getPackageName()).toString(),
          names.stream().collect(Collectors.joining(".")),
          text);
    }
  }
}
