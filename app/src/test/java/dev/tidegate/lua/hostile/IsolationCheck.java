package dev.tidegate.lua.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.tidegate.lua.Outcome;
import dev.tidegate.lua.TestEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.luaj.vm2.LuaBoolean;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaNil;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaThread;

/**
 * Checks after each test that its scripts have left nothing behind: no run, no thread, no fault, no
 * change of what runs share, and that the next script finds everything as the first one did.
 *
 * <p>Engines that a test closes itself are checked for threads only.
 */
public final class IsolationCheck
    implements BeforeEachCallback, AfterTestExecutionCallback, AfterEachCallback {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Kept here, because the JDK forgets loggers that nobody holds. */
  private static final Logger LOGGER = Logger.getLogger("dev.tidegate.lua");

  private static final Set<TestEngine> STARTED =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private final Supplier<? extends Collection<TestEngine>> engines;
  private final List<LogRecord> logged = new CopyOnWriteArrayList<>();
  private final Handler listener = new Listener();
  private Set<Thread> threadsBefore = Set.of();
  private boolean faultsExpected;

  /**
   * Makes the check.
   *
   * @param engines those that the test uses, as they are when it has ended
   */
  public IsolationCheck(Supplier<? extends Collection<TestEngine>> engines) {
    this.engines = engines;
  }

  /** For tests without an engine: only what is static is checked. */
  public IsolationCheck() {
    this(List::of);
  }

  /** To be called by a test that brings about faults of the engine on purpose. */
  public void expectFaults() {
    faultsExpected = true;
  }

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    faultsExpected = false;
    logged.clear();
    LOGGER.addHandler(listener);
    for (TestEngine engine : engines.get()) {
      // The first run starts the engine's last thread.
      if (STARTED.add(engine)) {
        assertPristine(engine);
      }
    }
    threadsBefore = platformThreads().collect(Collectors.toSet());
  }

  @Override
  public void afterTestExecution(ExtensionContext context) throws Exception {
    for (TestEngine engine : engines.get()) {
      if (engine.isClosed()) {
        continue;
      }
      eventually()
          .untilAsserted(() -> assertThat(engine.engine().running()).as("runs left").isZero());
      assertPristine(engine);
      assertThat(engine.faults()).as("faults that left a slice").isEmpty();
    }
    if (!faultsExpected) {
      assertThat(logged).extracting(IsolationCheck::describe).as("logged").isEmpty();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    LOGGER.removeHandler(listener);
    assertStaticMetatablesAreUnset();
    eventually().untilAsserted(this::assertNoThreadIsLeft);
  }

  /** Looks at once, because mostly there is nothing to wait for. */
  private static ConditionFactory eventually() {
    return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20)).atMost(PATIENCE);
  }

  /** The metatables that LuaJ has for a whole JVM stay unset: scripts would meet there. */
  private static void assertStaticMetatablesAreUnset() {
    assertThat(LuaString.s_metatable).as("metatable of strings").isNull();
    assertThat(LuaNumber.s_metatable).as("metatable of numbers").isNull();
    assertThat(LuaBoolean.s_metatable).as("metatable of booleans").isNull();
    assertThat(LuaNil.s_metatable).as("metatable of nil").isNull();
    assertThat(LuaFunction.s_metatable).as("metatable of functions").isNull();
    assertThat(LuaThread.s_metatable).as("metatable of threads").isNull();
  }

  private static void assertPristine(TestEngine engine) throws Exception {
    assertThat(engine.sharedState()).as("what runs share").isEqualTo(engine.sharedStateAtStart());
    Outcome seen = engine.start(Probe.SOURCE, TestEngine.GENEROUS, "probe", Map.of()).outcome();
    assertThat(seen).as("what the next script sees").isEqualTo(Probe.expectedOf(engine));
  }

  private void assertNoThreadIsLeft() {
    assertThat(platformThreads().filter(thread -> !threadsBefore.contains(thread)))
        .as("threads left")
        .isEmpty();
    assertThat(fibersOnThreads()).as("virtual threads of fibers left").isEmpty();
  }

  /** All threads but those that the JDK and the tests' tools start when they need them. */
  private static Stream<Thread> platformThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.getClass().getName().equals("jdk.internal.misc.CarrierThread"))
        .filter(thread -> !thread.getName().startsWith("VirtualThread-unpark"))
        .filter(thread -> !thread.getName().startsWith("ForkJoinPool.commonPool"))
        .filter(thread -> !thread.getName().equals("process reaper"))
        .filter(thread -> !thread.getName().equals("Common-Cleaner"))
        .filter(thread -> !thread.getName().startsWith("awaitility"));
  }

  private static List<String> fibersOnThreads() {
    try {
      Path folder = Files.createTempDirectory("threads");
      Path dump = folder.resolve("dump");
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpThreads(dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
      List<String> fibers;
      try (Stream<String> lines = Files.lines(dump)) {
        fibers = lines.filter(line -> line.contains("\"lua-fiber\"")).toList();
      }
      Files.delete(dump);
      Files.delete(folder);
      return fibers;
    } catch (IOException e) {
      throw new UncheckedIOException("listing virtual threads", e);
    }
  }

  private static String describe(LogRecord each) {
    @Nullable Throwable thrown = each.getThrown();
    return each.getMessage() + (thrown == null ? "" : ": " + thrown);
  }

  private final class Listener extends Handler {

    @Override
    public void publish(LogRecord event) {
      if (event.getLevel().intValue() >= Level.WARNING.intValue()) {
        logged.add(event);
      }
    }

    @Override
    public void flush() {
      // Nothing is buffered.
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
