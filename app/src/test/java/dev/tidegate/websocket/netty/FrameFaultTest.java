package dev.tidegate.websocket.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.websocket.Closure;
import dev.tidegate.websocket.Dialer;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What servers must not send, each after a good message and answered by the code of the RFC. */
@ExtendWith(DialerExtension.class)
class FrameFaultTest {

  private static final int READ_LIMIT = 1 << 20;

  static Stream<Arguments> faults() {
    return Stream.of(
        fault("masked frame", "81 85 00000000 68656c6c6f", 1002),
        fault("RSV1 without an extension", "c1 00", 1002),
        fault("RSV2", "a1 00", 1002),
        fault("RSV3", "91 00", 1002),
        fault("RSV1 in a control frame", "c9 00", 1002),
        fault("opcode 3", "83 00", 1002),
        fault("opcode 7", "87 00", 1002),
        fault("opcode 11", "8b 00", 1002),
        fault("opcode 15", "8f 00", 1002),
        fault("ping in fragments", "09 00", 1002),
        fault("ping of 126 bytes", "89 7e 007e", 1002),
        fault("close of 126 bytes", "88 7e 007e", 1002),
        fault("continuation of nothing", "80 00", 1002),
        fault("text inside a text", "01 01 61 81 01 62", 1002),
        fault("binary inside a text", "01 01 61 82 01 62", 1002),
        fault("16-bit length of 125", "82 7e 007d", 1002),
        fault("64-bit length of 65535", "82 7f 000000000000ffff", 1002),
        fault("length with the top bit", "82 7f 8000000000000000", 1002),
        fault("length of 2^40", "82 7f 0000010000000000", 1009),
        fault("limit and one in one frame", "82 7f 0000000000100001", 1009),
        fault("limit and one in two frames", "02 01 61 80 7f 0000000000100000", 1009),
        fault("bytes that never occur in UTF-8", "81 02 c0af", 1007),
        fault("lone surrogate", "81 03 eda080", 1007),
        fault("past U+10FFFF", "81 04 f4908080", 1007),
        fault("text that ends inside a character", "81 03 61e282", 1007),
        fault("character broken by a fragment's end", "01 02 61e2 80 01 41", 1007),
        // The rest of this message is never sent: the fault shows at once.
        fault("bad byte early in a long text", "81 7e ffff 61ff", 1007),
        fault("close body of one byte", "88 01 03", 1002),
        fault("close code 0", "88 02 0000", 1002),
        fault("close code 999", "88 02 03e7", 1002),
        fault("close code 1004", "88 02 03ec", 1002),
        fault("close code 1005", "88 02 03ed", 1002),
        fault("close code 1006", "88 02 03ee", 1002),
        fault("close code 1015", "88 02 03f7", 1002),
        fault("close code 2999", "88 02 0bb7", 1002),
        fault("close code 5000", "88 02 1388", 1002),
        fault("close code 65535", "88 02 ffff", 1002),
        fault("close reason that is not UTF-8", "88 04 03e8 c0af", 1007));
  }

  private static Arguments fault(String name, String bytes, int code) {
    return Arguments.of(name, Frames.hex(bytes), code);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void a_fault_closes_with_its_code_after_what_came_before(
      String name, byte[] bytes, int code, Dialer dialer) throws Exception {
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          session.text("before");
          session.send(bytes);
          RawPeer.Frame close = session.readClose();
          assertThat(close.closeCode()).isEqualTo(code);
          assertThat(close.closeReason()).isNotEmpty();
          assertThat(session.readsEnd()).isTrue();
        })) {
      Client client = Client.connect(dialer, Client.request(peer.port()));
      assertThat(client.receive().text()).isEqualTo("before");
      Closure closure = client.closure();
      assertThat(closure.code().value()).isEqualTo(code);
      assertThat(closure.initiator())
          .isEqualTo(code == 1009 ? Closure.Initiator.LIMIT : Closure.Initiator.FAULT);
      peer.finish();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void a_fault_is_found_where_the_bytes_come_one_at_a_time(
      String name, byte[] bytes, int code, Dialer dialer) throws Exception {
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          for (byte b : bytes) {
            session.send(new byte[] {b});
          }
          assertThat(session.readClose().closeCode()).isEqualTo(code);
          assertThat(session.readsEnd()).isTrue();
        })) {
      assertThat(Client.DEFAULTS.readLimit()).isEqualTo(READ_LIMIT);
      Client client = Client.connect(dialer, Client.request(peer.port()));
      assertThat(client.closure().code().value()).isEqualTo(code);
      peer.finish();
    }
  }
}
