package dev.tidegate.lua.task;

import dev.tidegate.lua.task.ChannelProgram.Close;
import dev.tidegate.lua.task.ChannelProgram.Receive;
import dev.tidegate.lua.task.ChannelProgram.Select;
import dev.tidegate.lua.task.ChannelProgram.Send;
import dev.tidegate.lua.task.ChannelProgram.Spawn;
import dev.tidegate.lua.task.ChannelProgram.Step;
import dev.tidegate.lua.task.ChannelProgram.Yield;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a program of tasks and channels must do, written down as plainly as possible: one list of
 * those who wait for a channel, gone through from its beginning each time.
 */
final class ChannelModel {

  private static final String CLOSED = "send on closed channel";

  private final ChannelProgram program;
  private final List<ArrayDeque<Integer>> buffers = new ArrayList<>();
  private final List<Boolean> closed;
  private final List<Waiter> waiters = new ArrayList<>();
  private final ArrayDeque<Task> ready = new ArrayDeque<>();
  private final List<String> log = new ArrayList<>();

  private ChannelModel(ChannelProgram program) {
    this.program = program;
    program.capacities().forEach(_ -> buffers.add(new ArrayDeque<>()));
    closed = new ArrayList<>(Collections.nCopies(program.capacities().size(), false));
  }

  /** What the program's tasks do, in the order in which they go on. */
  static List<String> run(ChannelProgram program) {
    return new ChannelModel(program).run();
  }

  private List<String> run() {
    List<Step> main = new ArrayList<>();
    for (int root = 0; root < program.roots(); root++) {
      main.add(new Spawn(root));
    }
    main.addAll(Collections.nCopies(program.rounds(), new Yield()));
    Task mainTask = new Task(-1, main);
    ready.add(mainTask);
    while (mainTask.next < main.size()) {
      goOn(ready.remove());
    }
    return log;
  }

  private void goOn(Task task) {
    while (true) {
      if (task.result != null) {
        if (task.number >= 0) {
          log.add((task.number + 1) + "." + (task.next + 1) + ": " + task.result);
        }
        task.result = null;
        task.next++;
      }
      if (task.next == task.steps.size()) {
        return;
      }
      switch (task.steps.get(task.next)) {
        case Yield yield -> {
          task.result = "yielded";
          ready.add(task);
          return;
        }
        case Spawn spawn -> {
          task.result = "spawned";
          ready.add(new Task(spawn.task(), program.tasks().get(spawn.task())));
          ready.add(task);
          return;
        }
        case Close close -> {
          close(close.channel());
          task.result = "closed";
        }
        case Send send -> task.result = tryEach(List.of(send), false);
        case Receive receive -> task.result = tryEach(List.of(receive), false);
        case Select select -> {
          task.result = tryEach(select.cases(), true);
          if (task.result == null && select.orDefault()) {
            task.result = "default";
          }
        }
      }
      if (task.result == null) {
        waiters.add(new Waiter(task, task.steps.get(task.next)));
        return;
      }
    }
  }

  private @Nullable String tryEach(List<Step> cases, boolean inSelect) {
    for (Step each : cases) {
      String result = attempt(each, inSelect);
      if (result != null) {
        return result;
      }
    }
    return null;
  }

  private @Nullable String attempt(Step step, boolean inSelect) {
    if (step instanceof Send(int channel, int value)) {
      if (closed.get(channel)) {
        return CLOSED;
      }
      Waiter receiver = firstWaiter(channel, false);
      if (receiver != null) {
        wake(receiver, received(channel, value, receiver.inSelect()));
      } else if (buffers.get(channel).size() < program.capacities().get(channel)) {
        buffers.get(channel).add(value);
      } else {
        return null;
      }
      return sent(channel, value, inSelect);
    }
    int channel = ((Receive) step).channel();
    ArrayDeque<Integer> buffer = buffers.get(channel);
    Integer value = buffer.poll();
    Waiter sender = firstWaiter(channel, true);
    if (sender != null) {
      int waiting = sender.valueFor(channel);
      if (value == null) {
        value = waiting;
      } else {
        buffer.add(waiting);
      }
      wake(sender, sent(channel, waiting, sender.inSelect()));
    }
    if (value != null) {
      return received(channel, value, inSelect);
    }
    return closed.get(channel) ? nothing(channel, inSelect) : null;
  }

  private void close(int channel) {
    closed.set(channel, true);
    for (Waiter next = firstWaiter(channel, false);
        next != null;
        next = firstWaiter(channel, false)) {
      wake(next, nothing(channel, next.inSelect()));
    }
    for (Waiter next = firstWaiter(channel, true);
        next != null;
        next = firstWaiter(channel, true)) {
      wake(next, CLOSED);
    }
  }

  private @Nullable Waiter firstWaiter(int channel, boolean sending) {
    return waiters.stream().filter(each -> each.wants(channel, sending)).findFirst().orElse(null);
  }

  private void wake(Waiter waiter, String result) {
    waiters.remove(waiter);
    waiter.task.result = result;
    ready.add(waiter.task);
  }

  private static String sent(int channel, int value, boolean inSelect) {
    return inSelect ? (channel + 1) + " " + value + " true" : "sent";
  }

  private static String received(int channel, int value, boolean inSelect) {
    return (inSelect ? (channel + 1) + " " : "") + value + " true";
  }

  private static String nothing(int channel, boolean inSelect) {
    return (inSelect ? (channel + 1) + " " : "") + "nil false";
  }

  private static final class Task {

    private final int number;
    private final List<Step> steps;
    private int next;
    private @Nullable String result;

    Task(int number, List<Step> steps) {
      this.number = number;
      this.steps = steps;
    }
  }

  private static final class Waiter {

    private final Task task;
    private final Step step;

    Waiter(Task task, Step step) {
      this.task = task;
      this.step = step;
    }

    boolean inSelect() {
      return step instanceof Select;
    }

    private List<Step> cases() {
      return step instanceof Select select ? select.cases() : List.of(step);
    }

    boolean wants(int channel, boolean sending) {
      return cases().stream()
          .anyMatch(each ->
              sending
                  ? each instanceof Send send && send.channel() == channel
                  : each instanceof Receive receive && receive.channel() == channel);
    }

    /** What the first of its cases would send there. */
    int valueFor(int channel) {
      return cases().stream()
          .filter(each -> each instanceof Send send && send.channel() == channel)
          .mapToInt(each -> ((Send) each).value())
          .findFirst()
          .orElseThrow();
    }
  }
}
