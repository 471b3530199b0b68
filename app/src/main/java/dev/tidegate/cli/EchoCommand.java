package dev.tidegate.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.netty.ChannelBindException;

/** {@code tidegate echo}: a small WebSocket peer to try scripts against. */
@Command(
    name = "echo",
    description = {
      "Starts a small WebSocket peer, to try scripts against.",
      "",
      "/echo    answers every message with the same message",
      "/prices  waits for {\"action\":\"subscribe\",\"symbols\":[\"ABC\"]} and sends",
      "         {\"symbol\",\"value\"} ticks, then closes with 1000;",
      "         /prices?ticks=5&interval=50ms changes how many and how often"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class EchoCommand implements Callable<Integer> {

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Where it listens (default: ${DEFAULT-VALUE}).")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8765",
      description = "The port; 0 takes any free one (default: ${DEFAULT-VALUE}).")
  private int port = 8765;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = "Refuses whoever does not send Authorization: Bearer TOKEN.")
  private @Nullable String token;

  @Override
  public Integer call() {
    try (EchoPeer peer = EchoPeer.listen(host, port, token)) {
      System.out.println("listening on " + peer.uri());
      System.out.flush();
      peer.awaitEnd();
      return CommandLine.ExitCode.OK;
    } catch (ChannelBindException taken) {
      System.err.println("cannot listen on " + host + ":" + port + ": " + taken.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
  }
}
