package dev.tidegate.container;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.utility.DockerImageName;

/**
 * The service's image, built as {@code make image} does from the jar that is there.
 *
 * <p>{@code -Dtidegate.test.jdk-image} and {@code -Dtidegate.test.runtime-image} name what it is
 * built on; by default the public images of the Dockerfile.
 */
final class TidegateImage {

  static final int PORT = 8080;

  private static final Duration BUILD = Duration.ofMinutes(8);
  private static final long MEMORY = 512L << 20;

  private final String name = "tidegate-test-service:" + ProcessHandle.current().pid();

  /** Builds it; takes a minute, of which the training run is the most. */
  TidegateImage() throws IOException, InterruptedException {
    assumeTrue(onPath("docker"), "no docker command: the image is not built");
    Path log = Path.of("target/image.log");
    Process build =
        new ProcessBuilder(
                "docker",
                "build",
                "-f",
                "docker/Dockerfile",
                "-t",
                name,
                "--build-arg",
                "JDK_IMAGE="
                    + System.getProperty("tidegate.test.jdk-image", "eclipse-temurin:25-jdk"),
                "--build-arg",
                "BASE_IMAGE="
                    + System.getProperty(
                        "tidegate.test.runtime-image", "gcr.io/distroless/base-debian12"),
                ".")
            .directory(Path.of("..").toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!build.waitFor(BUILD.toSeconds(), TimeUnit.SECONDS) || build.exitValue() != 0) {
      build.destroyForcibly();
      List<String> lines = Files.readAllLines(log);
      throw new IllegalStateException(
          "the image was not built: "
              + lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }
  }

  /**
   * A container as operators run it: the root file system read-only, no capability, no way to more
   * rights, little memory.
   *
   * @param binds what is mounted, such as {@code /some/directory:/policies:ro}
   */
  GenericContainer<?> container(Network network, List<String> binds, String... command) {
    return new GenericContainer<>(DockerImageName.parse(name))
        .withImagePullPolicy(_ -> false)
        .withNetwork(network)
        .withCommand(command)
        .withCreateContainerCmdModifier(create -> {
          HostConfig host = Objects.requireNonNull(create.getHostConfig());
          host.withReadonlyRootfs(true)
              .withCapDrop(Capability.ALL)
              .withSecurityOpts(List.of("no-new-privileges"))
              .withMemory(MEMORY)
              .withBinds(binds.stream().map(Bind::parse).toList());
        });
  }

  void remove() throws IOException, InterruptedException {
    int code =
        new ProcessBuilder("docker", "image", "rm", "-f", name)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    if (code != 0) {
      throw new IllegalStateException(name + " was not removed: " + code);
    }
  }

  private static boolean onPath(String program) {
    return List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }
}
