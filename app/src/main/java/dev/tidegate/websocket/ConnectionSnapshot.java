package dev.tidegate.websocket;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An open connection as it is at a moment.
 *
 * @param id its id
 * @param jobId the job that it belongs to
 * @param url where to, without the query, which may hold secrets
 * @param peer the address that was dialled; for operators, no script may see it
 * @param protocol the subprotocol that the peer chose; null when none
 * @param compressed whether permessage-deflate was agreed
 * @param openedAt when the handshake was through
 * @param age how long ago that is
 * @param received what has come
 * @param sent what the script has sent
 * @param waiting what has come and the script has not taken
 * @param roundTrip how long the answer to the last answered ping took; null before the first
 */
public record ConnectionSnapshot(
    UUID id,
    String jobId,
    String url,
    InetSocketAddress peer,
    @Nullable String protocol,
    boolean compressed,
    Instant openedAt,
    Duration age,
    Volume received,
    Volume sent,
    Volume waiting,
    @Nullable Duration roundTrip) {}
