package dev.tidegate.cli;

import dev.tidegate.job.ByteSize;
import dev.tidegate.websocket.ConnectionRegistry;
import dev.tidegate.websocket.WebSocketSettings;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How scripts' connections behave where their options say nothing.
 *
 * @param dialTimeout for the look-up, TCP, TLS and the upgrade together
 * @param readLimit the most bytes of a received message
 * @param channelCapacity how many received messages wait for the script
 * @param channelBytes how many bytes of them make a connection stop reading; jobs can't change it
 * @param sendAhead bytes that may be under way to the socket before a send waits for its own
 * @param closeTimeout how long the Close frame may take to be written, and then the peer's to
 *     arrive
 * @param connectionsPerActor how many connections the jobs of one actor may have at once
 * @param connectionsPerNode how many connections all jobs may have at once
 * @param traceHeaders whether handshakes tell peers, by the header {@code traceparent}, which trace
 *     they are part of
 * @param trustedCertificates authorities for {@code wss} besides those that the JVM trusts; null
 *     for none
 */
@ConfigurationProperties("tidegate.websocket")
record WebSocketProperties(
    @DefaultValue("30s") Duration dialTimeout,
    @DefaultValue("16MiB") ByteSize readLimit,
    @DefaultValue("32") int channelCapacity,
    @DefaultValue("1MiB") ByteSize channelBytes,
    @DefaultValue("256KiB") ByteSize sendAhead,
    @DefaultValue("5s") Duration closeTimeout,
    @DefaultValue("1000") int connectionsPerActor,
    @DefaultValue("20000") int connectionsPerNode,
    @DefaultValue("false") boolean traceHeaders,
    @Nullable TrustedCertificates trustedCertificates) {

  /** Checks the ranges. */
  WebSocketProperties {
    settings(dialTimeout, readLimit, channelCapacity, channelBytes, sendAhead, closeTimeout);
    if (connectionsPerActor < 1) {
      throw new IllegalArgumentException(
          "tidegate.websocket.connections-per-actor must be at least 1");
    }
    if (connectionsPerNode < 1) {
      throw new IllegalArgumentException(
          "tidegate.websocket.connections-per-node must be at least 1");
    }
  }

  /** How many connections there may be. */
  ConnectionRegistry.Limits limits() {
    return new ConnectionRegistry.Limits(connectionsPerActor, connectionsPerNode);
  }

  /** The same with these authorities. */
  WebSocketProperties trusting(TrustedCertificates certificates) {
    return new WebSocketProperties(
        dialTimeout,
        readLimit,
        channelCapacity,
        channelBytes,
        sendAhead,
        closeTimeout,
        connectionsPerActor,
        connectionsPerNode,
        traceHeaders,
        certificates);
  }

  /** For {@code wss}. */
  SslContext clientContext() throws SSLException {
    return trustedCertificates == null
        ? SslContextBuilder.forClient().build()
        : trustedCertificates.clientContext();
  }

  /** What the module needs to know. */
  WebSocketSettings settings() {
    return settings(dialTimeout, readLimit, channelCapacity, channelBytes, sendAhead, closeTimeout);
  }

  /** A bit longer than closing a connection with a silent peer may take. */
  Duration drainTimeout() {
    return closeTimeout.multipliedBy(2).plusSeconds(1);
  }

  private static WebSocketSettings settings(
      Duration dialTimeout,
      ByteSize readLimit,
      int channelCapacity,
      ByteSize channelBytes,
      ByteSize sendAhead,
      Duration closeTimeout) {
    return new WebSocketSettings(
        dialTimeout,
        Math.toIntExact(readLimit.bytes()),
        channelCapacity,
        Math.toIntExact(channelBytes.bytes()),
        Math.toIntExact(sendAhead.bytes()),
        closeTimeout);
  }
}
