package dev.tidegate.access;

import dev.tidegate.policy.Actor;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that open the API: one that is configured or made at the start, and those of a file.
 * Any thread may ask.
 */
public final class Tokens implements AutoCloseable {

  private final @Nullable ApiToken one;
  private final @Nullable TokenReload file;
  private final InstantSource clock;

  /**
   * Makes them.
   *
   * @param one the one that stands in no file
   * @param file the others; closed with these
   */
  Tokens(@Nullable ApiToken one, @Nullable TokenReload file, InstantSource clock) {
    this.one = one;
    this.file = file;
    this.clock = clock;
  }

  /** Whom a token that was sent stands for; empty where nobody does, or its time is over. */
  Optional<Actor> actor(String sent) {
    TokenHash hash = TokenHash.of(sent);
    if (one != null && one.hash().equals(hash)) {
      return Optional.of(one.actor());
    }
    return file == null
        ? Optional.empty()
        : file.current().find(hash, clock.instant()).map(ApiToken::actor);
  }

  /** How many tokens of the file open something. */
  public int inForce() {
    return file == null ? 0 : file.current().valid(clock.instant());
  }

  /** What is wrong with the file, where its tokens are not those in force. */
  public Optional<TokensException> refused() {
    return file == null ? Optional.empty() : file.refused();
  }

  /** Begins to follow the file, on a thread of its own; once. Does nothing without a file. */
  void start() {
    if (file != null) {
      file.start();
    }
  }

  /** Stops following; what is in force stays. */
  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }
}
