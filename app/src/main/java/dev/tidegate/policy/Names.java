package dev.tidegate.policy;

import java.util.regex.Pattern;

/** What namespaces, policies and groups may be called. */
final class Names {

  static final String RULE = "letters, digits, and . _ - / between them";

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9._/-]{0,126}[A-Za-z0-9_])?");

  private Names() {}

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  static void require(String text) {
    if (!isName(text)) {
      throw new IllegalArgumentException("\"" + text + "\" is no name: " + RULE);
    }
  }
}
