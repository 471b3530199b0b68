package dev.tidegate.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A directory that is brought up to date as Kubernetes does it with a ConfigMap: the files lie in a
 * directory named after the time, {@code ..data} is a link to it that is renamed over the last one,
 * and each file is a link to {@code ..data/file}.
 */
public final class Volume {

  private final Path directory;
  private int number;

  /** Makes it, with these files. */
  public Volume(Path directory, Map<String, String> files) throws IOException {
    this.directory = directory;
    Files.createDirectories(directory);
    update(files);
  }

  /** Brings it up to date, step by step as the kubelet's writer does. */
  public void update(Map<String, String> files) throws IOException {
    Path before = exchange(files);
    tidy(files, before);
  }

  /** Up to the moment at which the new files are there; gives the directory of the old ones. */
  Path exchange(Map<String, String> files) throws IOException {
    Path data = directory.resolve("..data");
    Path before = Files.exists(data) ? data.toRealPath() : directory.resolve("none");
    Path next = Files.createDirectory(directory.resolve("..2026_11_28_" + ++number));
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(next.resolve(file.getKey()), file.getValue());
    }
    Path link = directory.resolve("..data_tmp");
    Files.createSymbolicLink(link, next.getFileName());
    Files.move(link, data, StandardCopyOption.ATOMIC_MOVE);
    return before;
  }

  /** What the writer does after that. */
  void tidy(Map<String, String> files, Path before) throws IOException {
    for (String name : files.keySet()) {
      if (!Files.isSymbolicLink(directory.resolve(name))) {
        Files.createSymbolicLink(directory.resolve(name), Path.of("..data", name));
      }
    }
    try (Stream<Path> links = Files.list(directory)) {
      for (Path link : links.toList()) {
        String name = link.getFileName().toString();
        if (!name.startsWith("..") && !files.containsKey(name)) {
          Files.delete(link);
        }
      }
    }
    if (Files.isDirectory(before)) {
      delete(before);
    }
  }

  /** Deletes a directory and the files in it. */
  public static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
