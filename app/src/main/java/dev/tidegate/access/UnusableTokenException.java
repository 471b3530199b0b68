package dev.tidegate.access;

/** The configured token can't be used; the message says why and never says the token. */
final class UnusableTokenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnusableTokenException(String why) {
    super("The configured token (tidegate.access.token) " + why + ".");
  }
}
