package dev.tidegate.websocket.netty;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSocket;

/** A server that speaks bytes: it sends what a test says, right or wrong. Serves one connection. */
final class RawPeer implements AutoCloseable {

  /** What the peer does with its connection. */
  @FunctionalInterface
  interface Behaviour {
    void run(Session session) throws Exception;
  }

  private final ServerSocket server;
  private final CompletableFuture<Void> finished = new CompletableFuture<>();

  RawPeer(Behaviour behaviour) {
    this(ServerSocketFactory.getDefault(), behaviour);
  }

  RawPeer(ServerSocketFactory sockets, Behaviour behaviour) {
    try {
      server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.startVirtualThread(() -> {
      try (Socket socket = server.accept()) {
        socket.setSoTimeout(20_000);
        behaviour.run(new Session(socket));
        finished.complete(null);
      } catch (Exception | AssertionError e) {
        finished.completeExceptionally(e);
      }
    });
  }

  /** A peer that accepts the upgrade and then does as told. */
  static RawPeer upgraded(Behaviour behaviour) {
    return new RawPeer(session -> {
      session.upgrade();
      behaviour.run(session);
    });
  }

  int port() {
    return server.getLocalPort();
  }

  /** Waits until the behaviour is through and fails if it failed. */
  void finish() throws Exception {
    finished.get(20, TimeUnit.SECONDS);
  }

  /** Whether the client has tried to connect once more. */
  boolean hasAnother() throws IOException {
    server.setSoTimeout(1);
    try (Socket second = server.accept()) {
      return second.isConnected();
    } catch (SocketTimeoutException none) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  /** A frame as it came from the client, unmasked. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Frame(int first, byte[] payload) {

    int opcode() {
      return first & 0x0F;
    }

    String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }

    int closeCode() {
      return (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF);
    }

    String closeReason() {
      return new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
    }
  }

  /** One connection. */
  static final class Session {

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private String requestLine = "";
    private final Map<String, String> headers = new TreeMap<>();

    Session(Socket socket) throws IOException {
      this.socket = socket;
      socket.setTcpNoDelay(true);
      in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      out = socket.getOutputStream();
    }

    String requestLine() {
      return requestLine;
    }

    /** The name that the client's TLS handshake asked for. */
    String serverName() {
      ExtendedSSLSession session = (ExtendedSSLSession) ((SSLSocket) socket).getSession();
      return ((SNIHostName) session.getRequestedServerNames().getFirst()).getAsciiName();
    }

    /** Request headers by lower-case name. */
    Map<String, String> headers() {
      return headers;
    }

    void readRequest() throws IOException {
      requestLine = line();
      for (String line = line(); !line.isEmpty(); line = line()) {
        int colon = line.indexOf(':');
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }

    private String line() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int b = in.readUnsignedByte(); b != '\n'; b = in.readUnsignedByte()) {
        if (b != '\r') {
          line.write(b);
        }
      }
      return line.toString(StandardCharsets.ISO_8859_1);
    }

    String acceptValue() {
      return HandshakeExchange.acceptFor(String.valueOf(headers.get("sec-websocket-key")));
    }

    /** Accepts the upgrade, with further header lines. */
    void upgrade(String... more) throws IOException {
      readRequest();
      sendText(answer(more));
    }

    /** A right answer, with further header lines. */
    String answer(String... more) {
      StringBuilder lines = new StringBuilder();
      Arrays.stream(more).forEach(line -> lines.append(line).append("\r\n"));
      return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          + "Sec-WebSocket-Accept: "
          + acceptValue()
          + "\r\n"
          + lines
          + "\r\n";
    }

    void sendText(String text) throws IOException {
      send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
    }

    /** Sends what the client may not want to hear to its end; false when it has left. */
    boolean trySend(byte[] bytes) throws IOException {
      try {
        send(bytes);
        return true;
      } catch (SocketException left) {
        return false;
      }
    }

    /** Sends an unmasked frame with its shortest length. */
    void frame(int first, byte[] payload) throws IOException {
      send(Frames.frame(first, payload));
    }

    void text(String text) throws IOException {
      frame(0x81, text.getBytes(StandardCharsets.UTF_8));
    }

    void closeFrame(int code, String reason) throws IOException {
      frame(0x88, Frames.closeBody(code, reason));
    }

    Frame readFrame() throws IOException {
      int first = in.readUnsignedByte();
      int second = in.readUnsignedByte();
      if ((second & 0x80) == 0) {
        throw new AssertionError("the client sent an unmasked frame");
      }
      long length = second & 0x7F;
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        length = in.readLong();
      }
      byte[] mask = in.readNBytes(4);
      byte[] payload = new byte[Math.toIntExact(length)];
      in.readFully(payload);
      for (int i = 0; i < payload.length; i++) {
        payload[i] ^= mask[i & 3];
      }
      return new Frame(first, payload);
    }

    /** The client's Close frame, which must be the next one. */
    Frame readClose() throws IOException {
      Frame frame = readFrame();
      if (frame.opcode() != 8) {
        throw new AssertionError("a Close frame was due, there came opcode " + frame.opcode());
      }
      return frame;
    }

    /** Whether the client has ended its side. */
    boolean readsEnd() throws IOException {
      try {
        return in.read() < 0;
      } catch (EOFException e) {
        return true;
      }
    }

    /** Ends this side only. */
    void endOutput() throws IOException {
      socket.shutdownOutput();
    }

    /** Waits until something has come, and leaves it unread. */
    void awaitInput() throws IOException {
      in.mark(1);
      in.readUnsignedByte();
      in.reset();
    }

    /** Whether the client has ended its side already; what it has sent is read over. */
    boolean isEnded() throws IOException {
      while (in.available() > 0) {
        in.skipNBytes(in.available());
      }
      socket.setSoTimeout(1);
      try {
        return in.read() < 0;
      } catch (SocketTimeoutException nothingCame) {
        return false;
      } catch (SocketException reset) {
        return true;
      }
    }

    /** Ends the connection so that the client gets a reset. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    void end() throws IOException {
      socket.close();
    }
  }
}
