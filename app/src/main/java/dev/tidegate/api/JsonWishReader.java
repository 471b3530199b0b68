package dev.tidegate.api;

import dev.tidegate.job.Limit;
import dev.tidegate.job.Source;
import dev.tidegate.lua.Json;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the form {@code application/json}, strictly. */
final class JsonWishReader {

  private final JsonText body;
  private final JsonParser parser;
  private final boolean kept;
  private final WishBuilder wish;
  private final JsonFields fields;

  private JsonWishReader(JsonText body, JsonParser parser, Terms terms) {
    this.body = body;
    this.parser = parser;
    kept = terms.kept();
    wish = new WishBuilder(terms.budget());
    fields = new JsonFields(parser, wish::fault);
  }

  /**
   * Reads a request.
   *
   * @throws ProblemException when anything is wrong
   */
  static Wish read(byte[] body, Terms terms) {
    JsonText text = JsonText.decode(body, "");
    return text.parse("", parser -> new JsonWishReader(text, parser, terms).read());
  }

  private Wish read() {
    fields.object(this::field);
    return wish.build();
  }

  private void field(String pointer, String name) {
    switch (name) {
      case "source" -> fields.text(pointer).ifPresent(text -> source(pointer, text));
      case "name" -> {
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
          fields.text(pointer).ifPresent(text -> wish.name(pointer, text));
        }
      }
      case "input" -> wish.input(rawValue());
      case "labels" -> fields.object(this::label);
      case "limits" -> fields.object(this::limit);
      case "retry", "priority" -> {
        if (!kept) {
          fields.refuse(pointer, "has no meaning for a run within a request, which is tried once");
        } else if (name.equals("retry")) {
          fields.object(this::retry);
        } else {
          number(pointer, text -> wish.priority(pointer, text));
        }
      }
      default -> fields.refuse(pointer, "is not a known field");
    }
  }

  private void source(String pointer, String text) {
    JsonText.encode(text)
        .ifPresentOrElse(
            bytes -> wish.source(pointer, Source.ofBytes(bytes)),
            () -> wish.fault(pointer, "has half of a surrogate pair"));
  }

  private void label(String pointer, String key) {
    fields.text(pointer).ifPresent(value -> wish.label(pointer, key, value));
  }

  private void limit(String pointer, String name) {
    Optional<Limit> limit = Limit.byField(name);
    if (limit.isEmpty()) {
      fields.refuse(pointer, "is not a known limit");
      return;
    }
    measure(pointer, text -> wish.limit(pointer, limit.get(), text));
  }

  private void retry(String pointer, String name) {
    switch (name) {
      case "max_attempts" -> number(pointer, text -> wish.maxAttempts(pointer, text));
      case "backoff" -> measure(pointer, text -> wish.backoff(pointer, text));
      default -> fields.refuse(pointer, "is not a known field");
    }
  }

  private void number(String pointer, Consumer<String> number) {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      number.accept(parser.getString());
    } else {
      fields.refuse(pointer, "must be a whole number");
    }
  }

  private void measure(String pointer, Consumer<String> measure) {
    switch (parser.currentToken()) {
      case VALUE_NUMBER_INT, VALUE_STRING -> measure.accept(parser.getString());
      default -> fields.refuse(pointer, "must be a whole number or a text with a unit");
    }
  }

  private Json rawValue() {
    int start = (int) parser.currentTokenLocation().getCharOffset();
    fields.skip();
    parser.finishToken();
    return Json.of(body.text().substring(start, (int) parser.currentLocation().getCharOffset()));
  }
}
