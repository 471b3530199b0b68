package dev.tidegate.policy;

/**
 * What policies are asked.
 *
 * @param actor who asks
 * @param action such as {@link Actions#WEBSOCKET_CONNECT_URL}
 * @param resource what it is about; for {@link Actions#WEBSOCKET_CONNECT_URL} a URL in canonical
 *     form
 * @param meta what else is known about it; conditions read it as {@code meta}
 */
public record AccessRequest(Actor actor, String action, String resource, Metadata meta) {}
