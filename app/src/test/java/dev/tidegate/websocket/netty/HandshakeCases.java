package dev.tidegate.websocket.netty;

import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/** Answers to the request for an upgrade: numbers 501 to 599. */
final class HandshakeCases {

  private static final String OFFERS = "protocols = { 'chat', 'news' }";
  private static final String TAKEOVER = "compression = 1";
  private static final String NO_CONTEXT = "compression = 2";

  private static final String NO_UPGRADE = "the answer lacks Upgrade: websocket";
  private static final String NO_CONNECTION = "the answer lacks Connection: Upgrade";
  private static final String WRONG_ACCEPT = "wrong Sec-WebSocket-Accept";
  private static final String PROTOCOL = "a subprotocol that was not offered";
  private static final String EXTENSION = "an extension that was not offered";
  private static final String NOT_HTTP = "the answer is not HTTP";
  private static final String LOST = "connection lost during the handshake";

  private static final String UPGRADE = "Upgrade: websocket\r\n";
  private static final String CONNECTION = "Connection: Upgrade\r\n";

  private HandshakeCases() {}

  static List<PeerCase> all() {
    List<PeerCase> cases = new ArrayList<>(statuses());
    cases.addAll(headers());
    cases.addAll(choices());
    cases.addAll(extensions());
    cases.addAll(shapes());
    return cases;
  }

  private static List<PeerCase> statuses() {
    return List.of(
        status(501, "200 OK", "Content-Length: 13\r\n\r\n<html></html>", "200"),
        status(502, "204 No Content", "\r\n", "204"),
        status(503, "301 Moved Permanently", toItself("301"), "301"),
        status(504, "302 Found", toItself("302"), "302"),
        status(505, "307 Temporary Redirect", toItself("307"), "307"),
        status(506, "308 Permanent Redirect", toItself("308"), "308"),
        status(507, "400 Bad Request", "Content-Length: 0\r\n\r\n", "400"),
        status(
            508,
            "401 Unauthorized",
            "Content-Length: 13\r\n\r\ntoken expired",
            "401 (token expired)"),
        status(509, "403 Forbidden", "Content-Length: 10\r\n\r\nno\r\n\tentry", "403 (no entry)"),
        status(
            510,
            "403 Forbidden in chunks",
            "Transfer-Encoding: chunked\r\n\r\n3\r\nnot\r\n5\r\n here\r\n0\r\n\r\n",
            "403 (not here)"),
        status(
            511,
            "403 Forbidden in chunks that are broken",
            "Transfer-Encoding: chunked\r\n\r\n3\r\nnot\r\nxyz\r\n here\r\n",
            "403 (not)"),
        status(
            512,
            "403 Forbidden in bytes that are no text",
            "Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\u001f\u008b\b\0",
            "403"),
        status(513, "426 Upgrade Required", "Upgrade: h2c\r\nContent-Length: 0\r\n\r\n", "426"),
        status(
            514,
            "500 Oops with a body of 100,000 bytes",
            "Content-Length: 100000\r\n\r\n" + "x".repeat(100_000),
            "500 (" + "x".repeat(200) + "...)"),
        status(
            515,
            "503 Busy with a body that does not end",
            "\r\n" + "y".repeat(3_000),
            "503 (" + "y".repeat(200) + "...)"),
        refused(
            516,
            "9110 15.2",
            "100 and nothing more",
            "",
            answer -> "HTTP/1.1 100 Continue\r\n\r\n",
            LOST,
            true),
        accepted(517, "9110 15.2", "100 before 101", "", a -> "HTTP/1.1 100 Continue\r\n\r\n" + a),
        accepted(
            518,
            "9110 15.2",
            "103 with headers before 101",
            "",
            answer -> "HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n" + answer),
        refused(
            519,
            "9110 15.2",
            "102 before 403",
            "",
            answer ->
                "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno",
            "expected status 101 but got 403 (no)",
            false),
        refused(
            520,
            "9110 15.2",
            "100 without end",
            "",
            answer -> "HTTP/1.1 100 Continue\r\n\r\n".repeat(1_000),
            bad("too many interim answers"),
            false));
  }

