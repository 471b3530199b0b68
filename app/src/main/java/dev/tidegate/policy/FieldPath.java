package dev.tidegate.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where in a request a condition finds a value. */
sealed interface FieldPath {

  /** A path is at most as long as this, in characters. */
  int LONGEST = 256;

  /** As it stands in the file. */
  String text();

  /** The value there; null where there is none. */
  @Nullable Object read(AccessRequest request);

  /** Whether it leads to something about the actor. */
  default boolean isOfActor() {
    return this instanceof ActorId || this instanceof ActorMeta;
  }

  /** {@code actor.id}. */
  record ActorId(String text) implements FieldPath {
    @Override
    public @Nullable Object read(AccessRequest request) {
      return request.actor().id();
    }
  }

  /** {@code actor.meta} and what is in it. */
  record ActorMeta(String text, List<String> keys) implements FieldPath {
    @Override
    public @Nullable Object read(AccessRequest request) {
      return descend(request.actor().meta().values(), keys);
    }
  }

  /** {@code action}. */
  record Action(String text) implements FieldPath {
    @Override
    public @Nullable Object read(AccessRequest request) {
      return request.action();
    }
  }

  /** {@code resource}. */
  record Resource(String text) implements FieldPath {
    @Override
    public @Nullable Object read(AccessRequest request) {
      return request.resource();
    }
  }

  /** What is in {@code meta}; any other path is one key of it, dots included. */
  record Meta(String text, List<String> keys) implements FieldPath {
    @Override
    public @Nullable Object read(AccessRequest request) {
      return descend(request.meta().values(), keys);
    }
  }

  static FieldPath parse(String text) throws PatternFault {
    if (text.isEmpty()) {
      throw new PatternFault(
          "a field cannot be empty; write one like actor.id, actor.meta.role or meta.host");
    }
    if (text.length() > LONGEST) {
      throw new PatternFault("a field is at most " + LONGEST + " characters long");
    }
    List<String> parts = Arrays.asList(text.split("\\.", -1));
    if (parts.contains("")) {
      throw new PatternFault("\"%s\" has an empty part between its dots".formatted(text));
    }
    List<String> rest = List.copyOf(parts.subList(1, parts.size()));
    return switch (parts.getFirst()) {
      case "actor" -> actor(text, rest);
      case "action" -> new Action(text);
      case "resource" -> new Resource(text);
      case "meta" -> {
        if (rest.isEmpty()) {
          throw new PatternFault("\"meta\" alone is no field; write one like meta.host");
        }
        yield new Meta(text, rest);
      }
      default -> new Meta(text, List.of(requireNoSlip(text, parts.getFirst())));
    };
  }

  private static FieldPath actor(String text, List<String> rest) throws PatternFault {
    return switch (rest.isEmpty() ? "" : rest.getFirst()) {
      case "id" -> new ActorId(text);
      case "meta" -> new ActorMeta(text, rest.subList(1, rest.size()));
      default ->
          throw new PatternFault(
              "\"%s\" is no field: an actor has actor.id and actor.meta".formatted(text));
    };
  }

  /** A slip of the pen would otherwise be a key that no request ever has. */
  private static String requireNoSlip(String text, String first) throws PatternFault {
    for (String root : List.of("actor", "action", "resource", "meta")) {
      if (Spelling.distance(first.toLowerCase(Locale.ROOT), root) <= 1) {
        String meant = root + text.substring(first.length());
        throw new PatternFault(
            first.equals(text)
                ? "\"%s\" is no field; did you mean \"%s\", or \"meta.%1$s\"?"
                    .formatted(text, meant)
                : "\"%s\" is no field; did you mean \"%s\"?".formatted(text, meant));
      }
    }
    return text;
  }

  private static @Nullable Object descend(Map<String, ?> map, List<String> keys) {
    @Nullable Object value = map;
    for (String key : keys) {
      value = value instanceof Map<?, ?> inner ? inner.get(key) : null;
    }
    return value;
  }
}
