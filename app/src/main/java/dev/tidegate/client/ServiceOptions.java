package dev.tidegate.client;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which service a command talks to, and as whom. */
final class ServiceOptions {

  private static final Duration CONNECT = Duration.ofSeconds(10);

  @Option(
      order = 101,
      names = "--server",
      paramLabel = "URL",
      defaultValue =
          "${env:" + ServiceAddress.VARIABLE + ":-" + ServiceAddress.OF_THIS_MACHINE + "}",
      description =
          "The service (default: what TIDEGATE_SERVER says, or port 8080 of this machine).")
  private String server = "";

  @Option(
      order = 102,
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "A file with the token; else TIDEGATE_TOKEN holds it. It can't be an argument: every"
              + " process of the machine could read it there.")
  private @Nullable Path tokenFile;

  @Option(
      order = 103,
      names = "--ca-file",
      paramLabel = "FILE.pem",
      description = "The authorities to trust for https, instead of those that the JVM trusts.")
  private @Nullable Path authorities;

  @Option(
      order = 104,
      names = "--insecure",
      description = "Sends the token over http to other machines too, where others can read it.")
  private boolean insecure;

  @Option(
      order = 105,
      names = "--retry-for",
      paramLabel = "DURATION",
      defaultValue = "15s",
      converter = PatienceOption.class,
      description =
          "How long to try again while the service can't be reached or has no room; 0s for not at"
              + " all (default: ${DEFAULT-VALUE}).")
  private Duration patience = Duration.ofSeconds(15);

  /** Makes the connection; nothing is sent yet. */
  Connection connect(Terminal terminal) throws ClientException {
    ServiceAddress address;
    try {
      address = ServiceAddress.parse(server);
    } catch (IllegalArgumentException wrong) {
      throw new ClientException(
          ExitCode.USAGE, "--server or TIDEGATE_SERVER " + wrong.getMessage(), wrong);
    }
    Optional<AccessToken> token = AccessToken.of(tokenFile, System.getenv(AccessToken.VARIABLE));
    if (token.isPresent() && !address.isPrivate() && !insecure) {
      throw new ClientException(
          ExitCode.USAGE,
          "the token is not sent to %s over http, where others can read it: use https, or --insecure"
              .formatted(address));
    }
    // HTTP/2 would need a handshake of its own first, and gives a single caller nothing.
    HttpClient.Builder http =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
    if (authorities != null) {
      http.sslContext(CertificateAuthorities.of(authorities));
    } else if (!address.isSecured()) {
      // Otherwise the client reads all that the JVM trusts, which takes longer than the request.
      http.sslContext(CertificateAuthorities.none());
    }
    return new Connection(http.build(), address, token, patience, Thread::sleep, terminal);
  }
}
