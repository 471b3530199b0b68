package dev.tidegate.websocket.netty;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;

/** Compressed messages, sound and not: numbers 601 to 699. */
final class DeflateCases {

  private static final String RESERVED = "1002 reserved bits set";
  private static final String BROKEN = "1007 compressed data is broken";
  private static final int LIMIT = 100_000;
  private static final String TOO_BIG = "1009 message over 100000 bytes";
  private static final String OPTIONS =
      "compression = 1, read_limit = 100000, channel_capacity = 100";
  private static final String[] AGREED = {"Sec-WebSocket-Extensions: permessage-deflate"};
  private static final String[] NO_CONTEXT = {
    "Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover"
  };

  /** "Hello" as in the RFC: alone, and again with the context of the first. */
  private static final String HELLO = "c1 07 f248cdc9c90700";

  private static final String HELLO_AGAIN = "c1 05 f200110000";

  private DeflateCases() {}

  static List<PeerCase> all() {
    List<PeerCase> cases = new ArrayList<>();
    cases.add(
        PeerCase.fault(601, "7692 6", "compressed text where nothing was agreed", HELLO, RESERVED));
    cases.add(
        PeerCase.fault(
                602,
                "7692 6",
                "compressed text where it was offered and not agreed",
                HELLO,
                RESERVED)
            .withOptions(OPTIONS));
    cases.addAll(
        List.of(
            broken(603, "RSV1 in a continuation", "41 01 f2 c0 06 48cdc9c90700", RESERVED),
            broken(604, "RSV1 in a ping", "c9 00", RESERVED),
            broken(605, "RSV1 in a pong", "ca 00", RESERVED),
            broken(606, "RSV1 in a close", "c8 02 03e8", RESERVED),
            broken(607, "RSV2 in a compressed text", "e1 00", RESERVED),
            broken(
                608,
                "RSV1 in a binary in the middle of a text",
                "01 01 61 c2 00",
                "1002 message inside a message"),
            broken(609, "reserved type of block", "c1 03 070000", BROKEN),
            broken(610, "stored block with a wrong length", "c1 06 00 0100 0000 61", BROKEN),
            broken(611, "distance before the start", "c1 04 4a04f3ff", BROKEN),
            broken(612, "distance into the context of no message", HELLO_AGAIN, BROKEN),
            broken(613, "table of codes that is none", "c1 04 05ffffff", BROKEN),
            broken(614, "data that ends inside a block", "c1 04 f248cdc9", BROKEN),
            broken(
                615, "data that ends inside a stored block", "c1 08 00 0a00 f5ff 616263", BROKEN),
            broken(616, "the tail that is to be left out", "c1 0b f248cdc9c90700 0000ffff", BROKEN),
            broken(617, "garbage behind the data", "c1 0a f248cdc9c90700 ffffff", BROKEN),
            broken(618, "garbage behind a final block", "c1 0a f348cdc9c90700 ffffff", BROKEN),
            broken(619, "bytes that are not UTF-8 once inflated", "c1 07 000200fdffc0af", NOT_UTF8),
            broken(
                620, "bytes not UTF-8 in a message that goes on", "41 07 000200fdff61ff", NOT_UTF8),
            broken(
                621,
                "character that ends early once inflated",
                "c1 08 00 0200 fdff 61c3 00",
                NOT_UTF8),
            broken(622, "broken data in a message that goes on", "41 01 07", BROKEN)));
    cases.addAll(
        List.of(
            sound(623, "7.2.3.1", "one block", HELLO, "text Hello"),
            sound(
                624,
                "7.2.3.1",
                "one message in two frames",
                "41 03 f248cd 80 04 c9c90700",
                "text Hello"),
            sound(
                625,
                "7.2.3.2",
                "the context of the first message",
                HELLO + HELLO_AGAIN,
                "text Hello, text Hello"),
            sound(626, "7.2.3.3", "stored block", "c1 0b 000500faff48656c6c6f00", "text Hello"),
            sound(627, "7.2.3.4", "final block", "c1 08 f348cdc9c9070000", "text Hello"),
            sound(
                628,
                "7.2.3.4",
                "final blocks in all messages",
                FINAL.repeat(3),
                "text Hello" + ", text Hello".repeat(2)),
            sound(
                629,
                "7.2.3.4",
                "final block with nothing behind it",
                "c1 07 f348cdc9c90700" + HELLO,
                "text Hello, text Hello"),
            sound(630, "7.2.3.5", "two blocks", "c1 0d f248050000 00ffffcac9c90700", "text Hello"),
            sound(631, "7.2.3.6", "nothing, compressed", "c1 01 00" + HELLO, "text , text Hello"),
            sound(
                632,
                "7.2.3.6",
                "nothing, not compressed but marked",
                "c1 00" + HELLO,
                "text , text Hello"),
            sound(
                633,
                "7.2.3.6",
                "last fragment of nothing",
                "41 05 f248cdc9c9 00 02 0700 80 00",
                "text Hello"),
            sound(
                634,
                "6",
                "uncompressed among compressed",
                HELLO + "81 01 61" + HELLO_AGAIN,
                "text Hello, text a, text Hello"),
            sound(
                635,
                "6.2",
                "ping between fragments",
                "41 03 f248cd 8a 00 80 04 c9c90700",
                "text Hello"),
            sound(636, "6", "binary", "c2 08 000200fdffc0af00 c2 01 00", "binary c0af, binary ")));
    cases.add(
        sends(
            637,
            "7692 7.1.1.1",
            "context of the first message, though it was to be dropped",
            NO_CONTEXT,
            Frames.hex(HELLO + HELLO_AGAIN),
            "close " + BROKEN + ", end",
            "text Hello, closed"));
    cases.add(
        sends(
            638,
            "7692 7.1.1.1",
            "messages without context",
            NO_CONTEXT,
            Frames.join(Frames.hex(HELLO + HELLO + FINAL + "c1 00" + HELLO), Frames.close(1000)),
            "close 1000",
            "text Hello, text Hello, text Hello, text , text Hello, closed"));
    cases.addAll(
        List.of(
            size(639, "message of the limit", Frames.frame(0xC2, zeros(LIMIT)), "100000 bytes"),
            size(640, "limit in fragments", inFragments(zeros(LIMIT), 7), "100000 bytes"),
            size(
                641,
                "incompressible message of the limit",
                Frames.frame(0xC2, noise(LIMIT)),
                "100000 bytes"),
            bomb(642, "limit and one", Frames.frame(0xC2, zeros(LIMIT + 1))),
            bomb(643, "limit and one in fragments", inFragments(zeros(LIMIT + 1), 7)),
            bomb(644, "bomb of 64 MiB in one frame", Frames.frame(0xC2, zeros(64 << 20))),
            bomb(645, "bomb of 64 MiB over fragments", inFragments(zeros(64 << 20), 1_000)),
            bomb(646, "bomb of final blocks", Frames.frame(0xC2, finals(LIMIT + 1))),
            bomb(
                647,
                "more on the wire than the limit can need",
                Frames.hex("c2 7f 000000000001ffff")),
            bomb(648, "claim of 2^40 bytes", Frames.hex("c2 7f 0000010000000000"))));
    return cases;
  }

