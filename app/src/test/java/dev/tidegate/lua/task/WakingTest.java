package dev.tidegate.lua.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lua.Call;
import dev.tidegate.lua.Json;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.Outcome;
import dev.tidegate.lua.Parameter;
import dev.tidegate.lua.Script;
import dev.tidegate.lua.Signature;
import dev.tidegate.lua.TestEngine;
import dev.tidegate.lua.TestEngine.TestRun;
import dev.tidegate.lua.fiber.FiberChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * What comes for a task that is about to wait, while other jobs have the worker, is not lost. The
 * other jobs send it themselves here, so that it comes just then.
 */
class WakingTest {

  private static final int OTHERS = 3;

  /** With so many tables, an audit of the memory lets other jobs go first. */
  private static final String MUCH = "local much = {} for i = 1, 30000 do much[i] = {} end ";

  private final Post post = new Post();
  private TestEngine engine = new TestEngine();

  @AfterEach
  void close() {
    engine.close();
  }

  @ParameterizedTest
  @EnumSource(value = FiberChoice.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
  void a_select_that_pays_for_its_places_sees_what_came_meanwhile(FiberChoice choice)
      throws Exception {
    assertEnds(
        choice,
        """
        for _ = 1, 200 do
          local box = post.box()
          local cases, case = {}, box:case_receive()
          for i = 1, 5000 do cases[i] = case end
          assert(channel.select(cases, post.send(box) == nil).value == "mail")
        end
        """);
  }

  @ParameterizedTest
  @CsvSource({
    "CONTINUATION, post.send(post.box()):receive()",
    "CONTINUATION, post.answer()",
    "CONTINUATION, channel.select { post.send(post.box()):case_receive() }.value",
    "VIRTUAL_THREAD, post.send(post.box()):receive()",
    "VIRTUAL_THREAD, post.answer()",
    "VIRTUAL_THREAD, channel.select { post.send(post.box()):case_receive() }.value",
  })
  void a_task_whose_memory_is_counted_before_it_waits_sees_what_came_meanwhile(
      FiberChoice choice, String waiting) throws Exception {
    assertEnds(
        choice,
        MUCH
            + """
            for round = 1, 1000 do
              for i = 1, round %% 10 * 400 do local garbage = {} end
              assert((%s) == "mail")
            end
            """
                .formatted(waiting));
  }

  private void assertEnds(FiberChoice choice, String source) throws Exception {
    engine.close();
    engine = new TestEngine(choice, post.module());
    Script sender = engine.compile("sender", "while true do post.deliver() end");
    List<TestRun> senders = new ArrayList<>();
    for (int i = 0; i < OTHERS; i++) {
      senders.add(engine.start(sender, Json.NULL, TestEngine.GENEROUS, "other" + i, Map.of()));
    }

    assertThat(engine.run(source)).isEqualTo(new Outcome.Succeeded(Json.NULL));

    senders.forEach(run -> run.run().cancel());
  }

  /** What jobs wait for, and what sends it. */
  private static final class Post {

    private static final Parameter<Channel> BOX = Parameter.object("box", "channel", Channel.class);

    private final Queue<Runnable> letters = new ConcurrentLinkedQueue<>();

    LuaModule module() {
      return LuaModule.named("post")
          .global()
          .function("box", Signature.of(), call -> new Channel(value -> {}))
          .function("send", Signature.of(BOX), this::send)
          .function("answer", Signature.of(), this::answer)
          .function("deliver", Signature.of(), this::deliver)
          .build();
    }

    private Varargs send(Call call) {
      Tasks tasks = Tasks.of(call.runtime());
      Tasks.Hold hold = tasks.hold();
      Channel box = call.get(BOX);
      letters.add(() ->
          tasks.post(() -> {
            hold.release();
            box.offer(LuaValue.valueOf("mail"));
          }));
      return box;
    }

    private Varargs answer(Call call) {
      CompletableFuture<LuaValue> answer = new CompletableFuture<>();
      letters.add(() -> answer.complete(LuaValue.valueOf("mail")));
      return Tasks.of(call.runtime()).await(answer);
    }

    private Varargs deliver(Call call) {
      for (Runnable letter = letters.poll(); letter != null; letter = letters.poll()) {
        letter.run();
      }
      return LuaValue.NONE;
    }
  }
}
