package dev.tidegate.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidegate.policy.AccessControl;
import dev.tidegate.policy.Actor;
import dev.tidegate.policy.PolicyLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyReadersTest {

  private static final Actor TRADER = new Actor("ann", Set.of("app:traders"));
  private static final Actor AUDITOR = new Actor("eve", Set.of("app:auditors"));

  private static PolicyReaders readers(String actions, String mode) {
    return new PolicyReaders(
        AccessControl.of(
            PolicyLoader.parse(
                "app.yaml",
                """
                version: "1.0"
                namespace: app
                entries:
                  - name: one
                    kind: security.policy
                    mode: %s
                    policy: {actions: %s, resources: "*", effect: allow}
                    groups: [auditors]
                """
                    .formatted(mode, actions))));
  }

  @ParameterizedTest
  @CsvSource({"websocket.connect, enforce", "policy.read, shadow"})
  void everybody_may_read_while_no_policy_that_counts_is_about_it(String actions, String mode) {
    PolicyReaders readers = readers(actions, mode);

    assertThatCode(() -> readers.require(TRADER)).doesNotThrowAnyException();
    assertThat(readers.includes(TRADER)).isTrue();
  }

  @Test
  void from_the_first_policy_on_only_those_may_whom_it_is_allowed() {
    PolicyReaders readers = readers("policy.*", "enforce");

    assertThatCode(() -> readers.require(AUDITOR)).doesNotThrowAnyException();
    assertThat(readers.includes(AUDITOR)).isTrue();
    assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> readers.require(TRADER));
    assertThat(readers.includes(TRADER)).isFalse();
  }
}
