package dev.tidegate.websocket.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidegate.egress.Proxy;
import dev.tidegate.websocket.DialRequest;
import dev.tidegate.websocket.Dialer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Dials through a proxy that is not ours: Debian's {@code tinyproxy}, in a process of its own. */
@ExtendWith(DialerExtension.class)
class TinyproxyIT {

  private static final Path PROGRAM = Path.of("/usr/bin/tinyproxy");

  private Process process;
  private InetSocketAddress address;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(PROGRAM), "tinyproxy is not installed");
    try (ServerSocket reserved = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      address = new InetSocketAddress(InetAddress.getLoopbackAddress(), reserved.getLocalPort());
    }
    Path configuration = folder.resolve("tinyproxy.conf");
    Files.writeString(
        configuration,
        """
        Port %d
        Listen 127.0.0.1
        Timeout 20
        MaxClients 10
        Allow 127.0.0.1
        BasicAuth tide gate
        """
            .formatted(address.getPort()));
    process =
        new ProcessBuilder(PROGRAM.toString(), "-d", "-c", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    await().until(this::listens);
  }

  private boolean listens() {
    assertThat(process.isAlive()).isTrue();
    try (Socket probe = new Socket()) {
      probe.connect(address, 1_000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  @AfterEach
  void stop() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private DialRequest request(int port, String password) {
    DialRequest direct = Client.request(port);
    return new DialRequest(
        direct.url(),
        direct.addresses(),
        direct.headers(),
        direct.protocols(),
        direct.timeout(),
        direct.settings(),
        new Proxy(List.of(address), new Proxy.Credentials("tide", password)));
  }

  @Test
  void a_conversation_goes_through_it(Dialer dialer) throws Exception {
    byte[] large = new byte[1 << 20];
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          assertThat(session.headers().get("host")).startsWith("localhost:");
          session.frame(0x82, session.readFrame().payload());
          session.frame(0x88, session.readClose().payload());
        })) {
      Client client = Client.connect(dialer, request(peer.port(), "gate"));
      client.send(large);
      assertThat(client.receive().payload()).isEqualTo(large);
      assertThat(Client.get(client.close(1000, "")).code().value()).isEqualTo(1000);
      peer.finish();
    }
  }

  @Test
  void what_it_refuses_is_unreachable(Dialer dialer) throws Exception {
    try (RawPeer peer = new RawPeer(session -> {})) {
      Dialer.Outcome.Failed failed =
          (Dialer.Outcome.Failed)
              Client.get(dialer.dial(request(peer.port(), "wrong"), new Client()).outcome());

      assertThat(failed.cause()).isEqualTo("host unreachable");
      assertThat(failed.detail()).contains("status: 401");
    }
  }
}
