package dev.tidegate.lua.schema;

/** Between the regular expressions of ECMAScript, which schemas have, and those of RE2. */
final class ExpressionSyntax {

  private ExpressionSyntax() {}

  /** The expression in RE2's notation: escapes by number are written differently. */
  static String re2(String ecma) {
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < ecma.length()) {
      char c = ecma.charAt(i);
      if (c != '\\' || i + 1 == ecma.length()) {
        text.append(c);
        i++;
        continue;
      }
      char escaped = ecma.charAt(i + 1);
      if (escaped == 'u' && isHexadecimal(ecma, i + 2)) {
        int unit = Integer.parseInt(ecma, i + 2, i + 6, 16);
        i += 6;
        if (Character.isHighSurrogate((char) unit)
            && ecma.startsWith("\\u", i)
            && isHexadecimal(ecma, i + 2)) {
          unit =
              Character.toCodePoint((char) unit, (char) Integer.parseInt(ecma, i + 2, i + 6, 16));
          i += 6;
        }
        text.append("\\x{").append(Integer.toHexString(unit)).append('}');
      } else if (escaped == 'c' && i + 2 < ecma.length() && isLetter(ecma.charAt(i + 2))) {
        text.append("\\x{").append(Integer.toHexString(ecma.charAt(i + 2) & 31)).append('}');
        i += 3;
      } else if (escaped == 'Q' || escaped == 'E') {
        // To RE2 these quote all between them; to ECMAScript they are letters.
        text.append(escaped);
        i += 2;
      } else {
        text.append(c).append(escaped);
        i += 2;
      }
    }
    return text.toString();
  }

  private static boolean isHexadecimal(String text, int from) {
    for (int i = from; i < from + 4; i++) {
      if (i >= text.length() || Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(char c) {
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  }
}
