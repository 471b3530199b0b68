package dev.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.websocket.netty.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedCertificatesTest {

  @TempDir private Path folder;

  @Test
  void all_certificates_of_a_file_are_read_and_what_is_between_them_is_not() throws Exception {
    TestAuthority one = new TestAuthority("One");
    TestAuthority two = new TestAuthority("Two");

    TrustedCertificates read =
        TrustedCertificates.read(
            file(
                "# One - the first\n"
                    + one.root().getCertificatePEM()
                    + "\n\n# Two\n"
                    + two.root().getCertificatePEM()));

    assertThat(read.certificates())
        .containsExactly(one.root().getCertificate(), two.root().getCertificate());
  }

  @Test
  void a_file_without_a_certificate_is_refused() throws Exception {
    Path empty = file("");

    assertThatThrownBy(() -> TrustedCertificates.read(empty))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(empty + " is not a file of certificates in PEM form");
  }

  @Test
  void a_file_with_a_key_or_half_a_certificate_is_refused() throws Exception {
    TestAuthority authority = new TestAuthority("One");
    String certificate = authority.root().getCertificatePEM();

    for (String text :
        new String[] {
          authority.root().getPrivateKeyPEM(),
          certificate.substring(0, certificate.length() / 2),
          certificate.replace("MII", "AAA")
        }) {
      Path file = file(text);
      assertThatThrownBy(() -> TrustedCertificates.read(file))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(file + " is not a file of certificates in PEM form");
    }
  }

  @Test
  void a_file_that_is_not_there_is_named() {
    Path missing = folder.resolve("missing.pem");

    assertThatThrownBy(() -> TrustedCertificates.read(missing))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cannot read " + missing);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "trusted", ".pem"), text);
  }
}
