package dev.tidegate.job.store;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that speaks as PostgreSQL does, asks for the password, and lets nobody in. */
public final class UnwillingPostgres implements AutoCloseable {

  private static final int SSL_REQUEST = 80_877_103;
  private static final int ENCRYPTION_REQUEST = 80_877_104;
  private static final int CLEARTEXT_PASSWORD = 3;

  private final ServerSocket server;
  private final List<String> passwords = new CopyOnWriteArrayList<>();

  /** Starts one. */
  public UnwillingPostgres() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  /** The URL of a database there, without a user. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + server.getLocalPort() + "/tidegate";
  }

  /** The passwords that it was given. */
  public List<String> passwords() {
    return List.copyOf(passwords);
  }

  private void serve() {
    while (true) {
      try (Socket socket = server.accept()) {
        refuse(socket);
      } catch (SocketException closed) {
        return;
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }

  private void refuse(Socket socket) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    int length = in.readInt();
    int code = in.readInt();
    while (code == SSL_REQUEST || code == ENCRYPTION_REQUEST) {
      out.writeByte('N');
      length = in.readInt();
      code = in.readInt();
    }
    in.readNBytes(length - 8);
    out.writeByte('R');
    out.writeInt(8);
    out.writeInt(CLEARTEXT_PASSWORD);
    if (in.readByte() != 'p') {
      throw new IOException("no password");
    }
    String password = new String(in.readNBytes(in.readInt() - 4), StandardCharsets.UTF_8);
    passwords.add(password.replace("\0", ""));
    byte[] error =
        "SFATAL\0C28P01\0Mpassword authentication failed\0\0".getBytes(StandardCharsets.UTF_8);
    out.writeByte('E');
    out.writeInt(4 + error.length);
    out.write(error);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
