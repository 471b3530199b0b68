package dev.tidegate.deploy;

import dev.tidegate.deploy.ComposeFile.Mount;
import dev.tidegate.deploy.ComposeFile.Secret;
import dev.tidegate.deploy.ComposeFile.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What must hold of the services that Docker Compose starts. */
enum ComposeRule {
  LEAST_RIGHTS,
  BOUNDED,
  HEALTH,
  PUBLISHED_TO_THIS_MACHINE_ONLY,
  PINNED_AND_REPLACEABLE_IMAGES,
  VARIABLES_WITH_DEFAULT_OR_ADVICE,
  REAL_FILES,
  KNOWN_NAMES,
  REAL_PROPERTIES,
  REAL_PATHS,
  NO_SECRET_IN_THE_FILE,
  DATABASE_APART;

  private static final Pattern IMAGE =
      Pattern.compile("\\$\\{[A-Z]+_IMAGE:-[a-z/]+:(?!latest)[a-zA-Z0-9.]+}");
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{?[^}]*}?");
  private static final Pattern SOUND_REFERENCE = Pattern.compile("\\$\\{[A-Z_]+:[-?][^}]+}");

  /** What the JVM and Spring themselves take. */
  private static final Set<String> NO_PROPERTY_OF_THE_SERVICE =
      Set.of("JAVA_TOOL_OPTIONS", "SPRING_CONFIG_IMPORT");

  /**
   * Looks for what is wrong, and says it in words; there is nothing where the rule holds.
   *
   * @param home the folder of the file, where {@code prepare} was run
   */
  List<String> violations(ComposeFile file, Path home) {
    return switch (this) {
      case LEAST_RIGHTS ->
          each(
              file,
              "has more rights than it needs",
              (_, it) ->
                  it.readOnly()
                      && it.capDrop().equals(List.of("ALL"))
                      && it.securityOpt().equals(List.of("no-new-privileges:true"))
                      && !it.user().matches("root.*|0.*"));
      case BOUNDED ->
          each(
              file,
              "may take too much of the machine",
              (_, it) ->
                  it.memLimit().matches("[1-9][0-9]*[mg]")
                      && it.pidsLimit() > 0
                      && it.logging().equals(Map.of("driver", "local"))
                      && it.tmpfs().stream().allMatch(folder -> folder.contains(":size=")));
      case HEALTH -> health(file);
      case PUBLISHED_TO_THIS_MACHINE_ONLY ->
          each(
              file,
              "is published",
              (name, it) ->
                  Set.of("tidegate", "grafana").contains(name)
                      ? it.ports().stream()
                          .allMatch(port -> port.matches("127\\.0\\.0\\.1:\\d+:\\d+"))
                      : it.ports().isEmpty());
      case PINNED_AND_REPLACEABLE_IMAGES ->
          file.raw()
              .path("services")
              .propertyStream()
              .filter(it -> !IMAGE.matcher(it.getValue().path("image").asString()).matches())
              .map(it -> it.getKey() + " has an image that can't be replaced, or of any version")
              .toList();
      case VARIABLES_WITH_DEFAULT_OR_ADVICE ->
          texts(file.raw())
              .flatMap(text -> REFERENCE.matcher(text).results())
              .map(found -> found.group())
              .filter(reference -> !SOUND_REFERENCE.matcher(reference).matches())
              .map(reference -> reference + " may be nothing")
              .toList();
      case REAL_FILES -> files(file, home);
      case KNOWN_NAMES -> names(file);
      case REAL_PROPERTIES -> properties(file.service("tidegate"));
      case REAL_PATHS -> paths(file);
      case NO_SECRET_IN_THE_FILE ->
          file.content().services().values().stream()
              .flatMap(it -> it.environment().entrySet().stream())
              .filter(it -> it.getKey().matches(".*(PASSWORD|TOKEN|SECRET).*"))
              .filter(it -> !it.getValue().startsWith("/"))
              .map(it -> it.getKey() + " is in the file")
              .toList();
      case DATABASE_APART -> database(file);
    };
  }

  private static List<String> each(
      ComposeFile file, String wrong, BiPredicate<String, Service> holds) {
    return file.content().services().entrySet().stream()
        .filter(it -> !holds.test(it.getKey(), it.getValue()))
        .map(it -> it.getKey() + " " + wrong)
        .toList();
  }

  /** The service's own image has a check. */
  private static List<String> health(ComposeFile file) {
    boolean own = Product.text("docker/Dockerfile").contains("\nHEALTHCHECK ");
    List<String> wrong = new ArrayList<>();
    file.content()
        .services()
        .forEach((name, it) -> {
          if (it.healthcheck() == null && !(own && name.equals("tidegate"))) {
            wrong.add(name + " has no health check");
          }
          if (!it.restart().equals("unless-stopped")) {
            wrong.add(name + " is not started again");
          }
          it.dependsOn()
              .forEach((other, how) -> {
                if (!how.condition().equals("service_healthy")) {
                  wrong.add(name + " does not wait until " + other + " is healthy");
                }
              });
        });
    return wrong;
  }

  private static List<String> files(ComposeFile file, Path home) {
    return Stream.concat(
            file.content().services().values().stream()
                .flatMap(it -> it.mounts().stream())
                .filter(mount -> !mount.isVolume())
                .map(mount -> mount.readOnly() ? mount.source() : mount + " can be written to"),
            file.content().secrets().values().stream().map(Secret::file))
        .filter(path -> !Files.exists(home.resolve(path)))
        .map(path -> "there is no " + path)
        .toList();
  }

  /** What is used is declared, and what is declared is used. */
  private static List<String> names(ComposeFile file) {
    var content = file.content();
    List<String> wrong = new ArrayList<>();
    compare(wrong, "network", content.networks(), used(content, it -> it.networks().stream()));
    compare(
        wrong,
        "secret",
        content.secrets(),
        used(content, it -> it.secretFiles().keySet().stream()));
    compare(
        wrong,
        "volume",
        content.volumes(),
        used(content, it -> it.mounts().stream().filter(Mount::isVolume).map(Mount::source)));
    used(content, it -> it.dependsOn().keySet().stream()).stream()
        .filter(name -> !content.services().containsKey(name))
        .forEach(name -> wrong.add("there is no service " + name));
    return wrong;
  }

  private static Set<String> used(
      ComposeFile.Content content, Function<Service, Stream<String>> names) {
    return content.services().values().stream().flatMap(names).collect(Collectors.toSet());
  }

  private static void compare(
      List<String> wrong, String kind, Map<String, ?> declared, Set<String> used) {
    used.stream()
        .filter(name -> !declared.containsKey(name))
        .forEach(name -> wrong.add("there is no " + kind + " " + name));
    declared.keySet().stream()
        .filter(name -> !used.contains(name))
        .forEach(name -> wrong.add("nobody uses the " + kind + " " + name));
  }

  /** In the environment a property has underscores for dots, and no dashes. */
  private static List<String> properties(Service tidegate) {
    Set<String> known = Product.properties();
    Set<String> variables =
        known.stream()
            .map(name -> name.replace('.', '_').toUpperCase(Locale.ROOT))
            .collect(Collectors.toSet());
    return Stream.concat(
            tidegate.environment().keySet().stream()
                .filter(name -> !NO_PROPERTY_OF_THE_SERVICE.contains(name))
                .filter(name -> !variables.contains(name)),
            tidegate.secretFiles().values().stream()
                .filter(name -> !known.contains(Product.plain(name))))
        .map(name -> "the service has no property " + name)
        .toList();
  }

  /** What a setting or an argument names in the container is there. */
  private static List<String> paths(ComposeFile file) {
    List<String> wrong = new ArrayList<>();
    file.content()
        .services()
        .forEach((name, it) -> {
          List<String> provided = it.provided().toList();
          Stream.concat(
                  it.environment().values().stream()
                      .map(value -> value.replace("configtree:/run/secrets/", "")),
                  it.command().stream().map(argument -> argument.replaceFirst("^--[^=]*=", "")))
              .filter(value -> value.startsWith("/"))
              .filter(value -> provided.stream().noneMatch(value::startsWith))
              .forEach(value -> wrong.add(name + " has no " + value));
        });
    return wrong;
  }

  private static List<String> database(ComposeFile file) {
    List<String> wrong = new ArrayList<>();
    file.service("database").networks().stream()
        .filter(network -> {
          ComposeFile.Network found = file.content().networks().get(network);
          return found == null || !found.internal();
        })
        .forEach(network -> wrong.add("the database is in the network " + network));
    file.content().services().entrySet().stream()
        .filter(it -> it.getValue().networks().contains("database"))
        .map(Map.Entry::getKey)
        .filter(name -> !Set.of("database", "tidegate").contains(name))
        .forEach(name -> wrong.add(name + " reaches the database"));
    return wrong;
  }

  private static Stream<String> texts(JsonNode node) {
    return node.isString()
        ? Stream.of(node.asString())
        : node.valueStream().flatMap(ComposeRule::texts);
  }
}
