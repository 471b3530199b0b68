package dev.tidegate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.cli.TidegateService;
import java.io.IOException;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** The tables of {@code docs/configuration.md} against the properties that the service binds. */
class ConfigurationGuideTest {

  private static final Path GUIDE = Path.of("../docs/configuration.md");
  private static final Pattern ROW =
      Pattern.compile("\\| `(?<name>tidegate\\.[a-z.-]+)` \\|.*\\| (?:`(?<value>[^`]*)`|none) \\|");
  private static final Pattern UPPER_CASE = Pattern.compile("[A-Z]");
  private static final String NONE = "(none)";

  @Test
  void the_guide_lists_every_property_with_its_default_and_no_other() throws Exception {
    assertThat(documented()).isNotEmpty().isEqualTo(bound());
  }

  private static Map<String, String> documented() throws IOException {
    Map<String, String> rows = new TreeMap<>();
    for (String line : Files.readAllLines(GUIDE)) {
      var row = ROW.matcher(line);
      if (row.matches()) {
        String value = row.group("value");
        rows.put(row.group("name"), value == null ? NONE : value);
      }
    }
    return rows;
  }

  private static Map<String, String> bound() throws ClassNotFoundException {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
    Map<String, String> properties = new TreeMap<>();
    for (var found : scanner.findCandidateComponents("dev.tidegate")) {
      Class<?> type = Class.forName(found.getBeanClassName());
      var annotation = type.getAnnotation(ConfigurationProperties.class);
      assertThat(annotation).as("%s", type).isNotNull();
      if (isOfTheProduct(type)) {
        collect(type, type, annotation.value(), properties);
      }
    }
    return properties;
  }

  /** Tests have records of properties too. */
  private static boolean isOfTheProduct(Class<?> type) {
    return type.getProtectionDomain()
        .getCodeSource()
        .getLocation()
        .equals(TidegateService.class.getProtectionDomain().getCodeSource().getLocation());
  }

  /** Adds the properties of a record; records that are nested in the root are groups of them. */
  private static void collect(
      Class<?> root, Class<?> type, String prefix, Map<String, String> properties) {
    for (Parameter component : type.getDeclaredConstructors()[0].getParameters()) {
      String name = prefix + "." + name(component);
      if (component.getType().getEnclosingClass() == root) {
        collect(root, component.getType(), name, properties);
      } else {
        DefaultValue value = component.getAnnotation(DefaultValue.class);
        properties.put(
            name,
            value == null || value.value().length == 0 ? NONE : String.join(",", value.value()));
      }
    }
  }

  private static String name(Parameter component) {
    Name explicit = component.getAnnotation(Name.class);
    return explicit != null
        ? explicit.value()
        : UPPER_CASE
            .matcher(component.getName())
            .replaceAll(letter -> "-" + letter.group().toLowerCase(Locale.ROOT));
  }
}
