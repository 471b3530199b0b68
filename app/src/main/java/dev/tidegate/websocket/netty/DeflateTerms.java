package dev.tidegate.websocket.netty;

import dev.tidegate.websocket.Compression;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What was agreed about permessage-deflate (RFC 7692 section 7.1).
 *
 * @param ourContext whether our compressor keeps its window from message to message
 * @param theirContext whether the peer's may
 */
record DeflateTerms(boolean ourContext, boolean theirContext) {

  private static final String NAME = "permessage-deflate";
  private static final String NO_SERVER_CONTEXT = "server_no_context_takeover";
  private static final String NO_CLIENT_CONTEXT = "client_no_context_takeover";

  /** Our windows have no other size than 15 bits, so only the peer's may be talked about. */
  private static final String SERVER_WINDOW = "server_max_window_bits";

  /** The value of {@code Sec-WebSocket-Extensions} to offer; empty for none. */
  static Optional<String> offer(Compression mode) {
    return switch (mode) {
      case DISABLED -> Optional.empty();
      case CONTEXT_TAKEOVER -> Optional.of(NAME);
      case NO_CONTEXT -> Optional.of(NAME + "; " + NO_CLIENT_CONTEXT + "; " + NO_SERVER_CONTEXT);
    };
  }

  /**
   * Reads the answer to an offer.
   *
   * @param answers the values of {@code Sec-WebSocket-Extensions}; not empty
   * @return empty when it is not an answer to what was offered
   */
  static Optional<DeflateTerms> accepted(Compression mode, List<String> answers) {
    if (mode == Compression.DISABLED || answers.size() != 1) {
      return Optional.empty();
    }
    // A comma would begin a second extension; it can't stand in any value that is legal here.
    List<String> parts = List.of(answers.getFirst().split(";", -1));
    if (!parts.getFirst().strip().equalsIgnoreCase(NAME)) {
      return Optional.empty();
    }
    Set<String> parameters = new HashSet<>();
    for (String part : parts.subList(1, parts.size())) {
      String[] pair = part.split("=", 2);
      String name = pair[0].strip().toLowerCase(Locale.ROOT);
      if (!isLegal(name, pair.length == 2 ? Optional.of(pair[1].strip()) : Optional.empty())
          || !parameters.add(name)) {
        return Optional.empty();
      }
    }
    boolean theirContext = !parameters.contains(NO_SERVER_CONTEXT);
    if (mode == Compression.NO_CONTEXT && theirContext) {
      // Asked for and not granted: the peer did not understand the offer (section 7.1.1.1).
      return Optional.empty();
    }
    boolean ourContext =
        mode == Compression.CONTEXT_TAKEOVER && !parameters.contains(NO_CLIENT_CONTEXT);
    return Optional.of(new DeflateTerms(ourContext, theirContext));
  }

  private static boolean isLegal(String name, Optional<String> value) {
    return switch (name) {
      case NO_SERVER_CONTEXT, NO_CLIENT_CONTEXT -> value.isEmpty();
      case SERVER_WINDOW ->
          value.isPresent() && value.get().matches("([89]|1[0-5])|\"([89]|1[0-5])\"");
      default -> false;
    };
  }
}
