package dev.tidegate.access;

import dev.tidegate.policy.Metadata;
import java.util.Map;
import java.util.Objects;
import org.springframework.core.convert.converter.Converter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads metadata from the text of a JSON object. */
public final class ActorMetadata implements Converter<String, Metadata> {

  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** Makes a reader. */
  public ActorMetadata() {}

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException if it is no JSON object, or one that is no metadata; the
   *     message says why
   */
  @Override
  public Metadata convert(String json) {
    try {
      return Metadata.of(Objects.requireNonNullElse(JSON.readValue(json, OBJECT), Map.of()));
    } catch (JacksonException invalid) {
      throw new IllegalArgumentException(
          "is no JSON object such as {\"role\": \"trader\"}: " + invalid.getOriginalMessage());
    }
  }
}
