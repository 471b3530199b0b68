package dev.tidegate.websocket.netty;

import static dev.tidegate.websocket.netty.PeerCase.does;
import static dev.tidegate.websocket.netty.PeerCase.fault;
import static dev.tidegate.websocket.netty.PeerCase.sends;

import java.util.ArrayList;
import java.util.List;

/** Ways in which a peer ends a connection: numbers 401 to 499. */
final class CloseCases {

  private static final String SAYS_4001 =
      """
      local client = websocket.connect("ws://localhost:PORT/")
      local ch = client:channel()
      local closed = client:close(4001, "enough")
      return tostring(closed) .. " " .. tostring((ch:receive()))
      """;

  private CloseCases() {}

  static List<PeerCase> all() {
    List<PeerCase> cases = new ArrayList<>();
    int number = 401;
    int[] unsendable = {
      0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 1999, 2000, 2999, 5000, 32_768, 65_535
    };
    for (int code : unsendable) {
      cases.add(
          fault(
              number++,
              "6455 7.4",
              "close code " + code,
              "88 02 %04x".formatted(code),
              "1002 close code " + code));
    }
    number = 421;
    int[] sendable = {
      1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999
    };
    for (int code : sendable) {
      cases.add(
          sends(
              number++,
              "6455 7.4",
              "close code " + code,
              Frames.join(Frames.text("before"), Frames.close(code)),
              "close " + code,
              "text before, closed"));
    }
    String code1000 = "88 02 03e8";
    cases.addAll(
        List.of(
            fault(441, "6455 5.5.1", "close body of one byte", "88 01 03", ONE_BYTE),
            sends(
                442, "6455 5.5.1", "close without a body", Frames.hex("88 00"), "close", "closed"),
            sends(
                443,
                "6455 5.5.1",
                "close reason of 123 bytes",
                Frames.frame(0x88, Frames.closeBody(1000, "x".repeat(123))),
                "close 1000",
                "closed"),
            sends(
                444,
                "6455 5.5.1",
                "text after the close",
                Frames.hex(code1000 + "81 04 6c617465"),
                "close 1000",
                "closed"),
            sends(
                445,
                "6455 5.5.1",
                "broken frame after the close",
                Frames.hex(code1000 + "ff ff ff"),
                "close 1000",
                "closed"),
            sends(
                446,
                "6455 5.5.1",
                "second close with another code",
                Frames.hex(code1000 + "88 02 03ea"),
                "close 1000",
                "closed"),
            sends(
                447,
                "6455 5.5.1",
                "ping after the close",
                Frames.hex(code1000 + "89 01 70"),
                "close 1000",
                "closed"),
            ended(450, "end without a close", ""),
            ended(451, "end after the first byte of a frame", "81"),
            ended(452, "end inside a length of 16 bits", "82 7e 01"),
            ended(453, "end inside a length of 64 bits", "82 7f 00000000"),
            ended(454, "end between header and payload", "82 05"),
            ended(455, "end inside a payload", "82 7e 1000 616161"),
            ended(456, "end between fragments", "01 01 61"),
            ended(457, "end inside a ping", "89 05 61"),
            ended(458, "end inside a close", "88 02 03"),
            ended(459, "claim of 16 MiB and the end", "82 7f 0000000001000000 61"),
            does(
                460,
                "6455 7.1.1",
                "reset after a message",
                session -> {
                  session.upgrade();
                  session.text("before");
                  // The answer shows that the message was read, which a reset would throw away.
                  session.frame(0x89, new byte[0]);
                  session.readFrame();
                  session.reset();
                  return "";
                },
                "",
                "text before, closed"),
            does(
                461,
                "6455 7.1.1",
                "half-closed after its close frame",
                session -> {
                  session.upgrade();
                  session.send(Frames.close(1000));
                  session.endOutput();
                  return PeerCase.observe(session);
                },
                "close 1000, end",
                "closed"),
            does(
                462,
                "6455 7.1.1",
                "half-closed without a close frame",
                session -> {
                  session.upgrade();
                  session.text("before");
                  session.endOutput();
                  return PeerCase.observe(session);
                },
                "end",
                "text before, closed"),
            does(
                    463,
                    "6455 5.5.1",
                    "close frames that cross",
                    session -> {
                      session.upgrade();
                      String seen = PeerCase.observeUntilClose(session);
                      session.send(Frames.close(4002));
                      return seen;
                    },
                    "close 4001 enough",
                    "true nil")
                .withScript(SAYS_4001),
            does(
                    464,
                    "6455 5.5.1",
                    "data and pings before it answers a close",
                    session -> {
                      session.upgrade();
                      String seen = PeerCase.observeUntilClose(session);
                      session.send(Frames.hex("81 01 61 01 01 62 89 01 70 80 01 ff" + code1000));
                      return seen + ", " + PeerCase.observe(session);
                    },
                    "close 4001 enough, end",
                    "true nil")
                .withScript(SAYS_4001),
            does(
                    465,
                    "6455 7.1.7",
                    "broken frames instead of an answer to a close",
                    session -> {
                      session.upgrade();
                      session.text("unread");
                      session.awaitInput();
                      // The close is there and not read: a connection that is torn down would lose
                      // it.
                      session.send(Frames.join(Frames.hex("ff ff"), new byte[1 << 20]));
                      return PeerCase.observe(session);
                    },
                    "close 4001 enough, end",
                    "true nil")
                .withScript(SAYS_4001.replace("local closed", "ch:receive() local closed")),
            does(
                    466,
                    "6455 7.1.1",
                    "end instead of an answer to a close",
                    session -> {
                      session.upgrade();
                      return PeerCase.observeUntilClose(session);
                    },
                    "close 4001 enough",
                    "true nil")
                .withScript(SAYS_4001)));
    return cases;
  }

  private static final String ONE_BYTE = "1002 close frame with one byte";

  /** A message, these bytes, and then nothing: TCP ends in order. */
  private static PeerCase ended(int number, String name, String bytes) {
    return does(
        number,
        "6455 7.1.5",
        name,
        session -> {
          session.upgrade();
          session.text("before");
          session.send(Frames.hex(bytes));
          session.endOutput();
          return PeerCase.observe(session);
        },
        "end",
        "text before, closed");
  }
}
