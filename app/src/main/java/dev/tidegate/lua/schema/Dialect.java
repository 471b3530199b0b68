package dev.tidegate.lua.schema;

import java.util.Arrays;
import java.util.Optional;

/** The drafts of JSON Schema that are known, oldest first. */
enum Dialect {
  DRAFT_4("http://json-schema.org/draft-04/schema"),
  DRAFT_6("http://json-schema.org/draft-06/schema"),
  DRAFT_7("http://json-schema.org/draft-07/schema"),
  DRAFT_2019_09("https://json-schema.org/draft/2019-09/schema"),
  DRAFT_2020_12("https://json-schema.org/draft/2020-12/schema");

  private final String uri;

  Dialect(String uri) {
    this.uri = uri;
  }

  /** The draft that {@code $schema} names; a fragment that is empty does not matter. */
  static Optional<Dialect> named(String uri) {
    String plain = uri.endsWith("#") ? uri.substring(0, uri.length() - 1) : uri;
    return Arrays.stream(values()).filter(dialect -> dialect.uri.equals(plain)).findFirst();
  }

  boolean isSince(Dialect other) {
    return compareTo(other) >= 0;
  }

  /** The keyword by which a schema is found. */
  String idKeyword() {
    return this == DRAFT_4 ? "id" : "$id";
  }
}
