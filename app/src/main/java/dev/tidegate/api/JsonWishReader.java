package dev.tidegate.api;

import dev.tidegate.job.Budget;
import dev.tidegate.job.Limit;
import dev.tidegate.job.Source;
import dev.tidegate.lua.Json;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the form {@code application/json}, strictly: every field is known, of its type, and there
 * once. Goes on after a fault, so that an answer names them all.
 */
final class JsonWishReader {

  private final JsonText body;
  private final JsonParser parser;
  private final WishBuilder wish;

  private JsonWishReader(JsonText body, JsonParser parser, Budget budget) {
    this.body = body;
    this.parser = parser;
    wish = new WishBuilder(budget);
  }

  /**
   * Reads a request.
   *
   * @throws ProblemException when anything is wrong
   */
  static Wish read(byte[] body, Budget budget) {
    JsonText text = JsonText.decode(body, "");
    return text.parse("", parser -> new JsonWishReader(text, parser, budget).read());
  }

  private Wish read() {
    object(this::field);
    return wish.build();
  }

  private void field(String pointer, String name) {
    switch (name) {
      case "source" -> text(pointer).ifPresent(text -> source(pointer, text));
      case "name" -> {
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
          text(pointer).ifPresent(text -> wish.name(pointer, text));
        }
      }
      case "input" -> wish.input(rawValue());
      case "labels" -> object(this::label);
      case "limits" -> object(this::limit);
      case "retry" -> {
        wish.fault(pointer, "has no meaning for a run within a request, which is tried once");
        skip();
      }
      default -> {
        wish.fault(pointer, "is not a known field");
        skip();
      }
    }
  }

  private void source(String pointer, String text) {
    JsonText.encode(text)
        .ifPresentOrElse(
            bytes -> wish.source(pointer, Source.ofBytes(bytes)),
            () -> wish.fault(pointer, "has half of a surrogate pair"));
  }

  private void label(String pointer, String key) {
    text(pointer).ifPresent(value -> wish.label(pointer, key, value));
  }

  private void limit(String pointer, String name) {
    Optional<Limit> limit = Limit.byField(name);
    if (limit.isEmpty()) {
      wish.fault(pointer, "is not a known limit");
      skip();
      return;
    }
    switch (parser.currentToken()) {
      case VALUE_NUMBER_INT, VALUE_STRING -> wish.limit(pointer, limit.get(), parser.getString());
      default -> {
        wish.fault(pointer, "must be a whole number or a text with a unit");
        skip();
      }
    }
  }

  private Optional<String> text(String pointer) {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return Optional.of(parser.getString());
    }
    wish.fault(pointer, "must be a text");
    skip();
    return Optional.empty();
  }

  /** Calls the reader at each field's value with its pointer and name. */
  private void object(BiConsumer<String, String> field) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      wish.fault(pointer(), "must be an object");
      skip();
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
        wish.fault(pointer, "is there twice");
        skip();
      }
    }
  }

  private Json rawValue() {
    int start = (int) parser.currentTokenLocation().getCharOffset();
    skip();
    parser.finishToken();
    return Json.of(body.text().substring(start, (int) parser.currentLocation().getCharOffset()));
  }

  private void skip() {
    JsonText.skip(parser, wish::fault);
  }

  private String pointer() {
    return parser.streamReadContext().pathAsPointer().toString();
  }
}
