package dev.tidegate.deploy;

import java.util.List;

/** Files that tests compare with what comes out now, and write anew when asked. */
final class Regeneration {

  static final String HOW = "`make golden` writes it anew; look at what changes";

  private Regeneration() {}

  static boolean asked() {
    return Boolean.getBoolean("tidegate.golden.write");
  }

  /** The first line that is another one; empty where there is none. */
  static String difference(String seen, String now) {
    List<String> old = seen.lines().toList();
    List<String> young = now.lines().toList();
    int line = 0;
    while (line < old.size() && line < young.size() && old.get(line).equals(young.get(line))) {
      line++;
    }
    return seen.equals(now)
        ? ""
        : "line %d was%n  %s%nand now is%n  %s".formatted(line + 1, at(old, line), at(young, line));
  }

  private static String at(List<String> lines, int line) {
    return line < lines.size() ? lines.get(line) : "the end";
  }
}
