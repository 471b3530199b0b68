package dev.tidegate.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The token that a command presents; never printed. */
final class AccessToken {

  /** The environment variable that holds it where no file is named. */
  static final String VARIABLE = "TIDEGATE_TOKEN";

  private static final int MOST_BYTES = 64 << 10;

  /** What RFC 6750, 2.1, lets a header carry. */
  private static final Pattern SENDABLE = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  private final String text;

  private AccessToken(String text) {
    this.text = text;
  }

  /**
   * Finds it.
   *
   * @param file that holds nothing else; null where none is named
   * @param variable what {@value #VARIABLE} is; null where it is not set
   */
  static Optional<AccessToken> of(@Nullable Path file, @Nullable String variable)
      throws ClientException {
    if (file != null) {
      return Optional.of(checked(read(file), "the file " + file));
    }
    return variable == null || variable.isBlank()
        ? Optional.empty()
        : Optional.of(checked(variable, VARIABLE));
  }

  /** The value of the header {@code Authorization}. */
  String header() {
    return "Bearer " + text;
  }

  private static String read(Path file) throws ClientException {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new ClientException(ExitCode.USAGE, "the file " + file + " is too large for a token");
      }
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException unreadable) {
      throw new ClientException(
          ExitCode.USAGE, "cannot read the token from the file " + file, unreadable);
    }
  }

  private static AccessToken checked(String text, String where) throws ClientException {
    String token = text.strip();
    if (!SENDABLE.matcher(token).matches()) {
      throw new ClientException(ExitCode.USAGE, where + " does not hold a token and nothing else");
    }
    return new AccessToken(token);
  }
}
