package dev.tidegate.cli;

import dev.tidegate.egress.Cidr;
import dev.tidegate.egress.ProxyServer;
import dev.tidegate.egress.Resolver;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.security.Permissions;
import dev.tidegate.telemetry.EventLoopMetrics;
import dev.tidegate.telemetry.LookUpMetrics;
import dev.tidegate.telemetry.TransportMetrics;
import dev.tidegate.websocket.ConnectionEvents;
import dev.tidegate.websocket.ConnectionRegistry;
import dev.tidegate.websocket.HandshakeSecrets;
import dev.tidegate.websocket.TraceHeaders;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;

/** Wires how scripts reach the world, and says at start where they may besides public addresses. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({EgressProperties.class, WebSocketProperties.class})
class OutboundConfiguration {

  private static final Logger LOG = LoggerFactory.getLogger(OutboundConfiguration.class);

  @Bean(destroyMethod = "close")
  OutboundNetwork outboundNetwork(
      EgressProperties egress,
      WebSocketProperties webSocket,
      LookUpMetrics lookUps,
      EventLoopMetrics loops) {
    if (!egress.allow().isEmpty()) {
      LOG.warn("Scripts may connect to {} besides public addresses", egress.allow());
    }
    if (egress.proxy() != null) {
      LOG.info("Scripts connect through the proxy {}", egress.proxy());
    }
    if (webSocket.trustedCertificates() != null) {
      LOG.info(
          "Connections trust {} certificates besides the JVM's",
          webSocket.trustedCertificates().certificates().size());
    }
    OutboundNetwork network =
        OutboundNetwork.start(egress, webSocket, lookUps.timing(Resolver.system()));
    lookUps.watch(network.lookUps());
    loops.watch("websocket", network::loops);
    return network;
  }

  @Bean
  TransportMetrics transportMetrics(MeterRegistry registry, OutboundNetwork network) {
    return TransportMetrics.of(registry, network::transport);
  }

  @Bean
  ConnectionRegistry connectionRegistry(OutboundNetwork network) {
    return network.connections();
  }

  @Bean
  LuaModule webSocketModule(
      OutboundNetwork network,
      Permissions permissions,
      List<ConnectionEvents> listeners,
      HandshakeSecrets secrets,
      ObjectProvider<TraceHeaders> traces,
      WebSocketProperties webSocket) {
    TraceHeaders told =
        webSocket.traceHeaders()
            ? traces.getIfAvailable(() -> TraceHeaders.NONE)
            : TraceHeaders.NONE;
    return network.module(permissions, ConnectionEvents.all(listeners), secrets, told);
  }

  /** Lets a wrong block be reported as the property that it stands in. */
  @Bean
  @ConfigurationPropertiesBinding
  static CidrConverter cidrConverter() {
    return new CidrConverter();
  }

  /** A class and not a lambda, because Spring reads the types from it. */
  static final class CidrConverter implements Converter<String, Cidr> {

    @Override
    public Cidr convert(String text) {
      return Cidr.of(text);
    }
  }

  /** Lets a wrong proxy be reported as the property that it stands in. */
  @Bean
  @ConfigurationPropertiesBinding
  static ProxyConverter proxyConverter() {
    return new ProxyConverter();
  }

  /** A class and not a lambda, because Spring reads the types from it. */
  static final class ProxyConverter implements Converter<String, ProxyServer> {

    @Override
    public ProxyServer convert(String text) {
      return ProxyServer.of(text);
    }
  }

  /** Lets a file that can't be used be reported as the property that it stands in. */
  @Bean
  @ConfigurationPropertiesBinding
  static TrustedCertificatesConverter trustedCertificatesConverter() {
    return new TrustedCertificatesConverter();
  }

  /** A class for the same reason. */
  static final class TrustedCertificatesConverter
      implements Converter<String, TrustedCertificates> {

    @Override
    public TrustedCertificates convert(String file) {
      return TrustedCertificates.read(Path.of(file));
    }
  }
}
