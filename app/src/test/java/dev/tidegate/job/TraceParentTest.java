package dev.tidegate.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of {@code traceparent}. */
class TraceParentTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";

  @ParameterizedTest
  @CsvSource({"00, false", "01, true", "02, false", "03, true", "ff, true"})
  void the_last_bit_says_whether_it_is_sampled(String flags, boolean sampled) {
    assertThat(TraceParent.parse("00-" + TRACE + "-" + SPAN + "-" + flags))
        .hasValue(new TraceParent(TRACE, SPAN, sampled));
  }

  @Test
  void what_is_written_is_read_again() {
    for (boolean sampled : new boolean[] {false, true}) {
      TraceParent parent = new TraceParent(TRACE, SPAN, sampled);

      assertThat(TraceParent.parse(parent.toString())).hasValue(parent);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "01-" + TRACE + "-" + SPAN + "-01",
        "00-" + TRACE + "-" + SPAN + "-01-more",
        "00-" + TRACE + "-" + SPAN + "-1",
        "00-" + TRACE + "-" + SPAN + "-01\n",
        "00-00000000000000000000000000000000-" + SPAN + "-01",
        "00-" + TRACE + "-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
        "00-" + TRACE + "-00f067aa0ba902bx-01"
      })
  void other_forms_are_none(String text) {
    assertThat(TraceParent.parse(text)).isEmpty();
  }

  @Test
  void ids_are_checked() {
    assertThatThrownBy(() -> new TraceParent("1", SPAN, true))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TraceParent(TRACE, "1", true))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
