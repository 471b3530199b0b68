package dev.tidegate.api;

import dev.tidegate.job.Budget;
import dev.tidegate.job.DurationText;
import dev.tidegate.job.Limit;
import dev.tidegate.job.NewJob;
import dev.tidegate.job.Retry;
import dev.tidegate.job.Source;
import dev.tidegate.lua.Json;
import java.time.Duration;
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

  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,9}");

  private final Budget budget;
  private final Faults faults = new Faults();
  private final Map<String, String> labels = new LinkedHashMap<>();
  private final Map<Limit, Long> limits = new EnumMap<>(Limit.class);
  private @Nullable Source source;
  private @Nullable String name;
  private Json input = Json.NULL;
  private int maxAttempts = Retry.NONE.maxAttempts();
  private Duration backoff = Retry.NONE.backoff();
  private int priority;

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
    if (isName(text)) {
      name = text;
    } else {
      fault(pointer, "must have 1 to 128 characters, none of them a control character");
    }
  }

  /** Whether a job can be called so. */
  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Whether a job can be marked so. */
  static boolean isLabel(String key, String value) {
    return LABEL_KEY.matcher(key).matches() && LABEL_VALUE.matcher(value).matches();
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

  void maxAttempts(String pointer, String text) {
    maxAttempts = number(pointer, text, 1, Retry.MOST_ATTEMPTS, maxAttempts);
  }

  void backoff(String pointer, String text) {
    try {
      // To the millisecond, like all durations of the API.
      Duration asked = Duration.ofMillis(DurationText.parse(text).toMillis());
      if (asked.compareTo(Retry.LONGEST_WAIT) <= 0) {
        backoff = asked;
      } else {
        fault(pointer, "must be at most " + DurationText.format(Retry.LONGEST_WAIT));
      }
    } catch (IllegalArgumentException wrong) {
      fault(pointer, String.valueOf(wrong.getMessage()));
    }
  }

  void priority(String pointer, String text) {
    priority = number(pointer, text, NewJob.LOWEST_PRIORITY, NewJob.HIGHEST_PRIORITY, priority);
  }

  private int number(String pointer, String text, int least, int most, int otherwise) {
    if (WHOLE.matcher(text).matches()) {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    fault(pointer, "must be a whole number from %d to %d".formatted(least, most));
    return otherwise;
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
    return new Wish(source, name, input, labels, limits, new Retry(maxAttempts, backoff), priority);
  }
}
