package dev.tidegate.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client would like (RFC 7240). What is not known or not understood is no fault: it is only
 * not done.
 *
 * @param patience how long the client would wait for an end; null when it said nothing
 * @param respondAsync whether it is content with less than the end
 */
record Preferences(@Nullable Duration patience, boolean respondAsync) {

  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  /** Of the values of the header {@code Prefer}; of a preference that is there twice the first. */
  static Preferences of(List<String> headers) {
    Duration patience = null;
    boolean respondAsync = false;
    for (String preference : headers.stream().flatMap(text -> split(text, ',').stream()).toList()) {
      List<String> pair = split(split(preference, ';').getFirst(), '=');
      String name = pair.getFirst().strip().toLowerCase(Locale.ROOT);
      String value = pair.size() == 2 ? unquoted(pair.getLast().strip()) : "";
      if (name.equals("respond-async")) {
        respondAsync = true;
      } else if (name.equals("wait") && patience == null && SECONDS.matcher(value).matches()) {
        patience = Duration.ofSeconds(Long.parseLong(value));
      }
    }
    return new Preferences(patience, respondAsync);
  }

  /** The wait, but no longer than this; zero without one. */
  Duration waitAtMost(Duration most) {
    return patience == null ? Duration.ZERO : patience.compareTo(most) < 0 ? patience : most;
  }

  /** Splits where the separator stands outside of quotes; there is always a first part. */
  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (quoted && c == '\\') {
        at++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        parts.add(text.substring(start, at));
        start = at + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static String unquoted(String value) {
    return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
        ? value.substring(1, value.length() - 1)
        : value;
  }
}
