package dev.tidegate.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetadataTest {

  @Test
  void copies_the_tree_so_that_nobody_can_change_it() {
    List<Object> roles = new ArrayList<>(List.of("admin"));
    Map<String, Object> values = new HashMap<>(Map.of("roles", roles));
    Metadata metadata = Metadata.of(values);

    roles.add("owner");
    values.clear();

    assertThat(metadata.values()).isEqualTo(Map.of("roles", List.of("admin")));
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> metadata.values().clear());
    assertThat(metadata.values().get("roles"))
        .isInstanceOfSatisfying(
            List.class,
            copy ->
                assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(copy::clear));
  }

  @Test
  void has_one_type_for_whole_numbers_and_one_for_others() {
    assertThat(
            Metadata.of(Map.of("i", 1, "s", (short) 2, "b", (byte) 3, "f", 0.5f, "d", 2.0))
                .values())
        .isEqualTo(Map.of("i", 1L, "s", 2L, "b", 3L, "f", 0.5, "d", 2.0));
  }

  @Test
  void leaves_nulls_out() {
    Map<String, Object> values = new HashMap<>();
    values.put("absent", null);
    values.put("list", Arrays.asList("a", null, "b"));

    assertThat(Metadata.of(values).values()).isEqualTo(Map.of("list", List.of("a", "b")));
  }

  @Test
  void refuses_what_conditions_could_not_compare() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Metadata.of(Map.of("set", java.util.Set.of())))
        .withMessageContaining("texts, numbers, booleans, lists and maps");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Metadata.of(Map.of("map", Map.of(1, "a"))))
        .withMessage("a key of metadata must be text, not Integer");
  }

  @Test
  void is_of_limited_depth() {
    Object value = "leaf";
    for (int level = 1; level < Metadata.MAX_DEPTH; level++) {
      value = level % 2 == 0 ? List.of(value) : Map.of("k", value);
    }
    assertThat(Metadata.of(Map.of("k", value)).values()).containsOnlyKeys("k");
    Object deeper = List.of(value);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Metadata.of(Map.of("k", deeper)))
        .withMessage("metadata is nested deeper than 16 levels");
  }

  @Test
  void takes_the_other_values_where_both_have_a_key() {
    Metadata one = Metadata.of(Map.of("a", 1, "b", 1));

    assertThat(one.with(Metadata.of(Map.of("b", 2))).values()).isEqualTo(Map.of("a", 1L, "b", 2L));
    assertThat(one.with(Metadata.EMPTY)).isSameAs(one);
    assertThat(Metadata.EMPTY.with(one)).isSameAs(one);
  }

  @Test
  void does_not_show_its_values() {
    assertThat(Metadata.of(Map.of("email", "ann@example.com"))).hasToString("Metadata[email]");
  }
}
