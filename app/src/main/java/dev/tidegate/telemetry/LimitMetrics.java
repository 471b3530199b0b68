package dev.tidegate.telemetry;

import dev.tidegate.job.ByteSize;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.util.ReflectionUtils;

/**
 * Shows each limit, timeout and size that is configured, so that what is used can be put beside
 * what is allowed. Reads all records of properties, so that none can be forgotten.
 */
final class LimitMetrics implements MeterBinder {

  private static final String ROOT = "tidegate.";

  private final ListableBeanFactory beans;

  LimitMetrics(ListableBeanFactory beans) {
    this.beans = beans;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Meters meters = new Meters(registry);
    beans
        .getBeansWithAnnotation(ConfigurationProperties.class)
        .values()
        .forEach(properties -> {
          ConfigurationProperties annotation =
              properties.getClass().getAnnotation(ConfigurationProperties.class);
          if (annotation != null && annotation.value().startsWith(ROOT)) {
            show(meters, annotation.value().substring(ROOT.length()), properties);
          }
        });
  }

  private static void show(Meters meters, String prefix, Object properties) {
    RecordComponent[] components =
        Objects.requireNonNull(
            properties.getClass().getRecordComponents(), "properties are records");
    Parameter[] parameters = properties.getClass().getDeclaredConstructors()[0].getParameters();
    for (int i = 0; i < components.length; i++) {
      String name = prefix + "." + name(components[i], parameters[i]);
      switch (value(components[i], properties)) {
        case Duration time -> gauge(meters, name, "seconds", time.toNanos() / 1e9);
        case ByteSize size -> gauge(meters, name, "bytes", size.bytes());
        case Number number -> gauge(meters, name, "number", number);
        case Record group -> show(meters, name, group);
        case null, default -> {
          // Not set, or no quantity.
        }
      }
    }
  }

  private static void gauge(Meters meters, String name, String unit, Number value) {
    meters.gauge(MeterName.LIMIT, () -> value, name, unit);
  }

  private static String name(RecordComponent component, Parameter parameter) {
    Name explicit = parameter.getAnnotation(Name.class);
    return explicit == null
        ? DataObjectPropertyName.toDashedForm(component.getName())
        : explicit.value();
  }

  private static @Nullable Object value(RecordComponent component, Object properties) {
    // The records are no API of their packages.
    ReflectionUtils.makeAccessible(component.getAccessor());
    return ReflectionUtils.invokeMethod(component.getAccessor(), properties);
  }
}
