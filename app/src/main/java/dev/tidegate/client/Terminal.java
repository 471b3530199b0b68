package dev.tidegate.client;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command prints: what was asked for to one stream, everything else to the other. Nothing
 * that came from elsewhere gets there without {@link Printable}.
 *
 * @param out for what was asked for
 * @param err for everything else
 */
record Terminal(PrintStream out, PrintStream err) {

  /** The process's own streams, in UTF-8. */
  static Terminal ofProcess() {
    return new Terminal(
        new PrintStream(System.out, true, StandardCharsets.UTF_8),
        new PrintStream(System.err, true, StandardCharsets.UTF_8));
  }

  /** Prints JSON on a line of its own. */
  void json(String json) {
    out.println(Printable.json(json));
  }

  /** Says something about what goes on. */
  void note(String text) {
    err.println("tidegate: " + Printable.lines(text, "  "));
  }

  /** Whether nobody takes what is printed any more, as behind {@code head}. */
  boolean isClosed() {
    return out.checkError();
  }
}
