package dev.tidegate.websocket.netty;

import static dev.tidegate.websocket.netty.PeerCase.fault;
import static dev.tidegate.websocket.netty.PeerCase.legal;
import static dev.tidegate.websocket.netty.PeerCase.sends;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Frames and fragments: numbers 201 to 399. */
final class FrameCases {

  private static final String RESERVED = "1002 reserved bits set";
  private static final String MASKED = "1002 masked frame from a server";
  private static final String LONG_CONTROL = "1002 control frame over 125 bytes";
  private static final String PIECES = "1002 control frame in fragments";
  private static final String NOT_SHORTEST = "1002 length not in its shortest form";
  private static final String NESTED = "1002 message inside a message";
  private static final String NO_START = "1002 continuation of no message";

  private FrameCases() {}

  static List<PeerCase> all() {
    List<PeerCase> cases = new ArrayList<>();
    int number = 201;
    for (int opcode : new int[] {3, 4, 5, 6, 7, 11, 12, 13, 14, 15}) {
      cases.add(
          fault(
              number++,
              "6455 5.2",
              "opcode " + opcode,
              "8" + Integer.toHexString(opcode) + " 00",
              "1002 unknown opcode " + opcode));
    }
    cases.addAll(
        List.of(
            fault(211, "6455 5.2", "opcode 3 inside a message", "01 01 61 83 00", unknown(3)),
            fault(212, "6455 5.2", "RSV1 in a text", "c1 00", RESERVED),
            fault(213, "6455 5.2", "RSV2 in a text", "a1 00", RESERVED),
            fault(214, "6455 5.2", "RSV3 in a binary", "92 00", RESERVED),
            fault(215, "6455 5.2", "all reserved bits in a text", "f1 00", RESERVED),
            fault(216, "6455 5.2", "RSV1 in a ping", "c9 00", RESERVED),
            fault(217, "6455 5.2", "RSV1 in a close", "c8 02 03e8", RESERVED),
            fault(218, "6455 5.2", "RSV2 in a pong", "aa 00", RESERVED),
            fault(219, "6455 5.2", "RSV1 in a continuation", "01 01 61 c0 01 62", RESERVED),
            fault(220, "6455 5.1", "masked text", "81 81 11223344 70", MASKED),
            fault(221, "6455 5.1", "text under a mask of zeros", "81 81 00000000 61", MASKED),
            fault(222, "6455 5.1", "masked empty text", "81 80 11223344", MASKED),
            fault(223, "6455 5.1", "masked ping", "89 80 11223344", MASKED),
            fault(224, "6455 5.1", "masked close", "88 82 00000000 03e8", MASKED),
            fault(225, "6455 5.1", "masked continuation", "01 01 61 80 80 11223344", MASKED),
            fault(230, "6455 5.5", "ping of 126 bytes", "89 7e 007e", LONG_CONTROL),
            fault(231, "6455 5.5", "pong of 126 bytes", "8a 7e 007e", LONG_CONTROL),
            fault(232, "6455 5.5", "close of 126 bytes", "88 7e 007e", LONG_CONTROL),
            fault(233, "6455 5.5", "ping with a 16-bit length of 5", "89 7e 0005", LONG_CONTROL),
            fault(234, "6455 5.5", "ping of 64 KiB", "89 7f 0000000000010000", LONG_CONTROL),
            fault(235, "6455 5.5", "ping in fragments", "09 00 80 00", PIECES),
            fault(236, "6455 5.5", "pong in fragments", "0a 00 80 00", PIECES),
            fault(237, "6455 5.5", "close in fragments", "08 00 80 00", PIECES),
            sends(
                238,
                "6455 5.5.3",
                "ping of 125 bytes",
                Frames.join(Frames.frame(0x89, filled(125)), Frames.close(1000)),
                "pong " + "78".repeat(125) + ", close 1000",
                "closed"),
            sends(239, "6455 5.5.3", "empty ping", ping(""), "pong , close 1000", "closed"),
            sends(
                240,
                "6455 5.5.3",
                "ping with bytes that are not UTF-8",
                ping("c0ff"),
                "pong c0ff, close 1000",
                "closed"),
            legal(241, "6455 5.5.3", "pongs that nobody asked for", "8a 00 8a 02 c0ff", ""),
            fault(250, "6455 5.2", "16-bit length of 125", "82 7e 007d", NOT_SHORTEST),
            fault(251, "6455 5.2", "16-bit length of 0", "82 7e 0000", NOT_SHORTEST),
            fault(
                252, "6455 5.2", "64-bit length of 65,535", "82 7f 000000000000ffff", NOT_SHORTEST),
            fault(253, "6455 5.2", "64-bit length of 126", "82 7f 000000000000007e", NOT_SHORTEST),
            fault(254, "6455 5.2", "64-bit length of 0", "82 7f 0000000000000000", NOT_SHORTEST),
            fault(
                255,
                "6455 5.2",
                "length with the top bit",
                topBit("00"),
                "1002 length over 63 bits"),
            fault(256, "6455 5.2", "length of all ones", topBit("ff"), "1002 length over 63 bits"),
            fault(
                257,
                "6455 5.2",
                "length that is not minimal, in a continuation",
                "02 01 61 80 7e 0001 61",
                NOT_SHORTEST),
            sized(258, 125),
            sized(259, 126),
            sized(260, 65_535),
            sized(261, 65_536),
            fault(301, "6455 5.4", "continuation of nothing, final", "80 01 61", NO_START),
            fault(302, "6455 5.4", "continuation of nothing, not final", "00 01 61", NO_START),
            fault(303, "6455 5.4", "continuation after the message's end", "80 00", NO_START),
            fault(304, "6455 5.4", "text inside a text", "01 01 61 81 01 62", NESTED),
            fault(305, "6455 5.4", "binary inside a text", "01 01 61 82 01 62", NESTED),
            fault(306, "6455 5.4", "text inside an empty start", "02 00 81 01 62", NESTED),
            fault(307, "6455 5.4", "second start instead of a continuation", "01 00 01 00", NESTED),
            fault(308, "6455 5.4", "continuation after only a ping", "8a 00 80 01 61", NO_START),
            legal(309, "6455 5.4", "text in two frames", "01 02 6162 80 02 6364", "text abcd"),
            legal(310, "6455 5.4", "empty fragments", "01 00 00 00 00 01 61 80 00", "text a"),
            legal(311, "6455 5.4", "nothing in two fragments", "02 00 80 00", "binary "),
            sends(
                312,
                "6455 5.4",
                "ping between fragments",
                Frames.hex("01 01 61 89 01 70 80 01 62 88 02 03e8"),
                "pong 70, close 1000",
                "text ab, closed"),
            sends(
                313,
                "6455 5.4",
                "pings between all of many fragments",
                Frames.hex("02 00" + "00 00 89 00".repeat(20) + "80 01 ff 88 02 03e8"),
                "pong , ".repeat(20) + "close 1000",
                "binary ff, closed"),
            legal(
                314, "6455 5.4", "pong between fragments", "01 01 61 8a 01 70 80 01 62", "text ab"),
            sends(
                315,
                "6455 5.4",
                "close between fragments",
                Frames.hex("01 01 61 88 02 03e9"),
                "close 1001",
                "closed"),
            sends(
                316,
                "6455 5.4",
                "1,000 empty fragments",
                Frames.join(many(1_000), Frames.hex("80 01 61 88 02 03e8")),
                "close 1000",
                "binary a, closed"),
            sends(
                317,
                "6455 10.4",
                "65,537 empty fragments",
                many(65_537),
                "close 1009 message in over 65536 fragments, end",
                "closed"),
            sends(
                318,
                "6455 10.4",
                "a fragment for each of 5,000 bytes",
                Frames.join(Frames.hex("02 00" + "00 01 61".repeat(5_000) + "80 00 88 02 03e8")),
                "close 1000",
                "binary 5000 bytes, closed")));
    return cases;
  }

  private static String unknown(int opcode) {
    return "1002 unknown opcode " + opcode;
  }

  private static String topBit(String rest) {
    return "82 7f " + (rest.equals("ff") ? "ff" : "80") + rest.repeat(7);
  }

  private static PeerCase sized(int number, int length) {
    return sends(
        number,
        "6455 5.2",
        "binary of " + length + " bytes",
        Frames.join(Frames.frame(0x82, filled(length)), Frames.close(1000)),
        "close 1000",
        "binary " + length + " bytes, closed");
  }

  private static byte[] filled(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 'x');
    return bytes;
  }

  private static byte[] ping(String payload) {
    return Frames.join(Frames.frame(0x89, Frames.hex(payload)), Frames.close(1000));
  }

  /** The beginning of a message that never ends, in so many empty frames. */
  private static byte[] many(int fragments) {
    byte[] bytes = new byte[2 * fragments];
    bytes[0] = 2;
    return bytes;
  }
}
