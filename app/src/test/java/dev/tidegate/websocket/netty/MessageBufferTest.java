package dev.tidegate.websocket.netty;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.tidegate.websocket.CloseCode;
import dev.tidegate.websocket.MessageType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What it takes to put a message together, however a peer cuts it. */
class MessageBufferTest {

  private static final int LENGTH = 4 << 20;
  private static final int FRAGMENT = 64;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** A message that grows by doubling is copied twice at most, and once more to its own length. */
  private static final long MOST_ALLOCATED = 5L * LENGTH;

  @FunctionalInterface
  private interface Work {
    void run() throws FrameFault;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, FRAGMENT, 2048})
  void a_message_in_small_fragments_is_not_copied_for_each(int length) throws FrameFault {
    int fragments = Math.min(LENGTH / length, 65_536);
    Kept kept = new Kept();
    FrameReader reader = new FrameReader(kept, LENGTH, null);
    ByteBuf start = Unpooled.wrappedBuffer(new byte[] {2, 0});
    ByteBuf end = Unpooled.wrappedBuffer(new byte[] {(byte) 0x80, 0});
    ByteBuf fragment = Unpooled.wrappedBuffer(Frames.frame(0, new byte[length]));

    long allocated =
        allocatedBy(() -> {
          reader.read(start);
          for (int i = 2; i < fragments; i++) {
            reader.read(fragment.readerIndex(0));
          }
          reader.read(end);
        });

    assertThat(kept.size).isEqualTo((fragments - 2) * length);
    assertThat(allocated).isLessThan(MOST_ALLOCATED);
  }

  @Test
  void a_message_that_is_inflated_is_not_copied_for_each_piece() throws FrameFault {
    Kept kept = new Kept();
    FrameReader reader = new FrameReader(kept, LENGTH, new MessageInflater(true));
    ByteBuf frame = Unpooled.wrappedBuffer(Frames.frame(0xC2, DeflateCases.zeros(LENGTH)));

    long allocated = allocatedBy(() -> reader.read(frame));
    reader.end();

    assertThat(kept.size).isEqualTo(LENGTH);
    assertThat(allocated).isLessThan(MOST_ALLOCATED);
  }

  @Test
  void a_claim_is_worth_no_more_than_a_little_memory() throws FrameFault {
    byte[] header = Arrays.copyOf(Frames.hex("82 7f 0000000000400000"), 11);
    FrameReader reader = new FrameReader(new Kept(), LENGTH, null);

    assertThat(allocatedBy(() -> reader.read(Unpooled.wrappedBuffer(header))))
        .isLessThan(64 * 1024);
  }

  private static long allocatedBy(Work work) throws FrameFault {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    work.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private static final class Kept implements FrameReader.Sink {

    private int size = -1;

    @Override
    public boolean hasRoom() {
      return true;
    }

    @Override
    public void message(MessageType type, byte[] payload) {
      size = payload.length;
    }

    @Override
    public void ping(byte[] payload) {
      throw new IllegalStateException("no ping was sent");
    }

    @Override
    public void pong(byte[] payload) {
      throw new IllegalStateException("no pong was sent");
    }

    @Override
    public void close(CloseCode code, String reason) {
      throw new IllegalStateException("no close was sent");
    }
  }
}
