package dev.tidegate.websocket.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.egress.Proxy;
import dev.tidegate.egress.TargetUrl;
import dev.tidegate.websocket.Closure.Initiator;
import dev.tidegate.websocket.DialRequest;
import dev.tidegate.websocket.Dialer;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wss}, with a certificate made for the name {@code peer.test}. */
class TlsTest {

  private static final Duration TIME = Duration.ofSeconds(20);
  private static final char[] PASSWORD = "changeit".toCharArray();

  private static SSLContext server;
  private static X509Certificate certificate;

  @BeforeAll
  static void makeCertificate(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("peer.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "peer",
                "-keyalg",
                "EC",
                "-dname",
                "CN=peer.test",
                "-ext",
                "san=dns:peer.test",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .inheritIO()
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    certificate = (X509Certificate) Objects.requireNonNull(store.getCertificate("peer"));
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, PASSWORD);
    server = SSLContext.getInstance("TLS");
    server.init(keys.getKeyManagers(), null, null);
  }

  private static Dialer trusting() throws SSLException {
    return Client.dialer(SslContextBuilder.forClient().trustManager(certificate).build());
  }

  private static Dialer trustingPublicOnly() throws SSLException {
    return Client.dialer(SslContextBuilder.forClient().build());
  }

  private static DialRequest request(String host, int port, Duration timeout) {
    return new DialRequest(
        new TargetUrl(TargetUrl.Scheme.WSS, host, port, "/", null),
        List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)),
        Map.of(),
        List.of(),
        timeout,
        Client.DEFAULTS);
  }

  private static RawPeer peer(RawPeer.Behaviour behaviour) {
    return new RawPeer(
        server.getServerSocketFactory(),
        session -> {
          session.upgrade();
          behaviour.run(session);
        });
  }

  /** A peer that the client is expected to leave during the TLS handshake. */
  private static RawPeer leftPeer() {
    return new RawPeer(
        server.getServerSocketFactory(),
        session -> {
          try {
            session.readRequest();
          } catch (IOException left) {
            return;
          }
          throw new AssertionError("the client sent its request");
        });
  }

  @Test
  void a_conversation_is_encrypted_and_names_the_host() throws Exception {
    byte[] large = new byte[1 << 20];
    try (Dialer dialer = trusting();
        RawPeer peer =
            peer(session -> {
              assertThat(session.serverName()).isEqualTo("peer.test");
              assertThat(session.headers().get("host")).startsWith("peer.test:");
              session.text("hello");
              session.frame(0x82, session.readFrame().payload());
              session.frame(0x88, session.readClose().payload());
            })) {
      Client client =
          Client.connect(dialer, request("peer.test", peer.port(), Duration.ofSeconds(20)));
      assertThat(client.receive().text()).isEqualTo("hello");
      client.send(large);
      assertThat(client.receive().payload()).isEqualTo(large);
      assertThat(Client.get(client.close(1000, "")).initiator()).isEqualTo(Initiator.SCRIPT);
      peer.finish();
    }
  }

  @Test
  void through_a_proxy_it_is_the_peer_that_is_encrypted_and_named() throws Exception {
    try (Dialer dialer = trusting();
        ConnectProxy proxy = ConnectProxy.open();
        RawPeer peer =
            peer(session -> {
              assertThat(session.serverName()).isEqualTo("peer.test");
              assertThat(session.headers().get("host")).startsWith("peer.test:");
              session.text("hello");
            });
        RawPeer other = leftPeer()) {
      Client client =
          Client.connect(dialer, through(proxy, request("peer.test", peer.port(), TIME)));
      assertThat(client.receive().text()).isEqualTo("hello");
      peer.finish();
      assertThat(Client.failure(dialer, through(proxy, request("other.test", other.port(), TIME))))
          .isEqualTo("TLS: certificate is for another host");
      other.finish();
      assertThat(proxy.requests())
          .extracting(List::getFirst)
          .containsExactly(
              "CONNECT 127.0.0.1:" + peer.port() + " HTTP/1.1",
              "CONNECT 127.0.0.1:" + other.port() + " HTTP/1.1");
    }
  }

  private static DialRequest through(ConnectProxy proxy, DialRequest direct) {
    return new DialRequest(
        direct.url(),
        direct.addresses(),
        direct.headers(),
        direct.protocols(),
        direct.timeout(),
        direct.settings(),
        new Proxy(
            List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port())), null));
  }

  @Test
  void many_messages_in_few_records_wait_for_a_slow_reader() throws Exception {
    try (Dialer dialer = trusting();
        RawPeer peer =
            peer(session -> {
              byte[] burst = {};
              for (int i = 0; i < 500; i++) {
                burst = Frames.join(burst, Frames.text("message " + i));
              }
              session.send(burst);
              session.closeFrame(1000, "");
              session.readClose();
            })) {
      Client client =
          Client.connect(dialer, request("peer.test", peer.port(), Duration.ofSeconds(20)));
      for (int i = 0; i < 500; i++) {
        assertThat(client.receive().text()).isEqualTo("message " + i);
      }
      assertThat(client.closure().initiator()).isEqualTo(Initiator.PEER);
      assertThat(client.mostWaiting()).isLessThanOrEqualTo(32);
      peer.finish();
    }
  }

  @Test
  void an_unknown_certificate_is_not_trusted() throws Exception {
    try (Dialer dialer = trustingPublicOnly();
        RawPeer peer = leftPeer()) {
      assertThat(Client.failure(dialer, request("peer.test", peer.port(), Duration.ofSeconds(20))))
          .isEqualTo("TLS: certificate not trusted");
      peer.finish();
    }
  }

  @Test
  void a_certificate_for_another_name_is_not_trusted() throws Exception {
    try (Dialer dialer = trusting();
        RawPeer peer = leftPeer()) {
      assertThat(Client.failure(dialer, request("other.test", peer.port(), Duration.ofSeconds(20))))
          .isEqualTo("TLS: certificate is for another host");
      peer.finish();
    }
  }

  @Test
  void a_peer_without_tls_fails_the_dial() throws Exception {
    try (Dialer dialer = trustingPublicOnly();
        RawPeer peer = new RawPeer(session -> session.sendText("HTTP/1.1 400 Bad\r\n\r\n"))) {
      assertThat(Client.failure(dialer, request("peer.test", peer.port(), Duration.ofSeconds(20))))
          .isEqualTo("TLS: the answer is not TLS");
    }
  }

  @Test
  void a_peer_that_is_silent_in_the_tls_handshake_runs_out_of_time() throws Exception {
    try (Dialer dialer = trustingPublicOnly();
        RawPeer peer =
            new RawPeer(session -> {
              while (!session.readsEnd()) {
                // Only the client's first flight comes.
              }
            })) {
      assertThat(Client.failure(dialer, request("peer.test", peer.port(), Duration.ofMillis(100))))
          .isEqualTo("timeout");
      peer.finish();
    }
  }
}
