package dev.tidegate.websocket.netty;

import static dev.tidegate.websocket.netty.PeerCase.does;

import java.util.ArrayList;
import java.util.List;

/** Sizes, floods and scripts that do not read: numbers 701 to 899. */
final class LimitCases {

  private static final String LIMITED = "read_limit = 10";
  private static final String TOO_BIG = "close 1009 message over 10 bytes, end";

  private LimitCases() {}

  static List<PeerCase> all() {
    List<PeerCase> cases = new ArrayList<>();
    cases.addAll(
        List.of(
            limited(
                701,
                "message of the limit",
                "82 0a" + "61".repeat(10) + END,
                "close 1000",
                "binary aaaaaaaaaa, closed"),
            limited(702, "limit and one", "82 0b", TOO_BIG, "closed"),
            limited(
                703,
                "limit in fragments",
                "02 05 6161616161 00 00 80 05 6161616161" + END,
                "close 1000",
                "binary aaaaaaaaaa, closed"),
            limited(704, "limit and one in fragments", "02 05 6161616161 80 06", TOO_BIG, "closed"),
            limited(
                705,
                "limit and one in a fragment of its own",
                "02 0a" + "61".repeat(10) + "00 01",
                TOO_BIG,
                "closed"),
            limited(
                706,
                "limit, twice",
                ("81 0a" + "61".repeat(10)).repeat(2) + END,
                "close 1000",
                "text aaaaaaaaaa, text aaaaaaaaaa, closed"),
            limited(
                707,
                "ping over the limit of messages",
                "89 0b" + "61".repeat(11) + END,
                "pong " + "61".repeat(11) + ", close 1000",
                "closed"),
            limited(708, "claim of 2^40 bytes", "82 7f 0000010000000000", TOO_BIG, "closed"),
            limited(709, "claim of 2^63 - 1 bytes", "82 7f 7fffffffffffffff", TOO_BIG, "closed"),
            limited(
                710,
                "claim of 2^40 bytes in a continuation",
                "02 01 61 80 7f 0000010000000000",
                TOO_BIG,
                "closed"),
            limited(
                711,
                "claims that add up to more than 2^63",
                "02 00 00 7f 7fffffffffffffff",
                TOO_BIG,
                "closed")));
    cases.add(
        PeerCase.sends(
            712,
            "6455 10.4",
            "claim of 2^40 bytes with the usual limit",
            Frames.hex("82 7f 0000010000000000"),
            "close 1009 message over 16777216 bytes, end",
            "closed"));
    cases.addAll(flow());
    return cases;
  }

