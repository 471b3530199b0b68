package dev.tidegate.api;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads JSON objects strictly: every field is of its type, and there once. Goes on after a fault,
 * so that an answer names them all.
 */
final class JsonFields {

  private final JsonParser parser;
  private final BiConsumer<String, String> fault;

  /**
   * Makes one.
   *
   * @param fault hears of what is wrong: a pointer, and a message that goes on from there
   */
  JsonFields(JsonParser parser, BiConsumer<String, String> fault) {
    this.parser = parser;
    this.fault = fault;
  }

  /** Calls the reader at each field's value with its pointer and name. */
  void object(BiConsumer<String, String> field) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      refuse(pointer(), "must be an object");
      return;
    }
    Set<String> seen = new HashSet<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      String pointer = pointer();
      parser.nextToken();
      if (seen.add(name)) {
        field.accept(pointer, name);
      } else {
        refuse(pointer, "is there twice");
      }
    }
  }

  /** The text that the parser is at; empty after a fault where it is another value. */
  Optional<String> text(String pointer) {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return Optional.of(parser.getString());
    }
    refuse(pointer, "must be a text");
    return Optional.empty();
  }

  /** Tells that the value which the parser is at is wrong, and passes over it. */
  void refuse(String pointer, String message) {
    fault.accept(pointer, message);
    skip();
  }

  /** Passes over the value that the parser is at. */
  void skip() {
    JsonText.skip(parser, fault);
  }

  /** Where the parser is. */
  String pointer() {
    return parser.streamReadContext().pathAsPointer().toString();
  }
}
