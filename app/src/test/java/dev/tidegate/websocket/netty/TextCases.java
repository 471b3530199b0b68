package dev.tidegate.websocket.netty;

import static dev.tidegate.websocket.netty.PeerCase.fault;
import static dev.tidegate.websocket.netty.PeerCase.legal;
import static dev.tidegate.websocket.netty.PeerCase.sends;

import java.util.List;

/** Text that is UTF-8 or not: numbers 101 to 199. */
final class TextCases {

  private static final String NOT_UTF8 = "1007 text is not UTF-8";

  private TextCases() {}

  private static PeerCase wrong(int number, String name, String bytes) {
    return fault(number, "6455 8.1", name, bytes, NOT_UTF8);
  }

  static List<PeerCase> all() {
    return List.of(
        wrong(101, "overlong form of two bytes", "81 02 c0af"),
        wrong(102, "overlong NUL", "81 02 c080"),
        wrong(103, "longest overlong form of two bytes", "81 02 c1bf"),
        wrong(104, "overlong form of three bytes", "81 03 e080af"),
        wrong(105, "longest overlong form of three bytes", "81 03 e09fbf"),
        wrong(106, "overlong form of four bytes", "81 04 f08080af"),
        wrong(107, "longest overlong form of four bytes", "81 04 f08fbfbf"),
        wrong(108, "first surrogate", "81 03 eda080"),
        wrong(109, "last surrogate", "81 03 edbfbf"),
        wrong(110, "pair of surrogates", "81 06 eda0bdedb880"),
        wrong(111, "first past U+10FFFF", "81 04 f4908080"),
        wrong(112, "form of four bytes that starts with F5", "81 04 f5808080"),
        wrong(113, "form of five bytes", "81 05 f888808080"),
        wrong(114, "form of six bytes", "81 06 fc8480808080"),
        wrong(115, "byte FE", "81 01 fe"),
        wrong(116, "byte FF", "81 01 ff"),
        wrong(117, "continuation byte alone", "81 01 80"),
        wrong(118, "continuation byte too many", "81 03 c3a9a9"),
        wrong(119, "character broken off by another", "81 03 e28241"),
        wrong(120, "end after one of two bytes", "81 02 61c3"),
        wrong(121, "end after two of three bytes", "81 03 61e282"),
        wrong(122, "end after three of four bytes", "81 04 61f09f98"),
        wrong(123, "character broken off by the next fragment", "01 03 61e282 80 01 41"),
        wrong(124, "character never finished by an empty fragment", "01 03 61e282 80 00"),
        wrong(125, "bad byte in the last fragment", "01 01 61 80 01 ff"),
        wrong(126, "bad byte in the middle fragment", "01 01 61 00 01 ff"),
        // Of these messages the rest never comes: waiting for it would be waiting for ever.
        wrong(127, "bad byte early in a frame that goes on", "81 7e ffff 61ff"),
        wrong(128, "bad byte early in a message that goes on", "01 02 61ff"),
        wrong(129, "second byte that makes an overlong form", "81 7e ffff e080"),
        wrong(130, "second byte that makes a surrogate", "01 02 eda0"),
        wrong(131, "second byte that goes past U+10FFFF", "01 02 f490"),
        wrong(132, "bad byte after 70,000 good ones", long70000()),
        wrong(133, "bad byte after a ping between fragments", "01 01 c3 8a 00 00 01 41"),
        fault(134, "6455 5.5.1", "close reason with an overlong form", "88 04 03e8 c0af", NOT_UTF8),
        fault(135, "6455 5.5.1", "close reason that ends inside", "88 04 03e8 e282", NOT_UTF8),
        fault(136, "6455 5.5.1", "close reason with a surrogate", "88 05 03e8 eda080", NOT_UTF8),
        legal(137, "6455 5.6", "ends of all ranges", text(EDGES), "text " + EDGES),
        legal(138, "6455 5.6", "ends of the range with four bytes", text(FOUR), "text " + FOUR),
        legal(139, "6455 5.6", "noncharacters", text("efbfbeefbfbf"), "text efbfbeefbfbf"),
        legal(140, "6455 5.6", "byte order mark", text("efbbbf61"), "text efbbbf61"),
        legal(141, "6455 5.6", "NUL", text("6100"), "text 6100"),
        legal(
            142,
            "6455 5.4",
            "character in four fragments",
            "01 01 f0 00 01 9f 00 01 98 80 01 80",
            "text f09f9880"),
        legal(
            143,
            "6455 5.4",
            "character around a ping and an empty fragment",
            "01 01 c3 8a 00 00 00 80 01 a9",
            "text c3a9"),
        legal(144, "6455 5.6", "binary that is not UTF-8", "82 04 c0afff80", "binary c0afff80"),
        legal(
            145,
            "6455 5.6",
            "binary in fragments that is not UTF-8",
            "02 01 ff 80 02 e282",
            "binary ffe282"),
        sends(
            146,
            "6455 5.5.1",
            "close reason beyond ASCII",
            Frames.frame(0x88, Frames.closeBody(4000, "größer €")),
            "close 4000",
            "closed"));
  }

  private static final String EDGES = "7fc280dfbfe0a080ed9fbfee8080";
  private static final String FOUR = "f0908080f48fbfbf";

  private static String text(String hex) {
    return "81 %02x %s".formatted(hex.length() / 2, hex);
  }

  private static String long70000() {
    return "81 7f 0000000000020000" + "61".repeat(70_000) + "ff";
  }
}
