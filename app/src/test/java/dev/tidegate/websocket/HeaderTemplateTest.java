package dev.tidegate.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTemplateTest {

  private static final String[] PIECES = {
    "$", "{", "}", "${", "secret:", "${secret:", "$${secret:", "name", " ", "é", "${secret:name}"
  };

  static Stream<String> texts() {
    Random random = new Random(7);
    return Stream.generate(() ->
            Stream.generate(() -> PIECES[random.nextInt(PIECES.length)])
                .limit(random.nextInt(12))
                .collect(Collectors.joining()))
        .limit(300);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void every_text_can_be_written_so_that_it_stands_for_itself(String text) throws OptionFault {
    HeaderTemplate template = HeaderTemplate.of("X", text.replace("${secret:", "$${secret:"));

    assertThat(template.secrets()).isEmpty();
    assertThat(rendered(template)).isEqualTo(text);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void a_reference_between_texts_is_found(String text) throws OptionFault {
    String escaped = text.replace("${secret:", "$${secret:");
    // A dollar sign before a reference would make it a text.
    String before = escaped + " ";

    HeaderTemplate template = HeaderTemplate.of("X", before + "${secret:a.b-c_1}" + escaped);

    assertThat(template.secrets()).containsExactly("a.b-c_1");
    assertThat(rendered(template)).isEqualTo(text + " <a.b-c_1>" + text);
  }

  private static String rendered(HeaderTemplate template) {
    return template.parts().stream()
        .map(part ->
            switch (part) {
              case HeaderTemplate.Part.Text literal -> literal.text();
              case HeaderTemplate.Part.Secret secret -> "<" + secret.name() + ">";
            })
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @ValueSource(strings = {"${secret:", "${secret:}", "${secret:1}", "${secret:a", "${secret:a/b}"})
  void what_only_looks_like_a_reference_is_a_fault_that_shows_no_value(String value) {
    assertThatThrownBy(() -> HeaderTemplate.of("X-Key", "c4n4ry " + value))
        .isInstanceOf(OptionFault.class)
        .hasMessageContaining("the value of \"X-Key\"")
        .hasMessageNotContaining("c4n4ry");
  }

  @ParameterizedTest
  @ValueSource(strings = {"c4n4ry", "c4n4ry ${secret:name} c4n4ry"})
  void nothing_prints_a_value(String value) throws OptionFault {
    assertThat(HeaderTemplate.of("X", value).toString()).doesNotContain("c4n4ry");
  }
}