  private static List<PeerCase> headers() {
    return List.of(
        bad(521, "no Upgrade", answer -> answer.replace(UPGRADE, ""), NO_UPGRADE),
        bad(522, "another Upgrade", a -> a.replace("websocket\r", "h2c\r"), NO_UPGRADE),
        bad(523, "Upgrade twice", answer -> answer.replace(UPGRADE, UPGRADE + UPGRADE), NO_UPGRADE),
        bad(524, "list in Upgrade", a -> a.replace("websocket\r", "websocket, h2c\r"), NO_UPGRADE),
        bad(525, "version in Upgrade", a -> a.replace("websocket\r", "websocket/13\r"), NO_UPGRADE),
        bad(526, "no Connection", answer -> answer.replace(CONNECTION, ""), NO_CONNECTION),
        bad(
            527,
            "Connection: close",
            a -> a.replace(CONNECTION, "Connection: close\r\n"),
            NO_CONNECTION),
        bad(
            528,
            "Connection: Upgraded",
            a -> a.replace(CONNECTION, "Connection: Upgraded\r\n"),
            NO_CONNECTION),
        accepted(
            529,
            "6455 4.1",
            "Connection as a list",
            "",
            a -> a.replace(CONNECTION, "Connection: keep-alive, uPGRADE\r\n")),
        accepted(
            530,
            "9110 5.3",
            "Connection in two lines",
            "",
            a -> a.replace(CONNECTION, "Connection: keep-alive\r\nConnection: upgrade\r\n")),
        bad(531, "no Accept", a -> a.replaceAll("Sec-WebSocket-Accept: .*\r\n", ""), WRONG_ACCEPT),
        bad(
            532,
            "Accept for another key",
            a -> accept(a, "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="),
            WRONG_ACCEPT),
        bad(533, "empty Accept", answer -> accept(answer, ""), WRONG_ACCEPT),
        bad(
            534,
            "Accept twice",
            a -> a.replaceAll("(Sec-WebSocket-Accept: .*\r\n)", "$1$1"),
            WRONG_ACCEPT),
        bad(
            535,
            "Accept in another case",
            a -> a.replaceAll("(?<=Accept: ).*", "x").replace("Accept: x", "Accept: " + flipped(a)),
            WRONG_ACCEPT),
        bad(
            536,
            "Accept with more behind it",
            a -> a.replaceAll("(Accept: .*)\r\n", "$1 x\r\n"),
            WRONG_ACCEPT),
        accepted(
            537,
            "9110 5.5",
            "blanks around the value of Accept",
            "",
            a -> a.replaceAll("(Accept:)( .*)\r\n", "$1\t $2 \t\r\n")),
        accepted(538, "9110 5.1", "names in lower case", "", HandshakeCases::lowerNames));
  }

  private static List<PeerCase> choices() {
    return List.of(
        choice(541, "subprotocol where none was offered", "", "Sec-WebSocket-Protocol: chat"),
        choice(542, "subprotocol that was not offered", OFFERS, "Sec-WebSocket-Protocol: mqtt"),
        choice(543, "subprotocol in another case", OFFERS, "Sec-WebSocket-Protocol: Chat"),
        choice(544, "two subprotocols", OFFERS, "Sec-WebSocket-Protocol: chat, news"),
        choice(
            545,
            "two subprotocols in two lines",
            OFFERS,
            "Sec-WebSocket-Protocol: chat\r\nSec-WebSocket-Protocol: news"),
        choice(546, "empty subprotocol", OFFERS, "Sec-WebSocket-Protocol: "),
        accepted(547, "6455 4.1", "no subprotocol where some were offered", OFFERS, a -> a),
        accepted(
            548,
            "6455 4.1",
            "subprotocol of the offered",
            OFFERS,
            with("Sec-WebSocket-Protocol: news")));
  }

