package dev.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

class ConfiguredValuesTest {

  private static final String PREFIX = "tidegate.env.variables";

  private static Map<String, String> below(PropertySource<?>... sources) {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .forEach(source -> environment.getPropertySources().remove(source.getName()));
    for (PropertySource<?> source : sources) {
      environment.getPropertySources().addLast(source);
    }
    return ConfiguredValues.below(PREFIX, environment);
  }

  private static PropertySource<?> yaml(String text) throws IOException {
    return new YamlPropertySourceLoader()
        .load("yaml", new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)))
        .getFirst();
  }

  private static PropertySource<?> process(Map<String, Object> values) {
    return new SystemEnvironmentPropertySource(
        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, values);
  }

  @Test
  void names_are_as_they_are_written_in_yaml() throws IOException {
    assertThat(
            below(
                yaml(
                    """
                    tidegate:
                      env:
                        variables:
                          API_KEY: upper
                          api_key: lower
                          camelCase: camel
                          with.dot: dot
                          "[in-brackets]": brackets
                          number: 42
                          truth: true
                          empty: ""
                        directories: /elsewhere
                        variablesToo: no
                    """)))
        .isEqualTo(
            Map.of(
                "API_KEY", "upper",
                "api_key", "lower",
                "camelCase", "camel",
                "with.dot", "dot",
                "in-brackets", "brackets",
                "number", "42",
                "truth", "true",
                "empty", ""));
  }

  @Test
  void names_are_as_they_are_written_in_the_environment_of_the_process() {
    assertThat(
            below(
                process(
                    Map.of(
                        "TIDEGATE_ENV_VARIABLES_API_KEY", "upper",
                        "TIDEGATE_ENV_VARIABLES_api_key", "lower",
                        "TIDEGATE_ENV_DIRECTORIES", "/elsewhere",
                        "tidegate_env_variables_x", "another spelling",
                        "HOME", "/root"))))
        .isEqualTo(Map.of("API_KEY", "upper", "api_key", "lower"));
  }

  @Test
  void the_source_that_goes_before_counts_name_by_name() {
    assertThat(
            below(
                new MapPropertySource(
                    "first", Map.of(PREFIX + ".A", "first", PREFIX + "[B]", "first")),
                process(Map.of("TIDEGATE_ENV_VARIABLES_A", "process")),
                new MapPropertySource(
                    "last", Map.of(PREFIX + ".A", "last", PREFIX + ".C", "last"))))
        .isEqualTo(Map.of("A", "first", "B", "first", "C", "last"));
  }

  @Test
  void other_properties_can_be_named_in_a_value() {
    assertThat(
            below(
                new MapPropertySource(
                    "map", Map.of(PREFIX + ".URL", "wss://${host}/${unknown}", "host", "h"))))
        .isEqualTo(Map.of("URL", "wss://h/${unknown}"));
  }
}
