package dev.tidegate.cli;

import dev.tidegate.egress.Cidr;
import dev.tidegate.egress.ProxyServer;
import dev.tidegate.job.ByteSize;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.annotation.AnnotationUtils;

/** Properties as they are where nothing is configured, for commands that read no configuration. */
final class ShippedProperties {

  private ShippedProperties() {}

  /** The defaults of a record of properties. */
  static <T extends Record> T of(Class<T> type) {
    ConfigurationProperties properties =
        Objects.requireNonNull(
            AnnotationUtils.findAnnotation(type, ConfigurationProperties.class),
            "a record of properties");
    ApplicationConversionService conversion = new ApplicationConversionService();
    conversion.addConverter(String.class, ByteSize.class, ByteSize::parse);
    conversion.addConverter(String.class, Cidr.class, Cidr::of);
    conversion.addConverter(String.class, ProxyServer.class, ProxyServer::of);
    return new Binder(List.of(), null, conversion, null)
        .bindOrCreate(properties.value(), Bindable.of(type));
  }
}
