package dev.tidegate.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known besides the names: about an actor, or about a request. A tree of texts ({@code
 * String}), whole numbers ({@code Long}), other numbers ({@code Double}), booleans, lists, and maps
 * whose keys are texts. Immutable through and through; what was absent or null is not there.
 */
public final class Metadata {

  /** How many levels of lists and maps there may be, the outermost map included. */
  public static final int MAX_DEPTH = 16;

  /** Nothing is known. */
  public static final Metadata EMPTY = new Metadata(Map.of());

  private final Map<String, Object> values;

  private Metadata(Map<String, Object> values) {
    this.values = values;
  }

  /**
   * Copies a tree. Nulls are left out, and numbers become {@code Long} where they are whole.
   *
   * @throws IllegalArgumentException for a key that is no text, a value of another type, or a tree
   *     that is deeper than {@link #MAX_DEPTH}
   */
  public static Metadata of(Map<String, ?> values) {
    return values.isEmpty() ? EMPTY : new Metadata(map(values, MAX_DEPTH));
  }

  /** This and more; where both have a key, the other's value counts. */
  public Metadata with(Metadata more) {
    if (more.values.isEmpty()) {
      return this;
    }
    if (values.isEmpty()) {
      return more;
    }
    Map<String, Object> both = LinkedHashMap.newLinkedHashMap(values.size() + more.values.size());
    both.putAll(values);
    both.putAll(more.values);
    return new Metadata(Collections.unmodifiableMap(both));
  }

  /** The tree, unmodifiable. */
  public Map<String, Object> values() {
    return values;
  }

  private static Map<String, Object> map(Map<?, ?> source, int depth) {
    requireDepth(depth);
    Map<String, Object> copy = LinkedHashMap.newLinkedHashMap(source.size());
    source.forEach((key, value) -> {
      if (!(key instanceof String name)) {
        throw new IllegalArgumentException("a key of metadata must be text, not " + type(key));
      }
      if (value != null) {
        copy.put(name, value(value, depth - 1));
      }
    });
    return Collections.unmodifiableMap(copy);
  }

  private static List<Object> list(List<?> source, int depth) {
    requireDepth(depth);
    List<Object> copy = new ArrayList<>(source.size());
    for (Object item : source) {
      if (item != null) {
        copy.add(value(item, depth - 1));
      }
    }
    return Collections.unmodifiableList(copy);
  }

  private static Object value(Object value, int depth) {
    return switch (value) {
      case String text -> text;
      case Boolean truth -> truth;
      case Byte number -> number.longValue();
      case Short number -> number.longValue();
      case Integer number -> number.longValue();
      case Long number -> number;
      case Float number -> number.doubleValue();
      case Double number -> number;
      case Map<?, ?> map -> map(map, depth);
      case List<?> list -> list(list, depth);
      default ->
          throw new IllegalArgumentException(
              "metadata holds texts, numbers, booleans, lists and maps, not " + type(value));
    };
  }

  private static void requireDepth(int depth) {
    if (depth == 0) {
      throw new IllegalArgumentException("metadata is nested deeper than " + MAX_DEPTH + " levels");
    }
  }

  private static String type(@Nullable Object value) {
    return value == null ? "null" : value.getClass().getSimpleName();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Metadata that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** Says nothing of the values, which may be private. */
  @Override
  public String toString() {
    return "Metadata" + values.keySet();
  }
}
