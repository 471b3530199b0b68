package dev.tidegate.api;

import dev.tidegate.policy.Actor;
import dev.tidegate.policy.Metadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads a question to the policies, strictly. */
final class QuestionReader {

  /** As much as a question may hold, in bytes. */
  static final int MAX_BYTES = 64 << 10;

  static final int MAX_GROUPS = 1_000;

  private static final Predicate<String> ID =
      Pattern.compile("[^\\p{Cntrl}]{1,256}").asMatchPredicate();
  private static final Predicate<String> ACTION =
      Pattern.compile("[^\\p{Cntrl}]{1,256}").asMatchPredicate();
  private static final Predicate<String> RESOURCE =
      Pattern.compile("[^\\p{Cntrl}]{0,4096}").asMatchPredicate();
  private static final Predicate<String> GROUP =
      Pattern.compile("[A-Za-z0-9._/-]{1,128}(:[A-Za-z0-9._/-]{1,128})?").asMatchPredicate();

  private final JsonParser parser;
  private final Faults faults = new Faults();
  private final JsonFields fields;
  private @Nullable Actor actor;
  private @Nullable String action;
  private @Nullable String resource;
  private Metadata meta = Metadata.EMPTY;

  private QuestionReader(JsonParser parser) {
    this.parser = parser;
    fields = new JsonFields(parser, faults::add);
  }

  /**
   * Reads a request.
   *
   * @throws ProblemException when anything is wrong
   */
  static Question read(byte[] body) {
    return JsonText.decode(body, "").parse("", parser -> new QuestionReader(parser).read());
  }

  private Question read() {
    fields.object(this::field);
    String asked = action;
    String about = resource;
    if (asked == null && faults.isEmpty()) {
      faults.add("/action", "is missing");
    }
    if (about == null && faults.isEmpty()) {
      faults.add("/resource", "is missing; write \"\" for none");
    }
    if (asked == null || about == null || !faults.isEmpty()) {
      throw faults.problem();
    }
    return new Question(actor, asked, about, meta);
  }

  private void field(String pointer, String name) {
    switch (name) {
      case "actor" -> actor = actor();
      case "action" ->
          action = text(pointer, ACTION, "must have 1 to 256 characters, none a control character");
      case "resource" ->
          resource =
              text(
                  pointer, RESOURCE, "must have at most 4096 characters, none a control character");
      case "meta" -> meta = metadata(pointer);
      default -> fields.refuse(pointer, "is not a known field");
    }
  }

  private @Nullable Actor actor() {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    ActorFields read = new ActorFields();
    String start = fields.pointer();
    fields.object(read::field);
    if (read.id == null && faults.isEmpty()) {
      faults.add(start + "/id", "is missing");
    }
    return read.id == null ? null : new Actor(read.id, read.meta, read.groups);
  }

  private final class ActorFields {

    private final Set<String> groups = new HashSet<>();
    private @Nullable String id;
    private Metadata meta = Metadata.EMPTY;

    void field(String pointer, String name) {
      switch (name) {
        case "id" ->
            id = text(pointer, ID, "must have 1 to 256 characters, none a control character");
        case "meta" -> meta = metadata(pointer);
        case "groups" -> groups(pointer);
        default -> fields.refuse(pointer, "is not a known field");
      }
    }

    private void groups(String pointer) {
      if (parser.currentToken() != JsonToken.START_ARRAY) {
        fields.refuse(pointer, "must be a list of texts");
        return;
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        String place = fields.pointer();
        String group = text(place, GROUP, "must be the name of a group, or namespace:name");
        if (group != null && groups.size() == MAX_GROUPS && !groups.contains(group)) {
          faults.add(place, "is one group too many (at most " + MAX_GROUPS + ")");
        } else if (group != null) {
          groups.add(group);
        }
      }
    }
  }

  private @Nullable String text(String pointer, Predicate<String> form, String fault) {
    String text = fields.text(pointer).orElse(null);
    if (text != null && !form.test(text)) {
      faults.add(pointer, fault);
      return null;
    }
    return text;
  }

  private Metadata metadata(String pointer) {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return Metadata.EMPTY;
    }
    try {
      return Metadata.of(map());
    } catch (IllegalArgumentException wrong) {
      faults.add(pointer, "can't be taken: " + wrong.getMessage());
      return Metadata.EMPTY;
    }
  }

  /** As deep as the parser lets it be. */
  private Map<String, Object> map() {
    Map<String, Object> values = new HashMap<>();
    fields.object((pointer, name) -> {
      Object value = value(pointer);
      if (value != null) {
        values.put(name, value);
      }
    });
    return values;
  }

  private @Nullable Object value(String pointer) {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> parser.getString();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(pointer);
      case START_OBJECT -> map();
      case START_ARRAY -> list();
      default -> null;
    };
  }

  private List<Object> list() {
    List<Object> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      Object value = value(fields.pointer());
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  private @Nullable Number number(String pointer) {
    if (parser.getNumberType() == JsonParser.NumberType.INT
        || parser.getNumberType() == JsonParser.NumberType.LONG) {
      return parser.getLongValue();
    }
    double number = parser.getDoubleValue();
    if (Double.isInfinite(number)) {
      faults.add(pointer, "is too large a number");
      return null;
    }
    return number;
  }
}
