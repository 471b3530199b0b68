package dev.tidegate.regex;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A regular expression in the syntax of RE2, of limited size. Matching needs no more steps than the
 * text has characters times the program has instructions, whatever the expression.
 */
public final class BoundedRegex {

  /** How long an expression may be, in characters. */
  public static final int LONGEST = 1000;

  /** How large its program may be, in instructions. */
  public static final int LARGEST = 2000;

  /** How many groups it may have. */
  public static final int MOST_GROUPS = 100;

  private final Pattern pattern;
  private final long size;

  private BoundedRegex(Pattern pattern, long size) {
    this.pattern = pattern;
    this.size = size;
  }

  /**
   * About how many instructions the program of an expression will have, found out before it is
   * made.
   *
   * @throws RegexFault when it would be too large
   */
  public static long size(String expression) throws RegexFault {
    if (expression.length() > LONGEST) {
      throw new RegexFault("is too large a regular expression");
    }
    long size = ProgramSize.estimate(expression);
    if (size > LARGEST) {
      throw new RegexFault("is too large a regular expression");
    }
    return size;
  }

  /**
   * Compiles an expression.
   *
   * @throws RegexFault when it is none, or too large, or has what RE2 lacks: back references and
   *     looking around
   */
  public static BoundedRegex compile(String expression) throws RegexFault {
    long size = size(expression);
    Pattern pattern;
    try {
      pattern = Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new RegexFault("is no regular expression that can be used: " + e.getDescription(), e);
    }
    if (pattern.groupCount() > MOST_GROUPS) {
      throw new RegexFault("has more than " + MOST_GROUPS + " groups");
    }
    return new BoundedRegex(pattern, size);
  }

  /** The compiled expression. */
  public Pattern pattern() {
    return pattern;
  }

  /** How large it is, in instructions, about; a class of Unicode counts for many. */
  public long size() {
    return size;
  }

  /** Whether it matches some part of the text. */
  public boolean isIn(String text) {
    return pattern.matcher(text).find();
  }
}
