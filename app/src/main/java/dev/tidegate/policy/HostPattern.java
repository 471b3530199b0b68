package dev.tidegate.policy;

/** The host part of a URL pattern. */
sealed interface HostPattern {

  boolean matches(String host);

  /** Whether it matches all that another one matches. */
  boolean covers(HostPattern other);

  /** {@code *}: every name and every address. */
  record Any() implements HostPattern {
    @Override
    public boolean matches(String host) {
      return true;
    }

    @Override
    public boolean covers(HostPattern other) {
      return true;
    }
  }

  /** One name or address. */
  record Exactly(String host) implements HostPattern {
    @Override
    public boolean matches(String value) {
      return value.equals(host);
    }

    @Override
    public boolean covers(HostPattern other) {
      return equals(other);
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

    @Override
    public boolean covers(HostPattern other) {
      return switch (other) {
        case Any _ -> false;
        case Exactly(String host) -> matches(host);
        case Below below ->
            below.domain().equals(domain)
                ? deep || !below.deep()
                : deep && below.domain().endsWith("." + domain);
      };
    }
  }
}
