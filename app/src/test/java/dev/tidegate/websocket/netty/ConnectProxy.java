package dev.tidegate.websocket.netty;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A small HTTP proxy that knows CONNECT, and keeps what it was asked. */
final class ConnectProxy implements AutoCloseable {

  /** What the proxy answers; the tunnel is opened where it answers 200. */
  @FunctionalInterface
  interface Answer {
    /** The bytes to send, as text; empty for silence. */
    String to(List<String> request);
  }

  static final String OPEN = "HTTP/1.1 200 Connection established\r\n\r\n";

  private final ServerSocket server;
  private final List<List<String>> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final List<Throwable> faults = new CopyOnWriteArrayList<>();

  ConnectProxy(Answer answer) {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.startVirtualThread(() -> {
      while (!server.isClosed()) {
        try {
          Socket socket = server.accept();
          sockets.add(socket);
          Thread.startVirtualThread(() -> serve(socket, answer));
        } catch (IOException closed) {
          return;
        }
      }
    });
  }

  /** A proxy that opens every tunnel. */
  static ConnectProxy open() {
    return new ConnectProxy(request -> OPEN);
  }

  int port() {
    return server.getLocalPort();
  }

  /** The lines of each request. */
  List<List<String>> requests() {
    if (!faults.isEmpty()) {
      throw new AssertionError(faults.getFirst());
    }
    return requests;
  }

  private void serve(Socket socket, Answer answer) {
    try {
      List<String> request = new ArrayList<>();
      InputStream in = socket.getInputStream();
      for (String header = line(in); !header.isEmpty(); header = line(in)) {
        request.add(header);
      }
      requests.add(request);
      String text = answer.to(request);
      if (!text.equals(OPEN)) {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        if (!text.isEmpty()) {
          socket.close();
        }
        return;
      }
      String line = request.getFirst();
      URI target = URI.create("ws://" + line.substring("CONNECT ".length(), line.lastIndexOf(' ')));
      Socket peer = new Socket(InetAddress.ofLiteral(target.getHost()), target.getPort());
      sockets.add(peer);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      Thread.startVirtualThread(() -> pump(peer, socket));
      pump(socket, peer);
    } catch (EOFException left) {
      // The client had enough.
    } catch (IOException | RuntimeException e) {
      faults.add(e);
    }
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException();
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  private static void pump(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException ended) {
      // One of the two has gone, and now the other goes too.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
