package dev.tidegate.policy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The policy files of a directory as they were at one moment; immutable. Two are equal where the
 * same names hold the same bytes and the same could not be read.
 */
public final class PolicyFiles {

  private static final int REVISION_DIGITS = 12;

  private final List<Content> contents;
  private final List<Finding> faults;
  private final String digest;

  PolicyFiles(List<Content> contents, List<Finding> faults) {
    this.contents = List.copyOf(contents);
    this.faults = List.copyOf(faults);
    this.digest = digest(contents);
  }

  /**
   * One file.
   *
   * @param file its path as messages name it
   * @param name without its directory
   * @param bytes what it holds; cut off where it is larger than a policy file may be
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, and nobody else has the array
  record Content(String file, String name, byte[] bytes) {}

  /**
   * Reads all {@code *.yaml} and {@code *.yml} files of a directory in the order of their names;
   * not its subdirectories, not names that begin with a dot, and not {@link #holdsTests tests}.
   * Where the directory holds a link {@code ..data}, as in a volume that Kubernetes makes of a
   * ConfigMap, what counts is the directory that the link means at one moment. Reads again where
   * something changed meanwhile. Blocks.
   */
  public static PolicyFiles read(Path directory) {
    return new PolicyDirectory(directory, PolicyDirectory.Opening.FILES).read();
  }

  /** Whether a file is one of tests beside policies, {@code *.test.yaml} or {@code *.test.yml}. */
  public static boolean holdsTests(Path file) {
    String name = file.getFileName().toString();
    String lower = name.toLowerCase(Locale.ROOT);
    return !name.startsWith(".") && (lower.endsWith(".test.yaml") || lower.endsWith(".test.yml"));
  }

  /** Takes a text for a file. */
  static PolicyFiles of(String file, String yaml) {
    return new PolicyFiles(
        List.of(new Content(file, file, yaml.getBytes(StandardCharsets.UTF_8))), List.of());
  }

  /** Takes contents for files, by name. */
  static PolicyFiles of(SortedMap<String, byte[]> files) {
    return new PolicyFiles(
        files.entrySet().stream()
            .map(file -> new Content(file.getKey(), file.getKey(), file.getValue().clone()))
            .toList(),
        List.of());
  }

  /** The files, by name. */
  List<Content> contents() {
    return contents;
  }

  /** Why some could not be read. */
  List<Finding> faults() {
    return faults;
  }

  /** Twelve hexadecimal digits that change with the name or content of any file. */
  public String revision() {
    return digest.substring(0, REVISION_DIGITS);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PolicyFiles files
        && digest.equals(files.digest)
        && faults.equals(files.faults);
  }

  @Override
  public int hashCode() {
    return 31 * digest.hashCode() + faults.hashCode();
  }

  /** The revision, and how much is wrong. */
  @Override
  public String toString() {
    return "PolicyFiles[" + revision() + ", " + contents.size() + " files, " + faults + "]";
  }

  private static String digest(List<Content> contents) {
    MessageDigest digest = sha256();
    for (Content content : contents) {
      update(digest, content.name().getBytes(StandardCharsets.UTF_8));
      update(digest, content.bytes());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** With its length, so that nothing can move from one file to the next unseen. */
  private static void update(MessageDigest digest, byte[] part) {
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
