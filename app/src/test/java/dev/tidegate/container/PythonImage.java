package dev.tidegate.container;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.utility.DockerImageName;

/**
 * The image that Python peers run in.
 *
 * <p>{@code -Dtidegate.test.python-image} names a local one that has Python and its websockets
 * package. Without it one is built on {@code -Dtidegate.test.base-image}, by default a public
 * image. {@code -Dtidegate.test.containers=off} turns container tests off where there is an engine
 * but no image.
 */
final class PythonImage {

  private static final @Nullable String LOCAL = System.getProperty("tidegate.test.python-image");
  private static final String BASE =
      System.getProperty("tidegate.test.base-image", "python:3.13-slim");

  private PythonImage() {}

  /** Skips the calling test, visibly, where no container can be started. */
  static void assumeContainers() {
    assumeTrue(
        !System.getProperty("tidegate.test.containers", "on").equals("off"),
        "container tests are turned off: tidegate.test.containers=off");
    assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "no Docker engine answers: container tests are skipped");
  }

  /** A container of the image, not yet started. */
  static GenericContainer<?> container() {
    if (LOCAL != null) {
      return new GenericContainer<>(DockerImageName.parse(LOCAL)).withImagePullPolicy(_ -> false);
    }
    return new GenericContainer<>(
        new ImageFromDockerfile()
            .withDockerfileFromBuilder(
                file -> file.from(BASE).run("pip install --no-cache-dir websockets").build()));
  }
}
