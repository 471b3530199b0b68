package dev.tidegate.websocket;

import java.time.Duration;
import java.util.List;

/**
 * The options of one {@code websocket.connect}, read and checked.
 *
 * @param headers further request headers, whose secrets are still to be filled in
 * @param protocols the subprotocols to offer, in this order
 * @param dialTimeout zero for none
 * @param readTimeout zero for none
 * @param writeTimeout zero for none
 * @param compression what to offer
 * @param compressionThreshold the least length in bytes of a message that gets compressed
 * @param readLimit the most bytes of a message
 * @param channelCapacity how many received messages wait for the script
 */
record ConnectOptions(
    List<HeaderTemplate> headers,
    List<String> protocols,
    Duration dialTimeout,
    Duration readTimeout,
    Duration writeTimeout,
    Compression compression,
    int compressionThreshold,
    int readLimit,
    int channelCapacity) {}
