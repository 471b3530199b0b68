package dev.tidegate.variable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A directory with one file a variable, as Kubernetes mounts secrets: there the files are links
 * into another directory, which is replaced as a whole.
 */
final class VariableDirectory {

  /** How many files there may be. */
  static final int MOST_FILES = 1_000;

  /** What Kubernetes keeps for itself begins so. */
  private static final String HIDDEN = "..";

  /** In a mount of Kubernetes the link that is moved when everything changes. */
  private static final String GENERATION = "..data";

  /** How often reading begins anew because a generation has taken the place of another. */
  private static final int ATTEMPTS = 3;

  /** Within this, two writings of a file may have the same time. */
  private static final Duration COARSEST_TIME = Duration.ofSeconds(2);

  private final Path path;
  private Snapshot snapshot = Snapshot.NOTHING;
  private boolean unreadable;

  private VariableDirectory(Path path) {
    this.path = path;
  }

  /**
   * What was read.
   *
   * @param generation where {@link #GENERATION} led
   * @param stamps by which a change of a file is noticed
   * @param settled whether no file is so young that another writing might have its time
   * @param warnings what was left out, and why
   */
  private record Snapshot(
      @Nullable Path generation,
      Map<String, Stamp> stamps,
      boolean settled,
      Map<String, VariableValue> values,
      Set<String> warnings) {

    static final Snapshot NOTHING = new Snapshot(null, Map.of(), false, Map.of(), Set.of());
  }

  private record Stamp(FileTime time, long size, @Nullable Object key) {}

  private static final Stamp UNREADABLE = new Stamp(FileTime.fromMillis(0), 0, null);

  /**
   * Reads a directory for the first time.
   *
   * @throws VariableException when it can't be read
   */
  static VariableDirectory read(Path path, Consumer<String> warnings) {
    VariableDirectory directory = new VariableDirectory(path);
    try {
      directory.snapshot = directory.look();
    } catch (IOException e) {
      throw new VariableException(directory.words(e));
    }
    directory.snapshot.warnings().forEach(warnings);
    return directory;
  }

  Map<String, VariableValue> values() {
    return snapshot.values();
  }

  /** Reads it again where it has changed; what can't be read any more stays as it was. */
  boolean refresh(Consumer<String> warnings) {
    Snapshot before = snapshot;
    try {
      snapshot = look();
      unreadable = false;
    } catch (IOException e) {
      if (!unreadable) {
        unreadable = true;
        warnings.accept(words(e) + "; its variables stay as they were");
      }
      return false;
    }
    snapshot.warnings().stream()
        .filter(warning -> !before.warnings().contains(warning))
        .forEach(warnings);
    return !snapshot.values().equals(before.values());
  }

  private String words(IOException fault) {
    String why = fault instanceof TooMany ? ": it has more than " + MOST_FILES + " files" : "";
    return "the directory of variables " + path + " can't be read" + why;
  }

  private Snapshot look() throws IOException {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Path generation = generation();
      Instant start = Instant.now();
      Map<String, Stamp> stamps = stamps();
      if (snapshot.settled()
          && stamps.equals(snapshot.stamps())
          && Optional.ofNullable(generation).equals(Optional.ofNullable(snapshot.generation()))) {
        return snapshot;
      }
      Snapshot read = contents(generation, stamps, start);
      if (Optional.ofNullable(generation).equals(Optional.ofNullable(generation()))) {
        return read;
      }
    }
    throw new IOException("changes faster than it can be read");
  }

  private @Nullable Path generation() throws IOException {
    try {
      return path.resolve(GENERATION).toRealPath();
    } catch (NoSuchFileException none) {
      return null;
    }
  }

  private Map<String, Stamp> stamps() throws IOException {
    Map<String, Stamp> stamps = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (!name.startsWith(HIDDEN)) {
          stamp(file).ifPresent(stamp -> stamps.put(name, stamp));
        }
        if (stamps.size() > MOST_FILES) {
          throw new TooMany();
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return stamps;
  }

  /** Empty for what is no file, and for one that has just gone. */
  private static Optional<Stamp> stamp(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.isRegularFile()
          ? Optional.of(
              new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey()))
          : Optional.empty();
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    } catch (IOException unreadable) {
      // Reading it fails as well, and is reported.
      return Optional.of(UNREADABLE);
    }
  }

  private Snapshot contents(@Nullable Path generation, Map<String, Stamp> stamps, Instant start) {
    Map<String, VariableValue> values = new TreeMap<>();
    Set<String> warnings = new LinkedHashSet<>();
    Instant young = start.minus(COARSEST_TIME);
    boolean settled = true;
    for (Map.Entry<String, Stamp> entry : stamps.entrySet()) {
      settled &= entry.getValue().time().toInstant().isBefore(young);
      String name = entry.getKey();
      Path file = path.resolve(name);
      if (!VariableName.isName(name)) {
        warnings.add(file + " is left out: its name is none of a variable: " + VariableName.RULE);
        continue;
      }
      try (InputStream content = Files.newInputStream(file)) {
        byte[] bytes = content.readNBytes(VariableValue.MAX_LENGTH + 1);
        if (bytes.length > VariableValue.MAX_LENGTH) {
          warnings.add(
              file + " is left out: it has more than " + VariableValue.MAX_LENGTH + " bytes");
        } else {
          values.put(name, VariableValue.of(bytes));
        }
      } catch (NoSuchFileException gone) {
        // Whoever took it away has more to do: it is looked for again.
        settled = false;
      } catch (IOException unreadable) {
        settled = false;
        warnings.add(file + " is left out: it can't be read");
      }
    }
    return new Snapshot(generation, stamps, settled, Map.copyOf(values), Set.copyOf(warnings));
  }

  /** There are more files than variables may be. */
  private static final class TooMany extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
