package dev.tidegate.policy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads policies from YAML. A set with any fault is refused whole, because a hole in the rules is
 * worse than no service; all faults of all files are reported together.
 */
public final class PolicyLoader {

  private static final int REVISION_BYTES = 6;

  private final List<Finding> faults = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();
  private final Map<PolicyId, Policy> byId = new HashMap<>();
  private final MessageDigest digest = sha256();

  private PolicyLoader() {}

  /**
   * Reads all {@code *.yaml} and {@code *.yml} files of a directory in the order of their names;
   * not its subdirectories, and not names that begin with a dot. Blocks.
   *
   * @throws PolicyException if the directory can't be read or has no such file, or a file has a
   *     fault
   */
  public static PolicySet load(Path directory) {
    PolicyLoader loader = new PolicyLoader();
    for (Path file : loader.files(directory)) {
      loader.readFile(file);
    }
    return loader.finish();
  }

  /**
   * Reads one file's content.
   *
   * @param file its name in messages
   * @throws PolicyException if it has a fault
   */
  public static PolicySet parse(String file, String yaml) {
    PolicyLoader loader = new PolicyLoader();
    loader.read(file, file, yaml.getBytes(StandardCharsets.UTF_8));
    return loader.finish();
  }

  private List<Path> files(Path directory) {
    if (!Files.isDirectory(directory)) {
      fault(directory, Files.exists(directory) ? "is no directory" : "does not exist");
      return List.of();
    }
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(directory, PolicyLoader::isYaml)) {
      entries.forEach(files::add);
    } catch (IOException | DirectoryIteratorException e) {
      fault(directory, "cannot be read: " + e);
      return List.of();
    }
    if (files.isEmpty()) {
      fault(directory, "holds no policy file (*.yaml or *.yml)");
    }
    files.sort(Path::compareTo);
    return files;
  }

  private static boolean isYaml(Path file) {
    String name = file.getFileName().toString();
    String lower = name.toLowerCase(Locale.ROOT);
    return !name.startsWith(".") && (lower.endsWith(".yaml") || lower.endsWith(".yml"));
  }

  private void readFile(Path file) {
    if (!Files.isRegularFile(file)) {
      // A pipe would be waited for, and a link to nothing is a policy that someone relies on.
      fault(
          file,
          Files.exists(file) ? "is no regular file" : "is a link to a file that does not exist");
      return;
    }
    try (InputStream content = Files.newInputStream(file)) {
      read(
          file.toString(),
          file.getFileName().toString(),
          content.readNBytes(YamlSource.MAX_BYTES + 1));
    } catch (IOException e) {
      fault(file, "cannot be read: " + e);
    }
  }

  private void read(String file, String name, byte[] content) {
    digest(name.getBytes(StandardCharsets.UTF_8));
    digest(content);
    for (Rule rule : new PolicyFile(file, faults::add).read(content)) {
      Policy policy = rule.policy();
      Policy first = byId.putIfAbsent(policy.id(), policy);
      if (first == null) {
        rules.add(rule);
      } else {
        faults.add(
            new Finding(
                file,
                policy.line(),
                policy.column(),
                "policy %s is already defined at %s:%d:%d; give one of them another name"
                    .formatted(policy.id(), first.file(), first.line(), first.column())));
      }
    }
  }

  private PolicySet finish() {
    if (!faults.isEmpty()) {
      throw new PolicyException(faults);
    }
    byte[] hash = digest.digest();
    return new PolicySet(rules, HexFormat.of().formatHex(hash, 0, REVISION_BYTES));
  }

  private void fault(Path path, String message) {
    faults.add(new Finding(path.toString(), 0, 0, message));
  }

  /** With its length, so that nothing can move from one file to the next unseen. */
  private void digest(byte[] part) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
    digest.update(part);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
