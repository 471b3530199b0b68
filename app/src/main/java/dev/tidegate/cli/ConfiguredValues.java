package dev.tidegate.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Reads values whose names belong to the operator, exactly as they are written. Spring's own
 * binding does not fit, because it drops underscores from names and changes their case.
 */
final class ConfiguredValues {

  private ConfiguredValues() {}

  /**
   * The values below a prefix by name; where several sources have one, that of the source which
   * goes before the others.
   *
   * @param prefix such as {@code tidegate.env.variables}; in the environment of the process {@code
   *     TIDEGATE_ENV_VARIABLES_}
   */
  static Map<String, String> below(String prefix, ConfigurableEnvironment environment) {
    Map<String, String> values = new LinkedHashMap<>();
    for (PropertySource<?> source : environment.getPropertySources()) {
      if (source instanceof EnumerablePropertySource<?> listed) {
        for (String property : listed.getPropertyNames()) {
          name(prefix, source.getName(), property)
              .ifPresent(name ->
                  values.computeIfAbsent(
                      name,
                      _ ->
                          environment.resolvePlaceholders(
                              String.valueOf(listed.getProperty(property)))));
        }
      }
    }
    return values;
  }

  private static Optional<String> name(String prefix, String source, String property) {
    if (source.equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)) {
      String start = prefix.replace('.', '_').toUpperCase(Locale.ROOT) + "_";
      return property.startsWith(start)
          ? Optional.of(property.substring(start.length()))
          : Optional.empty();
    }
    if (!property.startsWith(prefix)) {
      return Optional.empty();
    }
    String rest = property.substring(prefix.length());
    if (rest.startsWith(".")) {
      rest = rest.substring(1);
    } else if (!rest.startsWith("[")) {
      return Optional.empty();
    }
    return Optional.of(
        rest.startsWith("[") && rest.endsWith("]") ? rest.substring(1, rest.length() - 1) : rest);
  }
}