  private static List<PeerCase> extensions() {
    String name = "permessage-deflate";
    return List.of(
        extension(549, "6455 9.1", "extension where none was offered", "", name),
        extension(550, "6455 9.1", "another extension", TAKEOVER, "x-webkit-deflate-frame"),
        extension(551, "6455 9.1", "no extension in the header", TAKEOVER, ""),
        extension(552, "7692 5.1", "extension twice", TAKEOVER, name + ", " + name),
        extension(
            553,
            "7692 5.1",
            "extension twice in two lines",
            TAKEOVER,
            name + "\r\nSec-WebSocket-Extensions: " + name),
        extension(554, "7692 7.1", "unknown parameter", TAKEOVER, name + "; speed=9"),
        extension(555, "7692 7.1", "empty parameter", TAKEOVER, name + ";"),
        extension(
            556,
            "7692 7.1",
            "parameter twice",
            TAKEOVER,
            name + "; server_no_context_takeover; server_no_context_takeover"),
        extension(
            557,
            "7692 7.1.1.1",
            "value where none belongs",
            TAKEOVER,
            name + "; server_no_context_takeover=1"),
        extension(
            558,
            "7692 7.1.2.2",
            "client window not offered",
            TAKEOVER,
            name + "; client_max_window_bits=15"),
        extension(
            559,
            "7692 7.1.2.2",
            "client window without a value",
            TAKEOVER,
            name + "; client_max_window_bits"),
        extension(560, "7692 7.1.2.1", "server window of 7 bits", TAKEOVER, window("7")),
        extension(561, "7692 7.1.2.1", "server window of 16 bits", TAKEOVER, window("16")),
        extension(
            562, "7692 7.1.2.1", "server window with a leading zero", TAKEOVER, window("010")),
        extension(563, "7692 7.1.2.1", "server window that is no number", TAKEOVER, window("ten")),
        extension(
            564,
            "7692 7.1.2.1",
            "server window without a value",
            TAKEOVER,
            name + "; server_max_window_bits"),
        extension(565, "7692 7.1.1.1", "no-context mode not acknowledged", NO_CONTEXT, name),
        extension(
            566,
            "7692 7.1.1.1",
            "no-context mode half acknowledged",
            NO_CONTEXT,
            name + "; client_no_context_takeover"),
        agreed(567, "7692 7.1.2.1", "server window of 8 bits", TAKEOVER, window("8")),
        agreed(
            568, "7692 7.1.2.1", "server window of 15 bits in quotes", TAKEOVER, window("\"15\"")),
        agreed(
            569,
            "7692 7.1.1",
            "no context where it was not asked for",
            TAKEOVER,
            name + "; client_no_context_takeover; server_no_context_takeover"),
        agreed(
            570,
            "7692 7.1.1",
            "blanks between parameters",
            NO_CONTEXT,
            name + " ;\tserver_no_context_takeover "));
  }

