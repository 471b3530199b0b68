package dev.tidegate.lua.module;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The schemas that say what a schema is: those of the drafts that are known, which a reference may
 * lead to although nothing is loaded. They are part of the service, and few kilobytes together.
 */
final class PublishedSchemas {

  private static final String HOST = "json-schema.org/";

  private static final List<String> DRAFTS =
      List.of(
          "http://json-schema.org/draft-04/schema",
          "http://json-schema.org/draft-06/schema",
          "http://json-schema.org/draft-07/schema",
          "https://json-schema.org/draft/2019-09/schema",
          "https://json-schema.org/draft/2020-12/schema");

  private static final String DRAFT_2019_09 = "https://json-schema.org/draft/2019-09/";
  private static final String DRAFT_2020_12 = "https://json-schema.org/draft/2020-12/";

  private static final List<String> VOCABULARIES_2019_09 =
      List.of("applicator", "content", "core", "format", "meta-data", "validation");

  private static final List<String> VOCABULARIES_2020_12 =
      List.of(
          "applicator",
          "content",
          "core",
          "format-annotation",
          "format-assertion",
          "meta-data",
          "unevaluated",
          "validation");

  private PublishedSchemas() {}

  /** Their texts, as JSON, by their URIs without a fragment. */
  static Map<String, byte[]> texts() {
    Map<String, byte[]> texts = new HashMap<>();
    DRAFTS.forEach(uri -> texts.put(uri, read(uri)));
    for (String name : VOCABULARIES_2019_09) {
      texts.put(DRAFT_2019_09 + "meta/" + name, read(DRAFT_2019_09 + "meta/" + name));
    }
    for (String name : VOCABULARIES_2020_12) {
      texts.put(DRAFT_2020_12 + "meta/" + name, read(DRAFT_2020_12 + "meta/" + name));
    }
    return Map.copyOf(texts);
  }

  /** The resource whose name ends as the URI does. */
  private static byte[] read(String uri) {
    String name = "schema/" + uri.substring(uri.indexOf(HOST) + HOST.length()) + ".json";
    try (InputStream file = PublishedSchemas.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("the service comes without its resource " + name);
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + name, e);
    }
  }
}
