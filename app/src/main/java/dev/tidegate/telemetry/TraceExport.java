package dev.tidegate.telemetry;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Whether traces are made: where there is somewhere to send them. Elsewhere not even what would
 * make them is there, which keeps the start quick and requests cheap.
 */
final class TraceExport implements AutoConfigurationImportFilter, EnvironmentAware, Condition {

  /** Where traces go. {@code OTEL_EXPORTER_OTLP_ENDPOINT} in the environment sets it, too. */
  static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";

  private static final List<String> MAKERS =
      List.of(
          "org.springframework.boot.micrometer.tracing.",
          "org.springframework.boot.opentelemetry.");

  private boolean configured;

  @Override
  public void setEnvironment(Environment environment) {
    configured = configuredIn(environment);
  }

  @Override
  public boolean[] match(
      @Nullable String[] autoConfigurations, AutoConfigurationMetadata metadata) {
    boolean[] kept = new boolean[autoConfigurations.length];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = keeps(autoConfigurations[i]);
    }
    return kept;
  }

  /** Whether an auto-configuration is to be looked at; null is one that another filter left out. */
  boolean keeps(@Nullable String name) {
    return configured || name == null || MAKERS.stream().noneMatch(name::startsWith);
  }

  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    return configuredIn(context.getEnvironment());
  }

  private static boolean configuredIn(Environment environment) {
    String endpoint = environment.getProperty(ENDPOINT);
    if (!StringUtils.hasText(endpoint)) {
      return false;
    }
    if (!isUrl(endpoint)) {
      throw new InvalidConfigurationPropertyValueException(
          ENDPOINT, endpoint, "It must be a URL such as http://collector:4318/v1/traces.");
    }
    return true;
  }

  private static boolean isUrl(String text) {
    try {
      URI uri = new URI(text);
      return uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    } catch (URISyntaxException none) {
      return false;
    }
  }
}
