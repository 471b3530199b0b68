package dev.tidegate.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the service says about its API (OpenAPI 3.1): {@code docs/openapi.yaml}, which is written by
 * hand and compared with the code by tests, because nearly all that is worth saying about a call
 * stands neither in its signature nor in its types. Read when somebody asks for it, and not before.
 */
final class ApiDocument {

  private static final String PLACE = "/openapi/openapi.yaml";

  private final JsonMapper json;

  /** Both are idempotent, so that no thread has to wait for another. */
  private volatile @Nullable Representation asYaml;

  private volatile @Nullable Representation asJson;

  ApiDocument(JsonMapper json) {
    this.json = json;
  }

  /** As it was written. */
  Representation yaml() {
    Representation known = asYaml;
    if (known == null) {
      known = Representation.of(read());
      asYaml = known;
    }
    return known;
  }

  /** The same as JSON. */
  Representation json() {
    Representation known = asJson;
    if (known == null) {
      Object document =
          new Load(LoadSettings.builder().setLabel(PLACE).build())
              .loadFromString(new String(yaml().bytes(), StandardCharsets.UTF_8));
      known = Representation.of(json.writeValueAsBytes(document));
      asJson = known;
    }
    return known;
  }

  private static byte[] read() {
    try (InputStream file =
        Objects.requireNonNull(
            ApiDocument.class.getResourceAsStream(PLACE), "the program comes with " + PLACE)) {
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + PLACE, e);
    }
  }
}
