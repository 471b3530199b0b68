package dev.tidegate.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.tidegate.websocket.netty.TestAuthority;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import picocli.CommandLine;

/** A service behind https. */
@ExtendWith(OutputCaptureExtension.class)
class SecuredServiceTest {

  @TempDir private Path directory;
  private TestAuthority authority;
  private StubService service;

  @BeforeEach
  void start() throws Exception {
    authority = new TestAuthority("ours");
    X509Bundle certificate = authority.issue("localhost");
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(keyStore(certificate), new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    service = new StubService(server).on("GET /v1/jobs", StubService.json(200, "{\"items\": []}"));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private static KeyStore keyStore(X509Bundle certificate) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setKeyEntry(
        "service",
        certificate.getKeyPair().getPrivate(),
        new char[0],
        certificate.getCertificatePathWithRoot());
    return store;
  }

  private int jobs(String host, TestAuthority trusted) throws IOException {
    Path file = Files.writeString(directory.resolve("ca.pem"), trusted.root().getCertificatePEM());
    return new CommandLine(new JobsCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(
            "--server=https://" + host + ":" + service.port(),
            "--ca-file=" + file,
            "--retry-for=30s");
  }

  @Test
  void its_authority_is_believed_when_it_is_named() throws Exception {
    assertThat(jobs("localhost", authority)).isZero();

    assertThat(service.paths()).containsExactly("GET /v1/jobs?limit=50");
  }

  @Test
  void nobody_else_is_believed_and_nothing_is_sent(CapturedOutput output) throws Exception {
    assertThat(jobs("localhost", new TestAuthority("another"))).isEqualTo(5);
    assertThat(jobs("127.0.0.1", authority)).as("another name").isEqualTo(5);

    assertThat(output.getErr())
        .contains("the connection can't be secured", "--ca-file names whom to trust")
        .doesNotContain("Trying again");
    assertThat(service.asked()).isEmpty();
  }
}
