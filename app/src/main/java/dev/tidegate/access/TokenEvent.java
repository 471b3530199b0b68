package dev.tidegate.access;

import java.util.List;

/** What became of a change of the tokens file. Tokens are named by their ids. */
public sealed interface TokenEvent {

  /**
   * The tokens of the file are in force.
   *
   * @param tokens how many there are now
   * @param added ids that are new
   * @param removed ids that are gone; their tokens open nothing any more
   * @param changed ids whose tokens have become others, or mean something else
   */
  record Applied(int tokens, List<String> added, List<String> removed, List<String> changed)
      implements TokenEvent {
    /** Copies the lists. */
    public Applied {
      added = List.copyOf(added);
      removed = List.copyOf(removed);
      changed = List.copyOf(changed);
    }
  }

  /** The file has faults; the tokens in force stay. Told once for each content of the file. */
  record Refused(TokensException why) implements TokenEvent {}

  /** The file could not be judged because of a fault of the program; the tokens stay. */
  record Failed(Throwable fault) implements TokenEvent {}

  /**
   * The system doesn't tell of changes any more: they are found only when the file is read.
   *
   * @param reason in words
   */
  record Unwatched(String reason) implements TokenEvent {}

  /** After that, the system tells of changes again. */
  record Watched() implements TokenEvent {}
}
