package dev.tidegate.client;

import java.io.OutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes JSON so that numbers come out as they went in. */
final class Documents {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private Documents() {}

  /**
   * Reads one document.
   *
   * @throws JacksonException when it is none
   */
  static JsonNode read(String text) {
    return JSON.readTree(text);
  }

  /** Writes a document on one line. */
  static String write(JsonNode document) {
    return JSON.writeValueAsString(document);
  }

  /** Writes a document piece by piece, in UTF-8. */
  static JsonGenerator writer(OutputStream to) {
    return JSON.createGenerator(to);
  }

  /** A field that is a text, a number or a boolean; empty where it is anything else. */
  static String text(JsonNode document, String field) {
    JsonNode value = document.path(field);
    if (value.isString()) {
      return value.asString();
    }
    return value.isNumber() || value.isBoolean() ? value.toString() : "";
  }

  /** Whether a field has a value. */
  static boolean has(JsonNode document, String field) {
    return document.hasNonNull(field);
  }
}
