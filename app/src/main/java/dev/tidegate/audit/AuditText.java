package dev.tidegate.audit;

/**
 * What of a text the audit shows. Scripts may ask about any text, so it can be long, and hold what
 * somebody would rather not see written down.
 */
final class AuditText {

  private static final int MAX_ACTION = 256;
  private static final int MAX_RESOURCE = 2_048;
  private static final int MAX_REASON = 1_024;
  private static final String CUT = "…";
  private static final String SCHEME_END = "://";

  private AuditText() {}

  static String action(String text) {
    return cut(text, MAX_ACTION);
  }

  static String reason(String text) {
    return cut(text, MAX_REASON);
  }

  /** Of a URL in any form all but user info, query and fragment. */
  static String resource(String text) {
    int scheme = text.indexOf(SCHEME_END);
    if (scheme < 0) {
      return cut(text, MAX_RESOURCE);
    }
    int start = scheme + SCHEME_END.length();
    int end = endOf(text, start, "?#");
    // Where the text is no proper URL, an @ behind the first slash may still end user info.
    int user = text.lastIndexOf('@', end - 1);
    String shown =
        user < start
            ? text.substring(0, end)
            : text.substring(0, start) + text.substring(user + 1, end);
    return cut(shown, MAX_RESOURCE);
  }

  private static int endOf(String text, int start, String marks) {
    int end = text.length();
    for (int i = 0; i < marks.length(); i++) {
      int at = text.indexOf(marks.charAt(i), start);
      end = at < 0 ? end : Math.min(end, at);
    }
    return end;
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    // Not between the halves of a pair.
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end) + CUT;
  }
}