  private static final String NOT_UTF8 = "1007 text is not UTF-8";
  private static final String FINAL = "c1 08 f348cdc9c9070000";

  private static PeerCase sends(
      int number,
      String section,
      String name,
      String[] agreement,
      byte[] bytes,
      String peerSees,
      String scriptSees) {
    return PeerCase.sends(number, section, name, OPTIONS, agreement, bytes, peerSees, scriptSees);
  }

  private static PeerCase broken(int number, String name, String bytes, String close) {
    return sends(
        number,
        "7692 6",
        name,
        AGREED,
        Frames.join(Frames.text("before"), Frames.hex(bytes)),
        "close " + close + ", end",
        "text before, closed");
  }

  private static PeerCase sound(
      int number, String section, String name, String bytes, String scriptSees) {
    return sends(
        number,
        "7692 " + section,
        name,
        AGREED,
        Frames.join(Frames.hex(bytes), Frames.close(1000)),
        "close 1000",
        scriptSees + ", closed");
  }

  private static PeerCase size(int number, String name, byte[] bytes, String data) {
    return sends(
        number,
        "6455 10.4",
        name,
        AGREED,
        Frames.join(bytes, Frames.close(1000)),
        "close 1000",
        "binary " + data + ", closed");
  }

  private static PeerCase bomb(int number, String name, byte[] bytes) {
    return sends(number, "6455 10.4", name, AGREED, bytes, "close " + TOO_BIG + ", end", "closed");
  }

  static byte[] zeros(int length) {
    return compressed(new byte[length], Deflater.SYNC_FLUSH);
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new java.util.Random(1).nextBytes(bytes);
    return compressed(bytes, Deflater.SYNC_FLUSH);
  }

  /** So many bytes in final blocks of one byte each. */
  private static byte[] finals(int length) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < length; i++) {
      bytes.writeBytes("K\4\0".getBytes(StandardCharsets.ISO_8859_1));
    }
    return bytes.toByteArray();
  }

  private static byte[] compressed(byte[] plain, int flush) {
    try (Deflater deflater = new Deflater(9, true)) {
      deflater.setInput(plain);
      byte[] out = new byte[plain.length + 1_000];
      return Arrays.copyOf(out, deflater.deflate(out, 0, out.length, flush) - 4);
    }
  }

  /** A compressed binary message in so many frames. */
  private static byte[] inFragments(byte[] payload, int count) {
    byte[][] frames = new byte[count][];
    for (int i = 0; i < count; i++) {
      int from = (int) ((long) payload.length * i / count);
      int to = (int) ((long) payload.length * (i + 1) / count);
      int first = (i == 0 ? 0x42 : 0) | (i == count - 1 ? 0x80 : 0);
      frames[i] = Frames.frame(first, Arrays.copyOfRange(payload, from, to));
    }
    return Frames.join(frames);
  }
}
