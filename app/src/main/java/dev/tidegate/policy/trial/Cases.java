package dev.tidegate.policy.trial;

import dev.tidegate.policy.Finding;
import dev.tidegate.policy.Findings;
import dev.tidegate.policy.PolicyFiles;
import dev.tidegate.policy.PolicySet;
import dev.tidegate.policy.StrictMapping;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The cases beside policies, or what is wrong with them. */
public sealed interface Cases {

  /**
   * All cases of all files.
   *
   * @param cases in the order of the files
   */
  record Usable(List<Case> cases) implements Cases {
    /** Copies the list. */
    public Usable {
      cases = List.copyOf(cases);
    }
  }

  /**
   * Some file has faults.
   *
   * @param faults all faults of all files, by position; at least one
   */
  record Refused(List<Finding> faults) implements Cases {
    /** Copies the list. */
    public Refused {
      faults = List.copyOf(faults);
    }
  }

  /**
   * Reads all files of tests of a directory in the order of their names. Blocks.
   *
   * @param set the policies of the directory
   */
  static Cases read(Path directory, PolicySet set) {
    Findings faults = new Findings();
    List<Case> cases = new ArrayList<>();
    for (Path file : files(directory, faults)) {
      cases.addAll(read(file, set, faults));
    }
    return of(cases, faults);
  }

  /** Reads one file's content. */
  static Cases parse(String file, String yaml, PolicySet set) {
    Findings faults = new Findings();
    return of(parse(file, yaml.getBytes(StandardCharsets.UTF_8), set, faults), faults);
  }

  private static Cases of(List<Case> cases, Findings faults) {
    return faults.faults().isEmpty()
        ? new Usable(cases)
        : new Refused(faults.faults().stream().sorted().distinct().toList());
  }

  private static List<Path> files(Path directory, Findings faults) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(directory, PolicyFiles::holdsTests)) {
      entries.forEach(files::add);
    } catch (IOException | DirectoryIteratorException unreadable) {
      faults.fault(new Finding(directory.toString(), 0, 0, "cannot be read: " + unreadable));
      return List.of();
    }
    if (files.isEmpty()) {
      faults.fault(
          new Finding(directory.toString(), 0, 0, "holds no tests (*.test.yaml or *.test.yml)"));
    }
    files.sort(Path::compareTo);
    return files;
  }

  private static List<Case> read(Path file, PolicySet set, Findings faults) {
    try {
      return parse(file.toString(), Files.readAllBytes(file), set, faults);
    } catch (IOException unreadable) {
      faults.fault(new Finding(file.toString(), 0, 0, "cannot be read: " + unreadable));
      return List.of();
    }
  }

  private static List<Case> parse(String file, byte[] content, PolicySet set, Findings faults) {
    return StrictMapping.read(file, content, "version and cases", CaseReader.FILE_KEYS, faults)
        .map(root -> new CaseReader(file, set, root).read())
        .orElse(List.of());
  }
}
