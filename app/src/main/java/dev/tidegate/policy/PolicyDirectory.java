package dev.tidegate.policy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of a directory that somebody may be changing.
 *
 * <p>A link in the directory's path, and the link {@code ..data} in it, are followed once for all
 * files, so that exchanging such a link gives the files before or after it, never some of each.
 * What else may change is looked at before and after, and read again where it differs.
 */
final class PolicyDirectory {

  /** How often it is read until nothing changes meanwhile; what was read last counts then. */
  static final int MAX_PASSES = 10;

  /** The most files in a directory. */
  static final int MAX_FILES = 5_000;

  /** The most bytes in all of them together. */
  static final int MAX_BYTES = 64 << 20;

  /** In a volume of Kubernetes, the link to the directory with the files that are up to date. */
  private static final Path DATA = Path.of("..data");

  private final Path directory;
  private final Opening opening;

  PolicyDirectory(Path directory, Opening opening) {
    this.directory = directory;
    this.opening = opening;
  }

  /** Opens a file. */
  @FunctionalInterface
  interface Opening {

    /** Those of the file system. */
    Opening FILES = Files::newInputStream;

    InputStream open(Path file) throws IOException;
  }

  /**
   * What is there.
   *
   * @param files by name, each with what tells it from another version
   * @param fault why nothing is; empty where something is
   */
  private record Listing(SortedMap<String, Entry> files, String fault) {

    static Listing none(String why) {
      return new Listing(Collections.emptySortedMap(), why);
    }
  }

  private record Entry(Path file, @Nullable Object key, long size, @Nullable FileTime modified) {

    static Entry of(Path file) {
      try {
        BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
        return new Entry(file, is.fileKey(), is.size(), is.lastModifiedTime());
      } catch (IOException absent) {
        // Reading it says why.
        return new Entry(file, null, -1, null);
      }
    }
  }

  PolicyFiles read() {
    Listing before = list();
    for (int pass = 1; ; pass++) {
      PolicyFiles files = contents(before);
      Listing after = list();
      if (after.equals(before) || pass == MAX_PASSES) {
        return files;
      }
      before = after;
    }
  }

  private Listing list() {
    if (!Files.isDirectory(directory)) {
      return Listing.none(Files.exists(directory) ? "is no directory" : "does not exist");
    }
    SortedMap<String, Path> files;
    try {
      files = files(directory.toRealPath());
    } catch (IOException | DirectoryIteratorException e) {
      return Listing.none("cannot be read: " + e);
    }
    if (files.isEmpty()) {
      return Listing.none("holds no policy file (*.yaml or *.yml)");
    }
    if (files.size() > MAX_FILES) {
      return Listing.none("holds more than " + MAX_FILES + " policy files");
    }
    SortedMap<String, Entry> entries = new TreeMap<>();
    files.forEach((name, file) -> entries.put(name, Entry.of(file)));
    return new Listing(entries, "");
  }

  private static SortedMap<String, Path> files(Path root) throws IOException {
    Path link = root.resolve(DATA);
    if (!Files.isDirectory(link)) {
      return yaml(root);
    }
    Path data = link.toRealPath();
    // While Kubernetes brings them up to date, there are links for files that are no more, and
    // files for which there are no links yet.
    SortedMap<String, Path> files = yaml(data);
    for (Map.Entry<String, Path> entry : yaml(root).entrySet()) {
      Path file = entry.getValue();
      Path target = Files.isSymbolicLink(file) ? Files.readSymbolicLink(file) : file;
      if (!target.startsWith(DATA)) {
        files.put(entry.getKey(), file);
      } else if (!target.equals(DATA.resolve(entry.getKey()))) {
        files.put(entry.getKey(), data.resolve(DATA.relativize(target)));
      }
    }
    return files;
  }

  private static SortedMap<String, Path> yaml(Path directory) throws IOException {
    SortedMap<String, Path> files = new TreeMap<>();
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(directory, PolicyDirectory::isYaml)) {
      entries.forEach(file -> files.put(file.getFileName().toString(), file));
    }
    return files;
  }

  private static boolean isYaml(Path file) {
    String name = file.getFileName().toString();
    String lower = name.toLowerCase(Locale.ROOT);
    return !name.startsWith(".")
        && (lower.endsWith(".yaml") || lower.endsWith(".yml"))
        && !PolicyFiles.holdsTests(file);
  }

  private PolicyFiles contents(Listing listing) {
    List<PolicyFiles.Content> contents = new ArrayList<>();
    List<Finding> faults = new ArrayList<>();
    if (!listing.fault().isEmpty()) {
      faults.add(new Finding(directory.toString(), 0, 0, listing.fault()));
    }
    long size = 0;
    for (Map.Entry<String, Entry> entry : listing.files().entrySet()) {
      Path file = entry.getValue().file();
      String shown = directory.resolve(entry.getKey()).toString();
      if (!Files.isRegularFile(file)) {
        // A pipe would be waited for, and a link to nothing is a policy that someone relies on.
        faults.add(
            new Finding(
                shown,
                0,
                0,
                Files.exists(file)
                    ? "is no regular file"
                    : "is a link to a file that does not exist"));
        continue;
      }
      try (InputStream content = opening.open(file)) {
        byte[] bytes = content.readNBytes(Limits.MOST_BYTES + 1);
        size += bytes.length;
        if (size > MAX_BYTES) {
          String most = "holds more than " + MAX_BYTES + " bytes of policy files";
          faults.add(new Finding(directory.toString(), 0, 0, most));
          break;
        }
        contents.add(new PolicyFiles.Content(shown, entry.getKey(), bytes));
      } catch (IOException e) {
        faults.add(new Finding(shown, 0, 0, "cannot be read: " + e));
      }
    }
    return new PolicyFiles(contents, faults);
  }
}