  private static List<PeerCase> shapes() {
    return List.of(
        bad(571, "HTTP/1.0", a -> a.replace("HTTP/1.1", "HTTP/1.0"), "the answer is not HTTP/1.1"),
        bad(572, "HTTP/2.0", a -> a.replace("HTTP/1.1", "HTTP/2.0"), "the answer is not HTTP/1.1"),
        bad(573, "something else than HTTP", a -> "SSH-2.0-OpenSSH_9.6\r\n\r\n", NOT_HTTP),
        bad(574, "status that is no number", a -> a.replace(" 101 ", " abc "), NOT_HTTP),
        bad(
            575,
            "status line of 10,000 bytes",
            a -> a.replace(" Switching", " x".repeat(5_000)),
            NOT_HTTP),
        bad(576, "header of 100,000 bytes", with("X: " + "x".repeat(100_000)), NOT_HTTP),
        bad(577, "5,000 headers", with("X-Header: y\r\n".repeat(5_000).strip()), NOT_HTTP),
        bad(578, "NUL in a header", with("X: a\0b"), NOT_HTTP),
        bad(579, "header without a name", with(": nameless"), NOT_HTTP),
        accepted(
            580,
            "9112 4",
            "no reason phrase",
            "",
            a -> a.replace("101 Switching Protocols", "101 ")),
        accepted(
            581, "9112 6.3", "length of a body that 101 can't have", "", with("Content-Length: 5")),
        accepted(
            582,
            "9112 6.3",
            "chunks of a body that 101 can't have",
            "",
            with("Transfer-Encoding: chunked")),
        lost(583, "end instead of an answer", answer -> ""),
        lost(584, "end inside the status line", answer -> "HTTP/1.1 10"),
        lost(585, "end inside the headers", answer -> answer.substring(0, answer.length() - 4)),
        refused(
            586,
            "6455 4.1",
            "end inside the body of 403",
            "",
            answer -> "HTTP/1.1 403 Forbidden\r\nContent-Length: 100\r\n\r\nhalf",
            "expected status 101 but got 403 (half)",
            true),
        PeerCase.does(
            587,
            "6455 4.1",
            "reset instead of an answer",
            session -> {
              session.readRequest();
              session.reset();
              return "";
            },
            "",
            "failed to dial websocket: " + LOST),
        slow(588, "nothing at all", session -> {}),
        slow(
            589,
            "a header byte by byte, without end",
            session -> {
              session.sendText("HTTP/1.1 101 Switching Protocols\r\nX: ");
              while (session.trySend(new byte[] {'x'})) {
                // Slowly, or the header would be too long before the time is up.
                LockSupport.parkNanos(1_000_000);
              }
            }),
        slow(
            590,
            "line ends without end",
            session -> {
              while (session.trySend(new byte[] {'\r', '\n'})) {
                // Slowly, or there would be too many before the time is up.
                LockSupport.parkNanos(1_000_000);
              }
            }),
        PeerCase.does(
            591,
            "6455 4.1",
            "body of 403 that never ends",
            session -> {
              session.readRequest();
              session.sendText("HTTP/1.1 403 Forbidden\r\nContent-Length: 1000\r\n\r\nwait");
              return PeerCase.observe(session);
            },
            "end",
            "failed to dial websocket: expected status 101 but got 403 (wait)"),
        PeerCase.does(
            592,
            "6455 4.1",
            "messages in one segment with the answer",
            session -> {
              session.readRequest();
              session.send(
                  Frames.join(
                      bytes(session.answer()), Frames.text("one"), Frames.hex("81 03 7477")));
              session.send(Frames.join(Frames.hex("6f"), Frames.close(1000)));
              return PeerCase.observeUntilClose(session);
            },
            "close 1000",
            "text one, text two, closed"),
        PeerCase.does(
            593,
            "6455 4.1",
            "answer and message byte by byte",
            session -> {
              session.readRequest();
              byte[] all =
                  Frames.join(bytes(session.answer()), Frames.text("a"), Frames.close(1000));
              for (byte b : all) {
                session.send(new byte[] {b});
              }
              return PeerCase.observeUntilClose(session);
            },
            "close 1000",
            "text a, closed"),
        PeerCase.does(
            594,
            "6455 5.1",
            "fault in one segment with the answer",
            session -> {
              session.readRequest();
              session.send(Frames.join(bytes(session.answer()), Frames.hex("83 00")));
              return PeerCase.observe(session);
            },
            "close 1002 unknown opcode 3, end",
            "closed"));
  }

  private static PeerCase status(int number, String status, String rest, String cause) {
    return refused(
        number,
        "6455 4.1",
        status,
        "",
        answer -> "HTTP/1.1 " + status + "\r\n" + rest,
        "expected status 101 but got " + cause,
        false);
  }

