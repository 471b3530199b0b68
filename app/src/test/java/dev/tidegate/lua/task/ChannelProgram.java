package dev.tidegate.lua.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A random program of tasks and channels, without data of its own: what it does shows only how
 * tasks are scheduled and values passed.
 *
 * @param capacities of the channels
 * @param tasks what each task does; the first ones are spawned by the main task, the others by
 *     tasks
 * @param rounds how often the main task gives way before the program ends
 */
record ChannelProgram(List<Integer> capacities, List<List<Step>> tasks, int roots, int rounds) {

  /** One thing that a task does. */
  sealed interface Step {

    /** As JSON. */
    String json();
  }

  /** Sends a value. */
  record Send(int channel, int value) implements Step {
    @Override
    public String json() {
      return "{\"do\":\"send\",\"channel\":%d,\"value\":%d}".formatted(channel + 1, value);
    }
  }

  /** Receives a value. */
  record Receive(int channel) implements Step {
    @Override
    public String json() {
      return "{\"do\":\"receive\",\"channel\":%d}".formatted(channel + 1);
    }
  }

  /** Closes a channel. */
  record Close(int channel) implements Step {
    @Override
    public String json() {
      return "{\"do\":\"close\",\"channel\":%d}".formatted(channel + 1);
    }
  }

  /** Waits for one of several sends and receives. */
  record Select(List<Step> cases, boolean orDefault) implements Step {
    @Override
    public String json() {
      return cases.stream()
          .map(Step::json)
          .collect(
              Collectors.joining(
                  ",", "{\"do\":\"select\",\"default\":" + orDefault + ",\"cases\":[", "]}"));
    }
  }

  /** Gives way. */
  record Yield() implements Step {
    @Override
    public String json() {
      return "{\"do\":\"yield\"}";
    }
  }

  /** Spawns one of the program's tasks. */
  record Spawn(int task) implements Step {
    @Override
    public String json() {
      return "{\"do\":\"spawn\",\"task\":%d}".formatted(task + 1);
    }
  }

  static ChannelProgram random(Random random) {
    List<Integer> capacities = new ArrayList<>();
    int channels = 1 + random.nextInt(4);
    for (int i = 0; i < channels; i++) {
      capacities.add(random.nextBoolean() ? 0 : 1 + random.nextInt(3));
    }
    int count = 2 + random.nextInt(8);
    int roots = 1 + random.nextInt(count);
    List<List<Step>> tasks = new ArrayList<>();
    int value = 0;
    // Some programs close often, most don't, so that values flow.
    int closing = random.nextInt(3) == 0 ? 10 : 1;
    for (int task = 0; task < count; task++) {
      List<Step> steps = new ArrayList<>();
      int length = 1 + random.nextInt(12);
      for (int i = 0; i < length; i++) {
        steps.add(step(random, channels, ++value * 100, closing));
      }
      tasks.add(steps);
    }
    for (int spawned = roots; spawned < count; spawned++) {
      List<Step> parent = tasks.get(random.nextInt(spawned));
      parent.add(random.nextInt(parent.size() + 1), new Spawn(spawned));
    }
    return new ChannelProgram(capacities, tasks, roots, 2 * value + 20);
  }

  private static Step step(Random random, int channels, int value, int closing) {
    int kind = random.nextInt(100);
    if (kind < closing) {
      return new Close(random.nextInt(channels));
    }
    if (kind < 25) {
      return new Yield();
    }
    if (kind < 65) {
      return transfer(random, channels, value);
    }
    List<Step> cases = new ArrayList<>();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      cases.add(transfer(random, channels, value + i));
    }
    return new Select(cases, random.nextInt(4) == 0);
  }

  private static Step transfer(Random random, int channels, int value) {
    int channel = random.nextInt(channels);
    return random.nextBoolean() ? new Send(channel, value) : new Receive(channel);
  }

  /** What {@link #SOURCE} takes as input. */
  String json() {
    return "{\"capacities\":"
        + capacities
        + ",\"roots\":"
        + roots
        + ",\"rounds\":"
        + rounds
        + ",\"tasks\":"
        + tasks.stream()
            .map(steps -> steps.stream().map(Step::json).collect(Collectors.joining(",", "[", "]")))
            .collect(Collectors.joining(",", "[", "]"))
        + "}";
  }

  /** Runs any such program, and returns what its tasks did in the order in which they went on. */
  static final String SOURCE =
      """
      local program = ...
      local channels, log, run = {}, {}, nil
      for i, capacity in ipairs(program.capacities) do
        channels[i] = channel.new(capacity)
      end
      local function index(ch)
        for i, each in ipairs(channels) do
          if each == ch then
            return i
          end
        end
      end
      local actions = {
        send = function(step)
          local ok, result = pcall(channels[step.channel].send, channels[step.channel], step.value)
          return ok and "sent" or result
        end,
        receive = function(step)
          local value, ok = channels[step.channel]:receive()
          return tostring(value) .. " " .. tostring(ok)
        end,
        close = function(step)
          channels[step.channel]:close()
          return "closed"
        end,
        select = function(step)
          local cases = { default = step.default }
          for i, case in ipairs(step.cases) do
            local ch = channels[case.channel]
            cases[i] = case["do"] == "send" and ch:case_send(case.value) or ch:case_receive()
          end
          local ok, result = pcall(channel.select, cases)
          if not ok then
            return result
          end
          if result.default then
            return "default"
          end
          return index(result.channel) .. " " .. tostring(result.value) .. " " .. tostring(result.ok)
        end,
        yield = function()
          coroutine.yield()
          return "yielded"
        end,
        spawn = function(step)
          run(step.task)
          return "spawned"
        end,
      }
      function run(task)
        coroutine.spawn(function()
          for i, step in ipairs(program.tasks[task]) do
            local result = actions[step["do"]](step)
            log[#log + 1] = task .. "." .. i .. ": " .. result
          end
        end)
      end
      for task = 1, program.roots do
        run(task)
      end
      for _ = 1, program.rounds do
        coroutine.yield()
      end
      return log
      """;
}
