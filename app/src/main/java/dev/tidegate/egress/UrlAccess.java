package dev.tidegate.egress;

import dev.tidegate.policy.AccessRequest;
import dev.tidegate.policy.Actions;
import dev.tidegate.policy.Actor;
import dev.tidegate.policy.Metadata;

/** What policies are asked about URLs. */
public final class UrlAccess {

  private UrlAccess() {}

  /**
   * Whether an actor may connect at all.
   *
   * @param more what else is known about the request
   */
  public static AccessRequest connect(Actor actor, Metadata more) {
    return new AccessRequest(actor, Actions.WEBSOCKET_CONNECT, "", more);
  }

  /**
   * Whether an actor may connect to a URL. Policies see no query, since it may hold secrets.
   *
   * @param more what else is known about the request
   */
  public static AccessRequest connect(Actor actor, TargetUrl url, Metadata more) {
    return new AccessRequest(
        actor,
        Actions.WEBSOCKET_CONNECT_URL,
        url.textWithoutQuery(),
        more.with(url.policyMetadata()));
  }

  /**
   * The request that a job would make for what a person writes: a URL may be in any form.
   *
   * @param more what else is known about the request
   * @throws IllegalArgumentException if the action's resource is a URL and this is none that a job
   *     could connect to; the message says why
   */
  public static AccessRequest asked(Actor actor, String action, String resource, Metadata more) {
    if (!action.equals(Actions.WEBSOCKET_CONNECT_URL)) {
      return new AccessRequest(actor, action, resource, more);
    }
    return switch (TargetUrl.parse(resource)) {
      case TargetUrl.Parse.Parsed parsed -> connect(actor, parsed.url(), more);
      case TargetUrl.Parse.Refused refused ->
          throw new IllegalArgumentException(
              "the resource of " + action + " is no URL to connect to: " + refused.reason());
    };
  }
}
