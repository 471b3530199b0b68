package dev.tidegate.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client that asks for something and leaves it where it is. */
public final class IdleReader implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Socket socket = new Socket();
  private final String token;

  /** Connects with this token. */
  public IdleReader(int port, String token) throws IOException {
    this.token = token;
    socket.setReceiveBufferSize(1 << 12);
    socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  /** Asks for something. */
  public void get(String path) throws IOException {
    socket
        .getOutputStream()
        .write(
            "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(path, socket.getPort(), token)
                .getBytes(StandardCharsets.US_ASCII));
  }

  /** Takes what has arrived, up to the end of the connection; fails if that does not come. */
  public long rest() throws IOException {
    byte[] buffer = new byte[1 << 16];
    long bytes = 0;
    try {
      for (int read = 0; read >= 0; read = socket.getInputStream().read(buffer)) {
        bytes += read;
      }
    } catch (SocketException reset) {
      assertThat(reset).hasMessageContaining("reset");
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
