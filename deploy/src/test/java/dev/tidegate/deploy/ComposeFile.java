package dev.tidegate.deploy;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The file of Docker Compose, with all that is used of its language and nothing else.
 *
 * @param raw as it was written, with variables
 * @param content with the variables' defaults, and the folder of secrets where {@code
 *     docker/prepare} makes it
 */
record ComposeFile(JsonNode raw, Content content) {

  static final Path HOME = Chart.ROOT.resolve("docker");

  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{(?<name>[A-Z_]+):(?<kind>[-?])(?<rest>[^}]+)}");

  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .changeDefaultNullHandling(_ -> JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY))
          .build();

  record Content(
      Map<String, Service> services,
      Map<String, Network> networks,
      Map<String, Volume> volumes,
      Map<String, Secret> secrets) {}

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Service(
      String image,
      List<String> command,
      Map<String, Dependency> dependsOn,
      String user,
      Map<String, String> environment,
      List<JsonNode> secrets,
      List<String> volumes,
      List<String> tmpfs,
      List<String> ports,
      List<String> networks,
      @JsonSetter(nulls = Nulls.SET) @Nullable Healthcheck healthcheck,
      String stopGracePeriod,
      String restart,
      boolean readOnly,
      List<String> capDrop,
      List<String> securityOpt,
      int pidsLimit,
      String memLimit,
      Map<String, String> logging) {

    List<Mount> mounts() {
      return volumes.stream().map(Mount::of).toList();
    }

    /** Paths in the container that something other than the image is found at. */
    Stream<String> provided() {
      return Stream.of(
              mounts().stream().map(Mount::target),
              tmpfs.stream().map(text -> text.replaceFirst(":.*", "")),
              secrets.stream().map(secret -> "/run/secrets/" + target(secret)))
          .flatMap(paths -> paths);
    }

    /** The names of the secrets, each with that of the file in the container. */
    Map<String, String> secretFiles() {
      return secrets.stream()
          .collect(
              Collectors.toMap(
                  secret -> secret.path("source").asString(secret.asString("")), Service::target));
    }

    private static String target(JsonNode secret) {
      return secret.path("target").asString(secret.asString(""));
    }
  }

  record Dependency(String condition) {}

  record Healthcheck(List<String> test, String interval, String timeout, int retries) {}

  record Network(boolean internal) {}

  record Volume() {}

  record Secret(String file) {}

  /** A folder or file of the machine, or a volume, in a container. */
  record Mount(String source, String target, boolean readOnly) {

    static Mount of(String text) {
      String[] parts = text.split(":", -1);
      return new Mount(parts[0], parts[1], parts.length > 2 && parts[2].equals("ro"));
    }

    boolean isVolume() {
      return !source.startsWith(".");
    }
  }

  static String text() {
    return Product.text(HOME.resolve("compose.yaml"));
  }

  /**
   * @throws tools.jackson.core.JacksonException naming the place where it is none
   */
  static ComposeFile read(String text) {
    String resolved =
        VARIABLE
            .matcher(text)
            .replaceAll(found ->
                found.group("name").equals("SECRETS_DIR") ? "./secrets" : found.group("rest"));
    return new ComposeFile(YAML.readTree(text), YAML.readValue(resolved, Content.class));
  }

  Service service(String name) {
    Service found = content.services().get(name);
    if (found == null) {
      throw new AssertionError("no service " + name);
    }
    return found;
  }
}
