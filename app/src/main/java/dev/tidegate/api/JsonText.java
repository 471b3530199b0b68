package dev.tidegate.api;

import dev.tidegate.api.Problem.Fault;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * One JSON text that somebody sent. Faults are told in our own words: the parser's messages name
 * its classes.
 */
record JsonText(String text) {

  /** As deep as the engine turns into tables without complaint. */
  static final int MAX_DEPTH = 100;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(1000)
                  .maxNameLength(10_000)
                  .build())
          .build();

  /**
   * Takes UTF-8, which is the only encoding of JSON between systems (RFC 8259, 8.1).
   *
   * @param pointer where the text stands, for the fault
   * @throws ProblemException when it is not UTF-8
   */
  static JsonText decode(byte[] utf8, String pointer) {
    try {
      return new JsonText(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException _) {
      throw invalid(pointer, "is not UTF-8");
    }
  }

  /**
   * The text as UTF-8; empty when it has half of a surrogate pair, as {@code "\ud800"} makes one.
   */
  static Optional<byte[]> encode(String text) {
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] utf8 = new byte[bytes.remaining()];
      bytes.get(utf8);
      return Optional.of(utf8);
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }

  /**
   * Has the text read, which must be one value and nothing after it.
   *
   * @param pointer where the text stands, for faults
   * @param reader starts at the value's first token and leaves the parser at its last one
   * @throws ProblemException when it is not JSON
   */
  <T> T parse(String pointer, Function<JsonParser, T> reader) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() == null) {
        throw invalid(pointer, "is empty where JSON is expected");
      }
      try {
        T value = reader.apply(parser);
        if (parser.nextToken() != null) {
          throw invalid(pointer, "goes on after the end of the JSON value");
        }
        return value;
      } catch (StreamConstraintsException _) {
        throw invalid(
            pointer + parser.streamReadContext().pathAsPointer(),
            "is nested deeper than " + MAX_DEPTH + " levels, or has an overlong number or name");
      } catch (StreamReadException wrong) {
        throw invalid(pointer + parser.streamReadContext().pathAsPointer(), syntax(wrong));
      }
    } catch (StreamReadException wrong) {
      throw invalid(pointer, syntax(wrong));
    }
  }

  /**
   * Passes over the value that the parser is at, up to its last token, and tells of names that are
   * in an object twice.
   */
  static void skip(JsonParser parser, BiConsumer<String, String> fault) {
    Deque<Set<String>> open = new ArrayDeque<>();
    while (true) {
      JsonToken token = parser.currentToken();
      switch (token) {
        case START_OBJECT, START_ARRAY -> open.push(new HashSet<>());
        case END_OBJECT, END_ARRAY -> open.pop();
        case PROPERTY_NAME -> {
          if (!open.element().add(parser.currentName())) {
            fault.accept(parser.streamReadContext().pathAsPointer().toString(), "is there twice");
          }
        }
        default -> {}
      }
      if (open.isEmpty()) {
        return;
      }
      parser.nextToken();
    }
  }

  /** The pointer to a field of the outermost object, or to a query parameter (RFC 6901, 3). */
  static String pointer(String name) {
    return "/" + name.replace("~", "~0").replace("/", "~1");
  }

  private static String syntax(StreamReadException wrong) {
    return "is not valid JSON at line %d, column %d"
        .formatted(wrong.getLocation().getLineNr(), wrong.getLocation().getColumnNr());
  }

  private static ProblemException invalid(String pointer, String message) {
    return ProblemException.invalid(List.of(new Fault(pointer, message)));
  }
}
