package dev.tidegate.docs;

import dev.tidegate.lua.Call;
import dev.tidegate.lua.ErrorKind;
import dev.tidegate.lua.HostObject;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.Parameter;
import dev.tidegate.lua.Signature;
import dev.tidegate.lua.Table;
import dev.tidegate.lua.UserdataType;
import dev.tidegate.lua.task.Tasks;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The module {@code dice}: cups that throw dice. */
final class DiceModule {

  private static final Parameter<Long> SIDES = Parameter.integer("sides", 2, 100).orElse(6L);
  private static final Parameter<Long> COUNT = Parameter.integer("count", 1, 10_000);
  private static final Parameter<Long> MILLISECONDS = Parameter.integer("ms", 0, 60_000);

  /** How many cups a run may have. */
  private static final int MOST_CUPS = 100;

  private final AtomicInteger cupsInUse = new AtomicInteger();

  /** Makes the module, once for all runs. */
  LuaModule module() {
    return LuaModule.named("dice")
        .constant("COIN", 2)
        .function("cup", Signature.of(SIDES).returningFaults().costing(10), this::cup)
        .function("sleep", Signature.of(MILLISECONDS).costing(20), DiceModule::sleep)
        .type(Cup.TYPE)
        .build();
  }

  /** How many cups all runs have that have not ended. */
  int cupsInUse() {
    return cupsInUse.get();
  }

  private Varargs cup(Call call) {
    // One for each run, made at the first call.
    AtomicInteger made =
        call.runtime()
            .attribute(
                AtomicInteger.class,
                () -> {
                  AtomicInteger count = new AtomicInteger();
                  // However the run ends, what it used is given back.
                  call.runtime().onEnd(() -> cupsInUse.addAndGet(-count.get()));
                  return count;
                });
    if (made.get() == MOST_CUPS) {
      return call.fail(ErrorKind.RATE_LIMITED, "a run has " + MOST_CUPS + " cups at most");
    }
    made.incrementAndGet();
    cupsInUse.incrementAndGet();
    return new Cup((int) (long) call.get(SIDES));
  }

  /** Makes the task wait; the run's other tasks, and other runs, go on meanwhile. */
  private static Varargs sleep(Call call) {
    CompletableFuture<LuaValue> over = new CompletableFuture<>();
    Tasks tasks = Tasks.of(call.runtime());
    tasks.after(Duration.ofMillis(call.get(MILLISECONDS)), () -> over.complete(LuaValue.NIL));
    return tasks.await(over);
  }

  /** A cup with dice of one kind. */
  private static final class Cup extends HostObject {

    static final UserdataType<Cup> TYPE =
        UserdataType.builder("dice.Cup", Cup.class)
            .method("throw", Signature.of(COUNT).costing(5), Cup::roll)
            .build();

    private final int sides;

    Cup(int sides) {
      super(TYPE);
      this.sides = sides;
    }

    private Varargs roll(Call call) {
      int count = (int) (long) call.get(COUNT);
      // Whatever grows with an argument is paid for before it grows.
      call.runtime().charge(2L * count);
      Table thrown = new Table();
      for (int i = 1; i <= count; i++) {
        thrown.put(
            call.runtime(), i, Numbers.of(ThreadLocalRandom.current().nextInt(1, sides + 1)));
      }
      return thrown;
    }
  }
}