  private static List<PeerCase> flow() {
    return List.of(
        does(
            801,
            "6455 5.5.3",
            "ten pings at once",
            session -> {
              session.upgrade();
              StringBuilder pings = new StringBuilder();
              for (int i = 0; i < 10; i++) {
                pings.append("89 01 0").append(i);
              }
              session.send(Frames.hex(pings + END));
              return PeerCase.observeUntilClose(session);
            },
            "pong 00, pong 01, pong 02, pong 03, pong 04, pong 05, pong 06, pong 07, pong 08,"
                + " pong 09, close 1000",
            "closed"),
        does(
            802,
            "6455 5.5.3",
            "200,000 pings before it reads an answer",
            session -> {
              session.upgrade();
              byte[] pings = Frames.hex(("89 78" + "61".repeat(120)).repeat(1_000));
              for (int i = 0; i < 200; i++) {
                session.send(pings);
              }
              session.send(Frames.hex("89 01 7a"));
              int answers = 1;
              while (!session.readFrame().text().equals("z")) {
                answers++;
              }
              session.send(Frames.close(1000));
              session.readClose();
              return answers < 200_000 ? "the newest answered, not all" : answers + " answered";
            },
            "the newest answered, not all",
            "closed"),
        does(
                803,
                "6455 5.5.2",
                "ping to a script that does not read",
                session -> {
                  session.upgrade();
                  session.send(Frames.join(Frames.text("one"), Frames.hex("89 01 70")));
                  String seen = PeerCase.describe(session.readFrame());
                  session.text("now");
                  session.readFrame();
                  session.send(Frames.join(Frames.text("two"), Frames.close(1000)));
                  return seen + ", " + PeerCase.observeUntilClose(session);
                },
                "pong 70, close 1000",
                "one now two nil")
            .withScript(
                """
                local client = websocket.connect("ws://localhost:PORT/", { channel_capacity = 2 })
                local ch = client:channel()
                time.after("20ms"):receive()
                client:send("reading now")
                local seen = {}
                for i = 1, 3 do seen[i] = ch:receive().data end
                return table.concat(seen, " ") .. " " .. tostring((ch:receive()))
                """),
        does(
                804,
                "6455 5.5.1",
                "close behind the only message that fits",
                session -> {
                  session.upgrade();
                  session.send(Frames.join(Frames.text("kept"), Frames.close(1001)));
                  // The script asks by pings whether the connection is still there.
                  return PeerCase.observeUntilClose(session).replaceAll("ping \\w+, ", "");
                },
                "close 1001",
                "kept nil")
            .withScript(UNTIL_CLOSED),
        does(
                805,
                "6455 7.1.5",
                "end behind messages that do not fit",
                session -> {
                  session.upgrade();
                  session.send(Frames.join(Frames.text("1"), Frames.text("2"), Frames.text("3")));
                  session.endOutput();
                  return PeerCase.observe(session);
                },
                "end",
                "123 nil")
            .withScript(
                """
                local client = websocket.connect("ws://localhost:PORT/", { channel_capacity = 1 })
                time.after("20ms"):receive()
                local ch, seen = client:channel(), ""
                for msg in function() return (ch:receive()) end do seen = seen .. msg.data end
                return seen .. " " .. tostring((ch:receive()))
                """),
        does(
                806,
                "6455 5.6",
                "1,000 messages to a script that holds one",
                session -> {
                  session.upgrade();
                  for (int i = 1; i <= 1_000; i++) {
                    session.text(Integer.toString(i));
                  }
                  session.send(Frames.close(1000));
                  return PeerCase.observeUntilClose(session);
                },
                "close 1000",
                "1000 in order")
            .withScript(COUNTS.formatted(1)),
        does(
                807,
                "6455 5.6",
                "64 MiB to a script that sleeps",
                session -> {
                  session.upgrade();
                  for (int i = 1; i <= 64; i++) {
                    session.text(i + " ".repeat(1 << 20));
                  }
                  session.send(Frames.close(1000));
                  return PeerCase.observeUntilClose(session);
                },
                "close 1000",
                "64 in order")
            .withScript(COUNTS.formatted(10_000)),
        does(
                808,
                "6455 5.4",
                "fault behind messages that do not fit",
                session -> {
                  session.upgrade();
                  session.send(
                      Frames.join(Frames.text("1"), Frames.text("2"), Frames.hex("83 00")));
                  return PeerCase.observe(session);
                },
                "close 1002 unknown opcode 3, end",
                "2 in order")
            .withScript(COUNTS.formatted(1)),
        does(
                809,
                "6455 5.5.1",
                "close that waits behind messages when the script closes",
                session -> {
                  session.upgrade();
                  for (String text : List.of("1", "2", "3")) {
                    session.text(text);
                  }
                  session.send(Frames.close(4002));
                  return PeerCase.observeUntilClose(session);
                },
                "close 4001",
                "true")
            .withScript(
                """
                local client = websocket.connect("ws://localhost:PORT/", { channel_capacity = 1 })
                client:channel():receive()
                return tostring((client:close(4001)))
                """));
  }

  private static final String END = " 88 02 03e8";

  private static final String UNTIL_CLOSED =
      """
      local client = websocket.connect("ws://localhost:PORT/", { channel_capacity = 1 })
      while client:ping() do time.after("1ms"):receive() end
      local ch = client:channel()
      return ch:receive().data .. " " .. tostring((ch:receive()))
      """;

  private static final String COUNTS =
      """
      local client = websocket.connect("ws://localhost:PORT/", { channel_capacity = %d })
      local ch, count = client:channel(), 0
      time.after("20ms"):receive()
      for msg in function() return (ch:receive()) end do
        count = count + 1
        assert(msg.data:match("^%%d+") == tostring(count))
      end
      return count .. " in order"
      """;

  private static PeerCase limited(
      int number, String name, String bytes, String peerSees, String scriptSees) {
    return PeerCase.sends(
        number, "6455 10.4", name, LIMITED, new String[0], Frames.hex(bytes), peerSees, scriptSees);
  }
}
