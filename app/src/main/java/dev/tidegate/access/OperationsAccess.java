package dev.tidegate.access;

import dev.tidegate.policy.Actions;
import dev.tidegate.policy.Actor;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import reactor.core.publisher.Mono;

/** Lets those read metrics and the version whom the policies allow it. */
final class OperationsAccess implements ReactiveAuthorizationManager<AuthorizationContext> {

  private final CallerRights rights;

  OperationsAccess(CallerRights rights) {
    this.rights = rights;
  }

  /** Fails with {@link NotAllowedException}, which says more than a refusal could. */
  @Override
  public Mono<AuthorizationResult> authorize(
      Mono<Authentication> caller, AuthorizationContext exchange) {
    return caller
        .filter(Authentication::isAuthenticated)
        .<AuthorizationResult>map(known -> {
          if (!(known.getPrincipal() instanceof Actor actor)) {
            return new AuthorizationDecision(false);
          }
          rights.require(actor, Actions.METRICS_READ);
          return new AuthorizationDecision(true);
        })
        .defaultIfEmpty(new AuthorizationDecision(false));
  }
}
