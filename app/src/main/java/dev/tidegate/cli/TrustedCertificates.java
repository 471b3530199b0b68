package dev.tidegate.cli;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Certificates of authorities that connections trust besides those that the JVM trusts.
 *
 * @param certificates not empty
 */
record TrustedCertificates(List<X509Certificate> certificates) {

  private static final String NOT_CERTIFICATES = " is not a file of certificates in PEM form";

  /** Copies the list. */
  TrustedCertificates {
    certificates = List.copyOf(certificates);
  }

  /**
   * Reads a file of PEM blocks.
   *
   * @throws IllegalArgumentException in words, where it can't be read or has none, or something
   *     else
   */
  static TrustedCertificates read(Path file) {
    List<X509Certificate> certificates = new ArrayList<>();
    try (InputStream content = Files.newInputStream(file)) {
      for (var certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(content)) {
        certificates.add((X509Certificate) certificate);
      }
    } catch (IOException unreadable) {
      // Not as its cause: of a chain, Spring would show the last message, which is the file's name.
      throw new IllegalArgumentException("cannot read " + file);
    } catch (CertificateException broken) {
      throw new IllegalArgumentException(file + NOT_CERTIFICATES);
    }
    if (certificates.isEmpty()) {
      throw new IllegalArgumentException(file + NOT_CERTIFICATES);
    }
    return new TrustedCertificates(certificates);
  }

  /** For clients that trust these and what the JVM trusts. */
  SslContext clientContext() throws SSLException {
    try {
      KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
      all.load(null, null);
      int number = 0;
      for (X509Certificate certificate : jvmTrusted()) {
        all.setCertificateEntry("jvm-" + number++, certificate);
      }
      for (X509Certificate certificate : certificates) {
        all.setCertificateEntry("file-" + number++, certificate);
      }
      TrustManagerFactory trust = factory();
      trust.init(all);
      return SslContextBuilder.forClient().trustManager(trust).build();
    } catch (GeneralSecurityException | IOException impossible) {
      throw new SSLException("the trusted certificates can't be put together", impossible);
    }
  }

  private static List<X509Certificate> jvmTrusted() throws GeneralSecurityException {
    TrustManagerFactory trust = factory();
    trust.init((KeyStore) null);
    List<X509Certificate> issuers = new ArrayList<>();
    for (TrustManager manager : trust.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        issuers.addAll(List.of(x509.getAcceptedIssuers()));
      }
    }
    return issuers;
  }

  private static TrustManagerFactory factory() throws GeneralSecurityException {
    return TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
  }
}
