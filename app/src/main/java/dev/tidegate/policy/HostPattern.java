package dev.tidegate.policy;

/** The host part of a URL pattern. */
sealed interface HostPattern {

  boolean matches(String host);

  /** {@code *}: every name and every address. */
  record Any() implements HostPattern {
    @Override
    public boolean matches(String host) {
      return true;
    }
  }

  /** One name or address. */
  record Exactly(String host) implements HostPattern {
    @Override
    public boolean matches(String value) {
      return value.equals(host);
    }
  }

  /**
   * Names below a domain, never the domain itself.
   *
   * @param domain without the leading dot
   * @param deep {@code **}: one label or more before the domain; {@code *}: exactly one
   */
  record Below(String domain, boolean deep) implements HostPattern {
    @Override
    public boolean matches(String host) {
      int dot = host.length() - domain.length() - 1;
      return dot > 0
          && host.charAt(dot) == '.'
          && host.endsWith(domain)
          && (deep || host.indexOf('.') == dot);
    }
  }
}
