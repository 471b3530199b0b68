package dev.tidegate.lua.task;

import java.util.Collection;
import java.util.stream.Collectors;

/** The words for a job in which all tasks wait and nothing can wake them. */
final class Deadlock {

  private static final int MOST_LISTED = 10;

  private Deadlock() {}

  /** Tells how many tasks wait, and of the first of them where and what for. */
  static String describe(Collection<Task> tasks) {
    String listed =
        tasks.stream().limit(MOST_LISTED).map(Deadlock::describe).collect(Collectors.joining("; "));
    int more = tasks.size() - MOST_LISTED;
    return "deadlock: all coroutines blocked with no pending operations (threads="
        + tasks.size()
        + "): "
        + listed
        + (more > 0 ? "; and " + more + " more" : "");
  }

  private static String describe(Task task) {
    String name = task.isMain() ? "main" : "task " + task.number();
    return name + " at " + task.line().place() + ": " + task.waitsFor();
  }
}
