package dev.tidegate.job.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** With a server that asks for the password and lets nobody in. */
@ExtendWith(OutputCaptureExtension.class)
class DatabasePasswordTest {

  private static final String PASSWORD = "c4n4ry-of-a-database";

  private static final int SSL_REQUEST = 80_877_103;
  private static final int ENCRYPTION_REQUEST = 80_877_104;
  private static final int CLEARTEXT_PASSWORD = 3;

  private final List<String> passwords = new CopyOnWriteArrayList<>();

  private void serve(ServerSocket server) {
    while (true) {
      try (Socket socket = server.accept()) {
        refuse(socket);
      } catch (SocketException closed) {
        return;
      } catch (IOException broken) {
        throw new AssertionError(broken);
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
    assertThat(in.readByte()).isEqualTo((byte) 'p');
    passwords.add(new String(in.readNBytes(in.readInt() - 4), StandardCharsets.UTF_8));
    byte[] error =
        "SFATAL\0C28P01\0Mpassword authentication failed\0\0".getBytes(StandardCharsets.UTF_8);
    out.writeByte('E');
    out.writeInt(4 + error.length);
    out.write(error);
  }

  @Test
  void a_password_that_the_server_refuses_is_in_no_message(CapturedOutput output)
      throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> serve(server));
      HikariConfig config = new HikariConfig();
      config.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + server.getLocalPort() + "/tidegate");
      config.setUsername("tidegate");
      config.setPassword(PASSWORD);

      assertThatThrownBy(() -> Database.onServer(config))
          .satisfies(fault -> {
            StringWriter trace = new StringWriter();
            fault.printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString())
                .contains("password authentication failed")
                .doesNotContain(PASSWORD);
          });
    }

    assertThat(passwords).isNotEmpty().allMatch(given -> given.startsWith(PASSWORD));
    assertThat(output.getAll()).doesNotContain(PASSWORD);
  }
}
