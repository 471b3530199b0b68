package dev.tidegate.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.docs.PromQl.Matcher;
import dev.tidegate.docs.PromQl.Selector;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromQlTest {

  @Test
  void metrics_are_told_from_functions_operators_and_labels() {
    assertThat(
            PromQl.of(
                """
                histogram_quantile(0.9, sum by (le, job) (rate(a_bucket{x="1", y=~"b|c"}[5m])))
                  > ignoring (name) group_left max(b offset 10m) or (c unless on (pod) d)
                """))
        .isEqualTo(
            new PromQl(
                List.of(
                    new Selector(
                        "a_bucket",
                        Map.of("x", new Matcher("=", "1"), "y", new Matcher("=~", "b|c"))),
                    new Selector("b", Map.of()),
                    new Selector("c", Map.of()),
                    new Selector("d", Map.of())),
                Set.of("le", "job", "name", "pod")));
  }

  @Test
  void grouping_may_follow_what_is_grouped_and_braces_in_texts_are_no_selectors() {
    assertThat(PromQl.of("label_replace(sum(a) by (b), \"c\", \"{$1}\", \"b\", \"(.*)\")"))
        .isEqualTo(new PromQl(List.of(new Selector("a", Map.of())), Set.of("b")));
  }

  @Test
  void a_selector_without_a_metric_is_not_overlooked() {
    assertThatThrownBy(() -> PromQl.of("sum({job=\"a\"})"))
        .hasMessageContaining("without a metric");
  }
}
