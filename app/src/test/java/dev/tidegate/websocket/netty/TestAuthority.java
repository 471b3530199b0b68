package dev.tidegate.websocket.netty;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.time.Duration;
import java.time.Instant;

/** A certification authority that only the tests trust, and servers' certificates by it. */
public final class TestAuthority {

  private static final Duration YEAR = Duration.ofDays(365);

  private final Instant now = Instant.now();
  private final X509Bundle root;

  public TestAuthority(String name) throws Exception {
    root = authority(name).buildSelfSigned();
  }

  private CertificateBuilder authority(String name) {
    return valid("CN=" + name)
        .setIsCertificateAuthority(true)
        .setKeyUsage(true, CertificateBuilder.KeyUsage.keyCertSign);
  }

  private CertificateBuilder valid(String subject) {
    return new CertificateBuilder()
        .ecp256()
        .subject(subject)
        .notBefore(now.minus(YEAR))
        .notAfter(now.plus(YEAR));
  }

  private CertificateBuilder server(String... hosts) {
    CertificateBuilder builder = valid("CN=" + hosts[0]);
    for (String host : hosts) {
      builder.addSanDnsName(host);
    }
    return builder
        .setKeyUsage(true, CertificateBuilder.KeyUsage.digitalSignature)
        .addExtendedKeyUsageServerAuth();
  }

  public X509Bundle root() {
    return root;
  }

  /** For these hosts, good for a year to both sides. */
  public X509Bundle issue(String... hosts) throws Exception {
    return server(hosts).buildIssuedBy(root);
  }

  X509Bundle expired(String host) throws Exception {
    return server(host).notAfter(now.minus(Duration.ofDays(1))).buildIssuedBy(root);
  }

  X509Bundle notYetValid(String host) throws Exception {
    return server(host).notBefore(now.plus(Duration.ofDays(1))).buildIssuedBy(root);
  }

  X509Bundle selfSigned(String host) throws Exception {
    return server(host).setIsCertificateAuthority(true).buildSelfSigned();
  }

  /** By an authority in between, whose certificate is part of the path. */
  X509Bundle issueByIntermediate(String... hosts) throws Exception {
    return server(hosts).buildIssuedBy(authority("Intermediate").buildIssuedBy(root));
  }
}
