package dev.tidegate.websocket.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.websocket.Closure;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a connection hears does not depend on where TCP cuts it, be it right or wrong. */
@Timeout(60)
class ConversationTest {

  private static final long SEED = 20_261_128;
  private static final int ROUNDS = 400;
  private static final int MOST_CHANGES = 4;

  @RegisterExtension static final QuietLog LOG = new QuietLog();

  @Test
  void a_conversation_is_heard_as_it_was_said_wherever_it_is_cut() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      DeflateTerms terms = terms(random);
      Conversation conversation = new Conversation(random, terms);

      Hearing.Heard heard =
          Hearing.of(conversation.bytes(), terms, left -> 1 + random.nextInt(Math.min(left, 500)));

      assertThat(heard).as("round %d", round).isEqualTo(conversation.heard());
    }
  }

  @Test
  void a_damaged_conversation_ends_in_one_way_wherever_it_is_cut() {
    SplittableRandom random = new SplittableRandom(SEED);
    Set<Closure.Initiator> ends = EnumSet.noneOf(Closure.Initiator.class);
    for (int round = 0; round < ROUNDS; round++) {
      DeflateTerms terms = terms(random);
      byte[] bytes = damaged(new Conversation(random, terms).bytes(), random);

      Hearing.Heard whole = Hearing.of(bytes, terms, left -> left);
      Hearing.Heard cut = Hearing.of(bytes, terms, left -> 1 + random.nextInt(Math.min(left, 50)));

      assertThat(cut.essence()).as("round %d", round).isEqualTo(whole.essence());
      ends.add(cut.closure().initiator());
    }
    assertThat(ends)
        .contains(Closure.Initiator.PEER, Closure.Initiator.LOST, Closure.Initiator.FAULT);
  }

  private static @Nullable DeflateTerms terms(SplittableRandom random) {
    return switch (random.nextInt(3)) {
      case 0 -> null;
      case 1 -> new DeflateTerms(true, true);
      default -> new DeflateTerms(false, false);
    };
  }

  private static byte[] damaged(byte[] bytes, SplittableRandom random) {
    byte[] changed = bytes;
    for (int left = 1 + random.nextInt(MOST_CHANGES); left > 0; left--) {
      int at = random.nextInt(changed.length + 1);
      byte[] before = Arrays.copyOf(changed, at);
      byte[] drawn = new byte[random.nextInt(4)];
      random.nextBytes(drawn);
      int after = Math.min(changed.length, at + random.nextInt(4));
      changed = Frames.join(before, drawn, Arrays.copyOfRange(changed, after, changed.length));
    }
    return changed;
  }
}
