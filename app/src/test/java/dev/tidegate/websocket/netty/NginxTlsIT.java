package dev.tidegate.websocket.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lua.Failure;
import dev.tidegate.websocket.ConnectionEvents;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Certificates and versions of TLS, served by nginx in front of npm's {@code ws}. */
@Timeout(120)
class NginxTlsIT {

  private static final Path FOLDER = Path.of("target/peers/nginx-tls");

  /** Which certificate is shown depends on the name that the client asks for. */
  private static final String SERVER =
      """
      server {
        listen 127.0.0.1:PORT_0 ssl http2;
        server_name NAME.peer.test;
        ssl_certificate CERTIFICATE.crt;
        ssl_certificate_key CERTIFICATE.key;
        location / { PROXY }
      }
      """;

  private static final String VERSION =
      """
      server {
        listen 127.0.0.1:PORT ssl;
        server_name VERSION.peer.test;
        ssl_certificate good.crt;
        ssl_certificate_key good.key;
        ssl_protocols VERSIONS;
        ssl_ciphers DEFAULT:@SECLEVEL=0;
        location / { PROXY }
      }
      """;

  private static PeerProcess peer;
  private static Nginx nginx;
  private static X509Bundle trusted;

  private LuaHarness lua;

  @BeforeAll
  static void startServers() throws Exception {
    TestAuthority authority = new TestAuthority("Test Root");
    trusted = authority.root();
    install(
        "good",
        authority.issue("good.peer.test", "tls11.peer.test", "tls12.peer.test", "tls13.peer.test"));
    install("unknown", new TestAuthority("Other Root").issue("unknown.peer.test"));
    install("self-signed", authority.selfSigned("self-signed.peer.test"));
    install("other-name", authority.issue("elsewhere.peer.test"));
    install("expired", authority.expired("expired.peer.test"));
    install("not-yet-valid", authority.notYetValid("not-yet-valid.peer.test"));
    X509Bundle issued = authority.issueByIntermediate("chain.peer.test", "no-chain.peer.test");
    install("chain", issued);
    Nginx.install(FOLDER, "no-chain", issued, issued.getCertificatePEM());

    peer = PeerProcess.ws(false);
    StringBuilder servers = new StringBuilder();
    for (String name :
        new String[] {
          "good",
          "unknown",
          "self-signed",
          "other-name",
          "expired",
          "not-yet-valid",
          "chain",
          "no-chain"
        }) {
      servers.append(SERVER.replace("NAME", name).replace("CERTIFICATE", name));
    }
    servers
        .append(version("PORT_1", "tls11", "TLSv1.1"))
        .append(version("PORT_2", "tls12", "TLSv1.2"))
        .append(version("PORT_3", "tls13", "TLSv1.3"))
        .append("server { listen 127.0.0.1:PORT_4; }\n");
    nginx =
        Nginx.start(
            FOLDER,
            servers
                .toString()
                .replace(
                    "PROXY",
                    """
                    proxy_pass http://127.0.0.1:%d; proxy_http_version 1.1;
                    proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection upgrade;
                    """
                        .formatted(peer.port())));
  }

  private static void install(String name, X509Bundle certificate) throws Exception {
    Nginx.install(FOLDER, name, certificate);
  }

  private static String version(String port, String name, String version) {
    return VERSION
        .replace("VERSIONS", version)
        .replace("VERSION", name)
        .replaceAll("PORT\\b(?!_)", port);
  }

  @AfterAll
  static void stopServers() {
    if (nginx != null) {
      nginx.close();
    }
    if (peer != null) {
      peer.close();
    }
  }

  @BeforeEach
  void startEngine() throws Exception {
    lua =
        new LuaHarness(
            SslContextBuilder.forClient().trustManager(trusted.getCertificate()).build());
  }

  @AfterEach
  void closeEngine() {
    lua.close();
  }

  @ParameterizedTest
  @CsvSource({"good, 0", "chain, 0", "tls12, 2", "tls13, 3"})
  void a_trusted_server_is_talked_to(String host, int port) throws Exception {
    assertThat(
            lua.run(
                nginx.port(port),
                """
                local client = assert(websocket.connect("wss://HOST.peer.test:PORT/"))
                local large = ("x"):rep(300000)
                assert(client:send(large))
                assert(client:channel():receive().data == large)
                return client:close()
                """
                    .replace("HOST", host)))
        .isEqualTo("true");
    assertThat(lua.events(ConnectionEvents.Opened.class).getFirst().timings().tls()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "unknown, 0, TLS: certificate not trusted, unable to find valid certification path",
    "self-signed, 0, TLS: certificate not trusted, unable to find valid certification path",
    "no-chain, 0, TLS: certificate not trusted, unable to find valid certification path",
    "other-name, 0, TLS: certificate is for another host, other-name.peer.test",
    "expired, 0, TLS: certificate expired, NotAfter",
    "not-yet-valid, 0, TLS: certificate not valid yet, NotBefore",
    "tls11, 1, TLS: no common version, protocol_version",
    "plain, 4, TLS: the answer is not TLS, not an SSL/TLS record"
  })
  void another_server_fails_the_dial_and_operators_read_why(
      String host, int port, String cause, String detail) throws Exception {
    Failure failure =
        lua.start(
                nginx.port(port),
                """
                return websocket.connect("wss://HOST.peer.test:PORT/")
                """
                    .replace("HOST", host))
            .failure();

    assertThat(failure.message()).isEqualTo("failed to dial websocket: " + cause);
    assertThat(failure.kind()).isEqualTo("Internal");
    assertThat(failure.retryable()).isTrue();
    ConnectionEvents.Failed event = lua.events(ConnectionEvents.Failed.class).getFirst();
    assertThat(event.cause()).isEqualTo(cause);
    // Nor what the peer sent, here the beginning of HTTP in hexadecimal.
    assertThat(event.detail())
        .startsWith(cause)
        .contains(detail)
        .doesNotContain("java", "\n", "48545450");
  }
}
