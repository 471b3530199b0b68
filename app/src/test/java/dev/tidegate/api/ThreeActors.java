package dev.tidegate.api;

import dev.tidegate.access.BearerToken;
import dev.tidegate.access.TokenEntry;
import dev.tidegate.policy.Metadata;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.springframework.test.context.DynamicPropertyRegistry;

/** Alice and Bob, who may submit jobs, and Olga, who may also see those of others. */
final class ThreeActors {

  private static final BearerToken ALICES = BearerToken.random(new SecureRandom());
  private static final BearerToken BOBS = BearerToken.random(new SecureRandom());
  private static final BearerToken OLGAS = BearerToken.random(new SecureRandom());

  static final String ALICE = ALICES.text();
  static final String BOB = BOBS.text();
  static final String OLGA = OLGAS.text();

  private ThreeActors() {}

  /** What the tokens file has of a token. */
  static String hash(String token) {
    for (BearerToken known : List.of(ALICES, BOBS, OLGAS)) {
      if (known.text().equals(token)) {
        return known.sha256();
      }
    }
    throw new IllegalArgumentException("nobody's token");
  }

  /** Lets them in, and gives the service a directory for its jobs. */
  static void settle(DynamicPropertyRegistry properties, Path directory) throws IOException {
    Path file = directory.resolve("tokens.yaml");
    entry(ALICES, "alice", "default").appendTo(file);
    entry(BOBS, "bob", "default").appendTo(file);
    entry(OLGAS, "olga", "default", "operator").appendTo(file);
    properties.add("tidegate.access.tokens-file", file::toString);
    properties.add("tidegate.data.dir", () -> directory.resolve("data").toString());
  }

  private static TokenEntry entry(BearerToken token, String actor, String... groups) {
    return TokenEntry.of(token, null, actor, List.of(groups), Metadata.EMPTY, null, null);
  }
}
