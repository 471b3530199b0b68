package dev.tidegate.access;

import dev.tidegate.policy.Finding;
import dev.tidegate.reload.Debounce;
import dev.tidegate.reload.DirectoryNotices;
import dev.tidegate.reload.Follower;
import dev.tidegate.reload.ReloadSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the tokens in force those that a file holds. A changed file replaces all of them at once;
 * one with faults replaces nothing and is kept for those who ask why.
 */
final class TokenReload implements AutoCloseable {

  private final Path file;
  private final TokenListener listener;
  private final Debounce<TokensContent> debounce;
  private final Follower follower;
  private volatile TokenSet current;
  private volatile @Nullable TokensException refused;

  /** What was put into force or refused last. */
  private TokensContent judged;

  /**
   * Reads the file, and does not follow it yet. Blocks.
   *
   * @throws TokensException if it has faults
   */
  TokenReload(Path file, ReloadSettings settings, TokenListener listener) {
    this.file = file;
    this.listener = listener;
    judged = TokensContent.read(file);
    current = new TokenSet(TokensFile.parse(file.toString(), judged));
    debounce = new Debounce<>(settings.debounce());
    Path directory = file.toAbsolutePath().getParent();
    follower =
        new Follower(
            "token-reload",
            this::look,
            settings,
            new DirectoryNotices(directory == null ? file : directory, notices()),
            fault -> listener.heard(new TokenEvent.Failed(fault)));
  }

  /** The tokens in force. */
  TokenSet current() {
    return current;
  }

  /** What is wrong with the file, where its tokens are not those in force. */
  Optional<TokensException> refused() {
    return Optional.ofNullable(refused);
  }

  /** Begins to follow the file, on a thread of its own; once. */
  void start() {
    follower.start();
  }

  /** Looks at the file once; as {@link Follower.Look#at}. */
  Duration look(long now) {
    TokensContent content = TokensContent.read(file);
    if (content.equals(judged)) {
      debounce.reset();
      return Duration.ZERO;
    }
    Duration wait = debounce.seen(content, now);
    if (wait.isZero() && !follower.isStopped()) {
      debounce.reset();
      judged = content;
      judge(content);
    }
    return wait;
  }

  private void judge(TokensContent content) {
    TokenSet before = current;
    try {
      TokenSet now = new TokenSet(TokensFile.parse(file.toString(), content));
      current = now;
      refused = null;
      listener.heard(now.since(before));
    } catch (TokensException faults) {
      refused = faults;
      listener.heard(new TokenEvent.Refused(faults));
    } catch (RuntimeException | Error fault) {
      if (current.equals(before)) {
        String why = "could not be judged because of a fault of Tidegate; its log says more";
        refused = new TokensException(List.of(new Finding(file.toString(), 0, 0, why)));
      }
      throw fault;
    }
  }

  private DirectoryNotices.Listener notices() {
    return new DirectoryNotices.Listener() {
      @Override
      public void unwatched(String reason) {
        listener.heard(new TokenEvent.Unwatched(reason));
      }

      @Override
      public void watched() {
        listener.heard(new TokenEvent.Watched());
      }
    };
  }

  /** Stops following; what is in force stays. */
  @Override
  public void close() {
    follower.close();
  }
}
