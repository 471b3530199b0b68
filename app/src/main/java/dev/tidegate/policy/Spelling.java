package dev.tidegate.policy;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Finds the word that was meant. */
final class Spelling {

  private static final int LONGEST = 64;

  private static final Pattern DOT = Pattern.compile("\\.");

  private Spelling() {}

  /** The known word that is nearest to one that is unknown; empty if none is near. */
  static Optional<String> nearest(String word, Collection<String> known) {
    if (word.length() > LONGEST) {
      return Optional.empty();
    }
    String lower = word.toLowerCase(Locale.ROOT);
    int near = Math.clamp(lower.length() / 3, 1, 3);
    return known.stream()
        .filter(candidate -> distance(lower, candidate.toLowerCase(Locale.ROOT)) <= near)
        .min(
            Comparator.comparingInt(
                candidate -> distance(lower, candidate.toLowerCase(Locale.ROOT))));
  }

  /**
   * The known name of several words with dots between them that is nearest to one that is unknown;
   * empty if none is near in each of its words, since another word is hardly a slip.
   */
  static Optional<String> nearestDotted(String name, Collection<String> known) {
    return nearest(name, known.stream().filter(candidate -> isNear(name, candidate)).toList());
  }

  private static boolean isNear(String name, String candidate) {
    String[] words = DOT.split(name, -1);
    String[] others = DOT.split(candidate, -1);
    if (words.length != others.length) {
      return distance(name, candidate) <= 1;
    }
    return IntStream.range(0, words.length)
        .allMatch(i -> nearest(words[i], List.of(others[i])).isPresent());
  }

  /** How many characters have to be put in, left out, replaced or swapped with the next one. */
  static int distance(String one, String other) {
    int[][] cost = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        boolean same = one.charAt(i - 1) == other.charAt(j - 1);
        cost[i][j] =
            Math.min(
                Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + (same ? 0 : 1));
        if (i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[one.length()][other.length()];
  }
}
