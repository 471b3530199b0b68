package dev.tidegate.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What the service itself has, by its own defaults and pages: what a chart may count on. */
final class Product {

  private static final Pattern PROPERTY = Pattern.compile("`(?<name>[a-z]+(\\.[a-zA-Z*-]+)+)`");
  private static final Pattern OPTION = Pattern.compile("--[a-z-]+");

  private Product() {}

  /** Paths that answer without a token. */
  static Set<String> probes() {
    JsonNode health = defaults().path("management").path("endpoint").path("health");
    if (!health.path("probes").path("enabled").asBoolean() || !exposed().contains("health")) {
      return Set.of();
    }
    return Set.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness");
  }

  static Set<String> metricPaths() {
    return exposed().stream().map(name -> "/actuator/" + name).collect(Collectors.toSet());
  }

  /** All properties that the pages name, as {@link #plain}. */
  static Set<String> properties() {
    return Stream.of("docs/configuration.md", "docs/jobs.md")
        .map(Product::text)
        .flatMap(page -> PROPERTY.matcher(page).results())
        .map(found -> plain(found.group("name")))
        .collect(Collectors.toSet());
  }

  /** Upper case and dashes make no difference to a property. */
  static String plain(String property) {
    return property.replace("-", "").toLowerCase(Locale.ROOT);
  }

  static Set<String> submitOptions() {
    String page = text("docs/cli.md");
    String section = page.substring(page.indexOf("## `tidegate submit`"));
    String usage = section.substring(0, section.indexOf("\n## "));
    return OPTION.matcher(usage).results().map(it -> it.group()).collect(Collectors.toSet());
  }

  /** The statement that makes the table of jobs. */
  static String jobsTable() {
    String sql = text("app/src/main/resources/db/migration/postgresql/V1__jobs.sql");
    return sql.substring(sql.indexOf("create table jobs"), sql.indexOf(";"));
  }

  static String version() {
    String pom = text("pom.xml");
    String own = pom.substring(pom.indexOf("<artifactId>tidegate</artifactId>"));
    return own.substring(
        own.indexOf("<version>") + "<version>".length(), own.indexOf("</version>"));
  }

  static String text(String path) {
    return text(Chart.ROOT.resolve(path));
  }

  static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> exposed() {
    String include =
        defaults()
            .path("management")
            .path("endpoints")
            .path("web")
            .path("exposure")
            .path("include")
            .asString();
    return Arrays.stream(include.split(",", -1)).map(String::strip).collect(Collectors.toSet());
  }

  private static JsonNode defaults() {
    return KubernetesModel.tree(text("app/src/main/resources/application.yaml"));
  }
}
