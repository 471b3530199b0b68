package dev.tidegate.api;

import dev.tidegate.job.Budget;
import dev.tidegate.job.Limit;
import dev.tidegate.job.Source;
import dev.tidegate.lua.Json;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Collects the parts of a request and everything that is wrong with them, each with the place where
 * it stands.
 */
final class WishBuilder {

  static final int MAX_LABELS = 64;

  private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,128}");
  private static final Pattern LABEL_KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,62}");
  private static final Pattern LABEL_VALUE = Pattern.compile("[^\\p{Cntrl}]{0,256}");

  private final Budget budget;
  private final Faults faults = new Faults();
  private final Map<String, String> labels = new LinkedHashMap<>();
  private final Map<Limit, Long> limits = new EnumMap<>(Limit.class);
  private @Nullable Source source;
  private @Nullable String name;
  private Json input = Json.NULL;

  WishBuilder(Budget budget) {
    this.budget = budget;
  }

  void fault(String pointer, String message) {
    faults.add(pointer, message);
  }

  void source(String pointer, Source text) {
    if (text.length() > budget.source().bytes()) {
      fault(pointer, "is longer than " + budget.source() + " (" + text.length() + " bytes)");
    } else {
      source = text;
    }
  }

  void name(String pointer, String text) {
    if (NAME.matcher(text).matches()) {
      name = text;
    } else {
      fault(pointer, "must have 1 to 128 characters, none of them a control character");
    }
  }

  void input(Json json) {
    input = json;
  }

  void label(String pointer, String key, String value) {
    if (!LABEL_KEY.matcher(key).matches()) {
      fault(pointer, "must have a key of 1 to 63 letters, digits and . _ / -");
    } else if (!LABEL_VALUE.matcher(value).matches()) {
      fault(pointer, "must have at most 256 characters, none of them a control character");
    } else if (labels.size() == MAX_LABELS) {
      fault(pointer, "is one label too many (at most " + MAX_LABELS + ")");
    } else if (labels.put(key, value) != null) {
      fault(pointer, "is there twice");
    }
  }

  void limit(String pointer, Limit limit, String text) {
    try {
      limits.put(limit, limit.parse(text));
    } catch (IllegalArgumentException wrong) {
      fault(pointer, String.valueOf(wrong.getMessage()));
      return;
    }
    if (!budget.limits().exceeded(limits).contains(limit)) {
      return;
    }
    fault(pointer, "must be at most " + limit.format(limit.of(budget.limits().most())));
    limits.remove(limit);
  }

  /**
   * The wish.
   *
   * @throws ProblemException when anything is wrong
   */
  Wish build() {
    if (source == null && faults.isEmpty()) {
      fault("/source", "is missing");
    }
    if (source == null || !faults.isEmpty()) {
      throw faults.problem();
    }
    return new Wish(source, name, input, labels, limits);
  }
}
