package dev.tidegate.client;

import java.util.Locale;

/**
 * Makes text that a script or a service has made safe to print: a terminal would take control
 * characters for commands, and characters that change the direction of text show something else
 * than what is there.
 */
final class Printable {

  private Printable() {}

  /** One line: whatever is not to be printed is shown as an escape. */
  static String line(String text) {
    return escape(text, "\t", "\\x%02x", "\\u%04x");
  }

  /** Several lines, each but the first with this in front of it. */
  static String lines(String text, String indent) {
    return escape(text, "\t\n", "\\x%02x", "\\u%04x").replace("\n", "\n" + indent);
  }

  /** JSON that means the same: what is escaped there can only stand within its texts. */
  static String json(String json) {
    return escape(json, "\t\n\r", "\\u%04x", "\\u%04x");
  }

  private static String escape(String text, String kept, String small, String large) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isHarmless(text, i) || kept.indexOf(c) >= 0) {
        escaped.append(c);
      } else {
        escaped.append(String.format(Locale.ROOT, c < 0x100 ? small : large, (int) c));
      }
    }
    return escaped.toString();
  }

  private static boolean isHarmless(String text, int i) {
    char c = text.charAt(i);
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
      case Character.SURROGATE ->
          Character.isHighSurrogate(c)
              ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
              : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
      case Character.FORMAT -> !changesDirection(c);
      default -> true;
    };
  }

  private static boolean changesDirection(char c) {
    return c == '\u061c'
        || c == '\u200e'
        || c == '\u200f'
        || (c >= '\u202a' && c <= '\u202e')
        || (c >= '\u2066' && c <= '\u2069');
  }
}
