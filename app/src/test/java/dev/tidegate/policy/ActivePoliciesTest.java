package dev.tidegate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActivePoliciesTest {

  private static PolicySet empty(String namespace) {
    return PolicyLoader.parse(
        "a.yaml", "version: \"1.0\"\nnamespace: " + namespace + "\nentries: []\n");
  }

  @Test
  void tells_of_each_change_in_order() {
    PolicySet a = empty("a");
    PolicySet b = empty("b");
    PolicySet c = empty("c");
    ActivePolicies policies = new ActivePolicies(a);
    List<List<PolicySet>> heard = new ArrayList<>();
    policies.listen((before, now) -> heard.add(List.of(before, now)));

    policies.replace(b);
    policies.replace(c);

    assertThat(heard).containsExactly(List.of(a, b), List.of(b, c));
    assertThat(policies.current()).isSameAs(c);
  }
}
