package dev.tidegate.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads query parameters strictly, and tells of all that is wrong at the end. */
final class QueryFields {

  private final Map<String, List<String>> query;
  private final Faults faults = new Faults();
  private final Set<String> known = new HashSet<>();

  QueryFields(Map<String, List<String>> query) {
    this.query = query;
  }

  /** The text of a parameter; null where it is not there. */
  @Nullable String text(String name) {
    known.add(name);
    List<String> values = query.getOrDefault(name, List.of());
    if (values.size() > 1) {
      faults.add(JsonText.pointer(name), "is there twice");
    }
    // A parameter without a value has null for one.
    return values.isEmpty() ? null : values.getFirst() == null ? "" : values.getFirst();
  }

  /** A number within a range. */
  long number(String name, long least, long most, long absent) {
    String text = text(name);
    if (text == null) {
      return absent;
    }
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Told like a number out of range.
    }
    faults.add(
        JsonText.pointer(name),
        most == Long.MAX_VALUE
            ? "must be one that an answer had"
            : "must be a number from %d to %d".formatted(least, most));
    return absent;
  }

  /** A yes or no; yes also where nothing but the name is there. */
  boolean flag(String name) {
    String text = text(name);
    if (text == null || text.equals("false")) {
      return false;
    }
    if (!text.isEmpty() && !text.equals("true")) {
      faults.add(JsonText.pointer(name), "must be true or false");
    }
    return true;
  }

  /** The texts of a parameter that may be there several times. */
  List<String> texts(String name) {
    known.add(name);
    return query.getOrDefault(name, List.of()).stream()
        .map(text -> text == null ? "" : text)
        .toList();
  }

  /** Tells of a fault in a parameter. */
  void fault(String name, String message) {
    faults.add(JsonText.pointer(name), message);
  }

  /** A time as RFC 3339 writes it; null where it is not there. */
  @Nullable Instant time(String name) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException _) {
      faults.add(JsonText.pointer(name), "must be a time such as 2026-11-28T10:15:00Z");
      return null;
    }
  }

  /** A constant by its name in lower case; null where it is not there. */
  <E extends Enum<E>> @Nullable E constant(String name, Class<E> type) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    for (E constant : type.getEnumConstants()) {
      if (lower(constant).equals(text)) {
        return constant;
      }
    }
    faults.add(
        JsonText.pointer(name),
        "must be one of "
            + Arrays.stream(type.getEnumConstants())
                .map(QueryFields::lower)
                .collect(Collectors.joining(", ")));
    return null;
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /**
   * All parameters have been asked for.
   *
   * @throws ProblemException when anything is wrong, also with parameters that nobody knows
   */
  void end() {
    for (String name : query.keySet()) {
      if (!known.contains(name)) {
        faults.add(JsonText.pointer(name), "is not a known parameter");
      }
    }
    if (!faults.isEmpty()) {
      throw faults.problem();
    }
  }
}
