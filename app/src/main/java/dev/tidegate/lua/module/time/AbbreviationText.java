package dev.tidegate.lua.module.time;

/**
 * What looks like the abbreviation of a zone: three to five capital letters of which the last of
 * many is a T, and some that are different.
 */
final class AbbreviationText {

  private static final String GMT = "GMT";
  private static final int SHORTEST = 3;
  private static final int FOUR = 4;
  private static final int LONGEST = 5;
  private static final int MOST_HOURS = 23;

  private AbbreviationText() {}

  /** How long the one is that the text begins with; 0 when it begins with none. */
  static int length(String text) {
    if (text.startsWith("ChST") || text.startsWith("MeST")) {
      return FOUR;
    }
    if (text.startsWith(GMT)) {
      return GMT.length() + offsetLength(text.substring(GMT.length()));
    }
    if (text.length() < SHORTEST) {
      return 0;
    }
    if (text.startsWith("+") || text.startsWith("-")) {
      return offsetLength(text);
    }
    int capitals = 0;
    while (capitals < text.length() && isCapital(text.charAt(capitals))) {
      capitals++;
    }
    boolean isOne =
        switch (capitals) {
          case SHORTEST -> true;
          case FOUR -> text.charAt(FOUR - 1) == 'T' || text.startsWith("WITA");
          case LONGEST -> text.charAt(LONGEST - 1) == 'T';
          default -> false;
        };
    return isOne ? capitals : 0;
  }

  /** The hours in such as {@code GMT-8}, 0 in all others. */
  static int hours(String abbreviation) {
    return abbreviation.startsWith(GMT) && abbreviation.length() > GMT.length()
        ? Integer.parseInt(abbreviation.substring(GMT.length()))
        : 0;
  }

  /** As in {@code GMT+3}, or {@code +0330}, which stands for a name where there is none. */
  private static int offsetLength(String text) {
    if (!text.startsWith("+") && !text.startsWith("-")) {
      return 0;
    }
    int hours = 0;
    int end = 1;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      hours = Math.min(hours * 10 + (text.charAt(end) - '0'), MOST_HOURS + 1);
      end++;
    }
    return end == 1 || hours > MOST_HOURS ? 0 : end;
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }
}
