package dev.tidegate.egress;

import dev.tidegate.policy.AccessRequest;
import dev.tidegate.policy.Actions;
import dev.tidegate.policy.Actor;
import dev.tidegate.policy.Metadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
   * Whether a secret may be sent in the handshake with a URL, whose parts policies see as metadata.
   *
   * @param secret the secret's name
   * @param header the name, in lower case, of the header that it is sent in
   * @param more what else is known about the request
   */
  public static AccessRequest secret(
      Actor actor, String secret, String header, TargetUrl url, Metadata more) {
    return new AccessRequest(
        actor,
        Actions.SECRET_USE,
        secret,
        more.with(url.policyMetadata())
            .with(Metadata.of(Map.of("url", url.textWithoutQuery(), "header", header))));
  }

  /**
   * Everything that a job's connecting to a URL asks, in this order until something is refused: may
   * it connect at all, to this URL, and with these secrets.
   *
   * @param url in any form
   * @param secrets the names of secrets by the headers that they are sent in
   * @param more what else is known about the request
   * @throws IllegalArgumentException if this is no URL that a job could connect to; the message
   *     says why
   */
  public static List<AccessRequest> connecting(
      Actor actor, String url, Map<String, String> secrets, Metadata more) {
    return switch (TargetUrl.parse(url)) {
      case TargetUrl.Parse.Parsed parsed -> {
        List<AccessRequest> requests = new ArrayList<>();
        requests.add(connect(actor, more));
        requests.add(connect(actor, parsed.url(), more));
        secrets.forEach((header, secret) ->
            requests.add(
                secret(actor, secret, header.toLowerCase(Locale.ROOT), parsed.url(), more)));
        yield requests;
      }
      case TargetUrl.Parse.Refused refused ->
          throw new IllegalArgumentException("no URL to connect to: " + refused.reason());
    };
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
