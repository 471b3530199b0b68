package dev.tidegate.variable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Values by name. What is configured goes before what is in files, and the files of a directory
 * before those of the directories that are named after it. Any thread may read; one refreshes.
 */
public final class Variables {

  /** There are none. */
  public static final Variables NONE = of(Map.of(), List.of(), warning -> {});

  private final SortedMap<String, VariableValue> configured;
  private final List<VariableDirectory> directories;
  private final Consumer<String> warnings;
  private volatile SortedMap<String, VariableValue> all;

  private Variables(
      SortedMap<String, VariableValue> configured,
      List<VariableDirectory> directories,
      Consumer<String> warnings) {
    this.configured = configured;
    this.directories = directories;
    this.warnings = warnings;
    all = merged();
  }

  /**
   * Reads them.
   *
   * @param configured values by name
   * @param directories each with one file a variable, of its name
   * @param warnings told, without values, of files that are left out and of directories that can't
   *     be read any more; once for each
   * @throws VariableException for a configured name or value that can't be used, and for a
   *     directory that can't be read
   */
  public static Variables of(
      Map<String, String> configured, List<Path> directories, Consumer<String> warnings) {
    SortedMap<String, VariableValue> values = new TreeMap<>();
    configured.forEach((name, text) -> values.put(requireName(name), value(name, text)));
    List<VariableDirectory> read = new ArrayList<>();
    for (Path directory : directories) {
      read.add(VariableDirectory.read(directory, warnings));
    }
    return new Variables(values, List.copyOf(read), warnings);
  }

  /** All of them by name, as they are now; unmodifiable. */
  public SortedMap<String, VariableValue> all() {
    return all;
  }

  /** The value of one, as it is now. */
  public Optional<VariableValue> value(String name) {
    return Optional.ofNullable(all.get(name));
  }

  /** Whether files may change them. */
  public boolean hasDirectories() {
    return !directories.isEmpty();
  }

  /** Looks whether files have changed. Blocks while it reads; one thread at a time. */
  public void refresh() {
    boolean changed = false;
    for (VariableDirectory directory : directories) {
      changed |= directory.refresh(warnings);
    }
    if (changed) {
      all = merged();
    }
  }

  private SortedMap<String, VariableValue> merged() {
    SortedMap<String, VariableValue> merged = new TreeMap<>();
    for (VariableDirectory directory : directories.reversed()) {
      merged.putAll(directory.values());
    }
    merged.putAll(configured);
    return Collections.unmodifiableSortedMap(merged);
  }

  private static String requireName(String name) {
    if (!VariableName.isName(name)) {
      throw new VariableException(
          "\"" + name + "\" is no name of a variable: " + VariableName.RULE);
    }
    return name;
  }

  private static VariableValue value(String name, String text) {
    VariableValue value = VariableValue.of(text);
    if (value.length() > VariableValue.MAX_LENGTH) {
      throw new VariableException(
          "the variable " + name + " has more than " + VariableValue.MAX_LENGTH + " bytes");
    }
    return value;
  }

  /** Says nothing of the values. */
  @Override
  public String toString() {
    return "Variables" + all.keySet();
  }
}
