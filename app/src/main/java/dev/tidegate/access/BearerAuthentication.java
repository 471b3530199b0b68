package dev.tidegate.access;

import dev.tidegate.policy.Actor;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A request whose token was right. */
final class BearerAuthentication extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1L;

  private final transient Actor actor;

  BearerAuthentication(Actor actor) {
    super(List.of());
    this.actor = actor;
    setAuthenticated(true);
  }

  @Override
  public Actor getPrincipal() {
    return actor;
  }

  /** Nothing: the token is not kept. */
  @Override
  public String getCredentials() {
    return "";
  }

  @Override
  public String getName() {
    return actor.id();
  }
}
