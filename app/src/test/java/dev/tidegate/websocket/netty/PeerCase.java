package dev.tidegate.websocket.netty;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * One thing that a peer can do, right or wrong, and what must come of it.
 *
 * @param number stable: reports and discussions refer to it
 * @param section the RFC and its section that says so
 * @param name what the peer does
 * @param options of {@code websocket.connect}, as Lua
 * @param script what runs; see {@link #READ_ALL}
 * @param peer what the peer does; gives what it saw
 * @param agreement header lines with which the peer accepts the upgrade, apart from the usual ones
 * @param pieces what the peer sends after the upgrade, where it can as well be sent byte by byte;
 *     empty otherwise
 * @param peerSees what the peer must have seen, in the words of {@link #observe}
 * @param scriptSees what the script must have seen: its result
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PeerCase(
    int number,
    String section,
    String name,
    String options,
    String script,
    Peer peer,
    String[] agreement,
    byte[] pieces,
    String peerSees,
    String scriptSees) {

  /** A peer's part; gives what it saw. */
  @FunctionalInterface
  interface Peer {
    String run(RawPeer.Session session) throws Exception;
  }

  /** Gives the messages, each with its type, and how it ended: all that a script can see. */
  static final String READ_ALL =
      """
      local client, err = websocket.connect("ws://localhost:PORT/", { OPTIONS })
      if not client then
        assert(err:kind() == errors.INTERNAL and err:retryable(), tostring(err))
        return err:message()
      end
      local function shown(data)
        if #data > 40 then return #data .. " bytes" end
        if not data:find("[^ -~]") then return data end
        return (data:gsub(".", function(c) return ("%02x"):format(c:byte()) end))
      end
      local seen, ch = {}, client:channel()
      for msg in function() return (ch:receive()) end do
        seen[#seen + 1] = msg.type .. " " .. shown(msg.data)
      end
      local sent, gone = client:send("late")
      assert(not sent and gone:kind() == errors.INTERNAL and not gone:retryable())
      seen[#seen + 1] = "closed"
      return table.concat(seen, ", ")
      """;

  private static final byte[] NOTHING = {};
  private static final String[] NO_LINES = {};

  /** A peer that accepts the upgrade, sends these bytes and watches. */
  static PeerCase sends(
      int number, String section, String name, byte[] bytes, String peerSees, String scriptSees) {
    return sends(number, section, name, "", NO_LINES, bytes, peerSees, scriptSees);
  }

  /** The same, with an upgrade that has options and further header lines. */
  static PeerCase sends(
      int number,
      String section,
      String name,
      String options,
      String[] agreement,
      byte[] bytes,
      String peerSees,
      String scriptSees) {
    return new PeerCase(
        number,
        section,
        name,
        options,
        READ_ALL,
        session -> {
          session.upgrade(agreement);
          session.trySend(bytes);
          return watch(session, peerSees);
        },
        agreement,
        bytes,
        peerSees,
        scriptSees);
  }

  /**
   * A peer that sends a good message and then something that ends the connection.
   *
   * @param close code and reason of the Close frame that it must get
   */
  static PeerCase fault(int number, String section, String name, String bytes, String close) {
    return sends(
        number,
        section,
        name,
        Frames.join(Frames.text("before"), Frames.hex(bytes)),
        "close " + close + ", end",
        "text before, closed");
  }

  /** A peer that sends something legal and then closes. */
  static PeerCase legal(int number, String section, String name, String bytes, String scriptSees) {
    return sends(
        number,
        section,
        name,
        Frames.join(Frames.hex(bytes), Frames.close(1000)),
        "close 1000",
        (scriptSees + ", closed").replaceFirst("^, ", ""));
  }

  /** A peer whose part is more than to send bytes. */
  static PeerCase does(
      int number, String section, String name, Peer peer, String peerSees, String scriptSees) {
    return new PeerCase(
        number, section, name, "", READ_ALL, peer, NO_LINES, NOTHING, peerSees, scriptSees);
  }

  PeerCase withOptions(String more) {
    return new PeerCase(
        number, section, name, more, script, peer, agreement, pieces, peerSees, scriptSees);
  }

  PeerCase withScript(String other) {
    return new PeerCase(
        number, section, name, options, other, peer, agreement, pieces, peerSees, scriptSees);
  }

  /** The script to run. */
  String source() {
    return script.replace("OPTIONS", options);
  }

  /** Watches for as long as what is to be seen takes. */
  static String watch(RawPeer.Session session, String due) throws IOException {
    return due.endsWith("end") ? observe(session) : observeUntilClose(session);
  }

  /** Reads until the client has nothing more to say: each frame, then {@code end}. */
  static String observe(RawPeer.Session session) throws IOException {
    return observe(session, false);
  }

  /** Reads up to the client's Close frame; after that, closing TCP is the server's part. */
  static String observeUntilClose(RawPeer.Session session) throws IOException {
    return observe(session, true);
  }

  private static String observe(RawPeer.Session session, boolean onlyUntilClose)
      throws IOException {
    List<String> seen = new ArrayList<>();
    try {
      RawPeer.Frame frame;
      do {
        frame = session.readFrame();
        seen.add(describe(frame));
      } while (!(onlyUntilClose && frame.opcode() == 8));
    } catch (EOFException e) {
      seen.add("end");
    } catch (SocketException e) {
      seen.add("reset");
    }
    return String.join(", ", seen);
  }

  static String describe(RawPeer.Frame frame) {
    return switch (frame.first()) {
      case 0x81 -> "text " + frame.text();
      case 0x82 -> "binary " + frame.payload().length + " bytes";
      case 0x88 -> "close" + (frame.payload().length == 0 ? "" : " " + closing(frame));
      case 0x89 -> "ping " + HexFormat.of().formatHex(frame.payload());
      case 0x8A -> "pong " + HexFormat.of().formatHex(frame.payload());
      default -> "frame " + HexFormat.of().toHexDigits((byte) frame.first());
    };
  }

  private static String closing(RawPeer.Frame frame) {
    return frame.payload().length < 2
        ? HexFormat.of().formatHex(frame.payload())
        : (frame.closeCode() + " " + frame.closeReason()).strip();
  }

  @Override
  public String toString() {
    return number + " " + name + " (RFC " + section + ")";
  }
}
