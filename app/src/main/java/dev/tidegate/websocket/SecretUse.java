package dev.tidegate.websocket;

import java.util.Comparator;

/**
 * A secret in a header of a handshake.
 *
 * @param secret the secret's name
 * @param header the header's name, in lower case
 */
public record SecretUse(String secret, String header) implements Comparable<SecretUse> {

  private static final Comparator<SecretUse> ORDER =
      Comparator.comparing(SecretUse::secret).thenComparing(SecretUse::header);

  @Override
  public int compareTo(SecretUse other) {
    return ORDER.compare(this, other);
  }
}
