package dev.tidegate.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A copy of what Docker Compose is given, for preparing it without leaving anything behind. */
final class ComposeCopy {

  private final Path root;

  private ComposeCopy(Path root) {
    this.root = root;
  }

  /** A copy that {@code docker/prepare} was run in. */
  static ComposeCopy prepared(Path root) throws IOException, InterruptedException {
    for (String folder : List.of("docker", "helm/tidegate/files", "policies/default")) {
      Path from = Chart.ROOT.resolve(folder);
      try (Stream<Path> files = Files.walk(from)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path within = Path.of(folder).resolve(from.relativize(file));
          if (!isMade(within)) {
            Files.createDirectories(root.resolve(within).getParent());
            Files.copy(file, root.resolve(within));
          }
        }
      }
    }
    ComposeCopy copy = new ComposeCopy(root);
    copy.prepare();
    return copy;
  }

  /** Whoever works on this may have prepared it to be used. */
  private static boolean isMade(Path file) {
    return Stream.of("docker/secrets", "docker/policies", "docker/.env").anyMatch(file::startsWith);
  }

  Path home() {
    return root.resolve("docker");
  }

  Path secrets() {
    return home().resolve("secrets");
  }

  /** What it says. */
  String prepare() throws IOException, InterruptedException {
    return run(List.of("sh", "docker/prepare"));
  }

  /** Runs a program in the copy, and gives what it says; an error if it fails. */
  String run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(command + " has failed: " + said);
    }
    return said;
  }
}