  /** The same place again, where the client's second attempt would be seen. */
  private static String toItself(String status) {
    return "Location: /again?after=" + status + "\r\nContent-Length: 0\r\n\r\n";
  }

  private static String bad(String cause) {
    return "bad handshake: " + cause;
  }

  private static PeerCase bad(int number, String name, UnaryOperator<String> answer, String cause) {
    return refused(number, "6455 4.1", name, "", answer, bad(cause), false);
  }

  private static PeerCase choice(int number, String name, String options, String line) {
    return refused(number, "6455 4.1", name, options, with(line), bad(PROTOCOL), false);
  }

  private static PeerCase extension(
      int number, String section, String name, String options, String value) {
    return refused(
        number,
        section,
        name,
        options,
        with("Sec-WebSocket-Extensions: " + value),
        bad(EXTENSION),
        false);
  }

  private static PeerCase agreed(
      int number, String section, String name, String options, String value) {
    return accepted(number, section, name, options, with("Sec-WebSocket-Extensions: " + value));
  }

  private static PeerCase lost(int number, String name, UnaryOperator<String> answer) {
    return refused(number, "6455 4.1", name, "", answer, LOST, true);
  }

  /** An answer that fails the dial; the client hangs up and sends nothing. */
  private static PeerCase refused(
      int number,
      String section,
      String name,
      String options,
      UnaryOperator<String> answer,
      String cause,
      boolean ends) {
    return PeerCase.does(
            number,
            section,
            name,
            session -> {
              session.readRequest();
              session.trySend(bytes(answer.apply(session.answer())));
              if (ends) {
                session.endOutput();
              }
              // The client leaves without reading the rest, which its system tells by a reset.
              return PeerCase.observe(session).replace("reset", "end");
            },
            "end",
            "failed to dial websocket: " + cause)
        .withOptions(options);
  }

  /** An unusual answer that is right nevertheless. */
  private static PeerCase accepted(
      int number, String section, String name, String options, UnaryOperator<String> answer) {
    return PeerCase.does(
            number,
            section,
            name,
            session -> {
              session.readRequest();
              session.send(bytes(answer.apply(session.answer())));
              session.send(Frames.join(Frames.text("hello"), Frames.close(1000)));
              return PeerCase.observeUntilClose(session);
            },
            "close 1000",
            "text hello, closed")
        .withOptions(options);
  }

  @FunctionalInterface
  private interface Slowness {
    void run(RawPeer.Session session) throws IOException;
  }

  private static PeerCase slow(int number, String name, Slowness slowness) {
    return PeerCase.does(
            number,
            "6455 4.1",
            name,
            session -> {
              session.readRequest();
              slowness.run(session);
              try {
                return session.readsEnd() ? "end" : "more";
              } catch (SocketException reset) {
                return "end";
              }
            },
            "end",
            "failed to dial websocket: timeout")
        .withOptions("dial_timeout = 100");
  }

  private static UnaryOperator<String> with(String line) {
    return answer -> answer.substring(0, answer.length() - 2) + line + "\r\n\r\n";
  }

  private static String window(String bits) {
    return "permessage-deflate; server_max_window_bits=" + bits;
  }

  private static String accept(String answer, String value) {
    return answer.replaceAll("(?<=Accept: ).*", value);
  }

  private static String flipped(String answer) {
    String value = answer.replaceAll("(?s).*Accept: ([^\r]*)\r.*", "$1");
    StringBuilder other = new StringBuilder();
    value
        .chars()
        .map(c -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))
        .forEach(c -> other.append((char) c));
    return other.toString();
  }

  private static String lowerNames(String answer) {
    return answer
        .replace("Upgrade:", "upgrade:")
        .replace("Connection:", "connection:")
        .replace("Sec-WebSocket-Accept:", "sec-websocket-accept:");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
