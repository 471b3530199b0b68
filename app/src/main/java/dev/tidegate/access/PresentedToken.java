package dev.tidegate.access;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A token that somebody sent and nobody has looked at. */
final class PresentedToken extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1L;

  private final transient String token;

  PresentedToken(String token) {
    super(List.of());
    this.token = token;
  }

  @Override
  public String getCredentials() {
    return token;
  }

  @Override
  public String getPrincipal() {
    return "";
  }
}
