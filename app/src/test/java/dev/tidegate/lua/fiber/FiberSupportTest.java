package dev.tidegate.lua.fiber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class FiberSupportTest {

  @Test
  void takes_continuations_where_the_jvm_allows_them() {
    for (FiberChoice choice : new FiberChoice[] {FiberChoice.AUTO, FiberChoice.CONTINUATION}) {
      FiberSupport support = FiberSupport.choose(choice);

      assertThat(support.kind()).isEqualTo(FiberChoice.CONTINUATION);
      assertThat(support.fallbackReason()).isNull();
      assertThat(support.fibers()).isInstanceOf(ContinuationFibers.class);
    }
  }

  @Test
  void takes_virtual_threads_when_told_to() {
    FiberSupport support = FiberSupport.choose(FiberChoice.VIRTUAL_THREAD);

    assertThat(support.kind()).isEqualTo(FiberChoice.VIRTUAL_THREAD);
    assertThat(support.fallbackReason()).isNull();
    assertThat(support.fibers()).isInstanceOf(VirtualThreadFibers.class);
  }

  @Test
  void falls_back_with_a_reason_or_refuses_with_the_same() {
    Optional<String> obstacle = Optional.of("the moon is full");
    FiberSupport support = FiberSupport.choose(FiberChoice.AUTO, obstacle);

    assertThat(support.kind()).isEqualTo(FiberChoice.VIRTUAL_THREAD);
    assertThat(support.fallbackReason())
        .isEqualTo("fibers fall back to virtual threads: the moon is full");
    assertThatThrownBy(() -> FiberSupport.choose(FiberChoice.CONTINUATION, obstacle))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("fibers can't be continuations: the moon is full");
  }

  @Test
  void names_what_is_missing() {
    assertThat(FiberSupport.obstacle(25, true, () -> true)).isEmpty();
    assertThat(FiberSupport.obstacle(26, true, () -> true))
        .hasValue("they need Java 25, this is Java 26");
    assertThat(FiberSupport.obstacle(25, true, () -> false))
        .hasValueSatisfying(reason -> assertThat(reason).startsWith("this JVM has none for "));
  }
}
