package dev.tidegate.api;

import dev.tidegate.job.Limit;
import dev.tidegate.job.Source;
import dev.tidegate.lua.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the form {@code text/x-lua}: the body is the script, byte by byte, everything else is in
 * query parameters.
 */
final class TextWishReader {

  private TextWishReader() {}

  /**
   * Reads a request.
   *
   * @throws ProblemException when anything is wrong
   */
  static Wish read(byte[] body, Map<String, List<String>> query, Terms terms) {
    WishBuilder wish = new WishBuilder(terms.budget());
    wish.source("", Source.ofBytes(body));
    query.forEach((name, values) -> {
      if (name.equals("label")) {
        values.forEach(value -> label(wish, value == null ? "" : value));
      } else if (values.size() > 1) {
        wish.fault(JsonText.pointer(name), "is there twice");
      } else {
        // A parameter without a value has null for one.
        String value = values.getFirst() == null ? "" : values.getFirst();
        if (!terms.kept() || !ofKept(wish, name, value)) {
          parameter(wish, name, value);
        }
      }
    });
    return wish.build();
  }

  /** Reads what only jobs that are kept have; says whether this was it. */
  private static boolean ofKept(WishBuilder wish, String name, String value) {
    String pointer = JsonText.pointer(name);
    switch (name) {
      case "max_attempts" -> wish.maxAttempts(pointer, value);
      case "backoff" -> wish.backoff(pointer, value);
      case "priority" -> wish.priority(pointer, value);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void parameter(WishBuilder wish, String name, String value) {
    String pointer = JsonText.pointer(name);
    Optional<Limit> limit = Limit.byField(name);
    if (limit.isPresent()) {
      wish.limit(pointer, limit.get(), value);
    } else if (name.equals("name")) {
      wish.name(pointer, value);
    } else if (name.equals("input")) {
      JsonText text = JsonText.decode(value.getBytes(StandardCharsets.UTF_8), pointer);
      text.parse(
          pointer,
          parser -> {
            JsonText.skip(parser, (place, message) -> wish.fault(pointer + place, message));
            return text;
          });
      wish.input(Json.of(text.text()));
    } else {
      wish.fault(pointer, "is not a known parameter");
    }
  }

  private static void label(WishBuilder wish, String value) {
    int colon = value.indexOf(':');
    if (colon < 0) {
      wish.fault("/label", "must be of the form key:value");
    } else {
      wish.label("/label", value.substring(0, colon), value.substring(colon + 1));
    }
  }
}
