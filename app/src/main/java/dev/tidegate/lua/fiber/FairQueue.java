package dev.tidegate.lua.fiber;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Groups in turn, first come first served within a group. Knows only groups that have something
 * waiting. Not safe for use by several threads.
 */
final class FairQueue {

  private static final int MANY_GROUPS = 1024;

  // In the order of turns: the first group is served next and then goes to the end.
  private LinkedHashMap<String, ArrayDeque<Runnable>> groups = new LinkedHashMap<>();
  private int mostGroups;
  private int size;

  int size() {
    return size;
  }

  int groupsHeld() {
    return groups.size();
  }

  void add(String group, Runnable slice) {
    groups.computeIfAbsent(group, _ -> new ArrayDeque<>(1)).addLast(slice);
    mostGroups = Math.max(mostGroups, groups.size());
    size++;
  }

  /** Takes the slice whose turn it is, or gives null when none waits. */
  @Nullable Runnable poll() {
    Map.Entry<String, ArrayDeque<Runnable>> turn = groups.pollFirstEntry();
    if (turn == null) {
      return null;
    }
    ArrayDeque<Runnable> slices = turn.getValue();
    Runnable slice = slices.removeFirst();
    size--;
    if (!slices.isEmpty()) {
      groups.putLast(turn.getKey(), slices);
    } else if (groups.isEmpty()) {
      shrink();
    }
    return slice;
  }

  void clear() {
    groups.clear();
    size = 0;
    shrink();
  }

  // A map keeps the table of its largest size.
  private void shrink() {
    if (mostGroups > MANY_GROUPS) {
      groups = new LinkedHashMap<>();
    }
    mostGroups = 0;
  }
}
