package dev.tidegate.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActorMetadataTest {

  private final ActorMetadata metadata = new ActorMetadata();

  @Test
  void keeps_the_types_of_json() {
    assertThat(
            metadata
                .convert(
                    "{\"role\": \"trader\", \"level\": 3, \"desks\": [\"rates\"], \"x\": null}")
                .values())
        .isEqualTo(Map.of("role", "trader", "level", 3L, "desks", List.of("rates")));
    assertThat(metadata.convert("{}").values()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "trader", "[1]", "{", "{\"a\": 1, \"a\": 2}", "{\"a\": 1} x"})
  void says_what_it_wants_instead_of_what_is_no_object(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> metadata.convert(text))
        .withMessageStartingWith("is no JSON object such as {\"role\": \"trader\"}: ");
  }
}
