package dev.tidegate.variable;

import java.util.regex.Pattern;

/** What variables may be called. */
public final class VariableName {

  /** The longest name in characters. */
  public static final int MAX_LENGTH = 128;

  /** The rule in words. */
  static final String RULE =
      "a letter or _, then letters, digits, and _ . -, at most " + MAX_LENGTH + " characters";

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0," + (MAX_LENGTH - 1) + "}");

  private VariableName() {}

  /** Whether a variable may have this name. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }
}
