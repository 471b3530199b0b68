package dev.tidegate.lua.schema;

import dev.tidegate.lua.Table;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/** A schema with a URI of its own, and all within it that has none. */
final class Resource {

  private final URI uri;
  private final Dialect dialect;
  private final LuaValue source;
  private final Map<String, Table> anchors = new HashMap<>();
  private final Set<String> dynamicAnchors = new HashSet<>();
  private final Map<String, Schema> dynamicTargets = new HashMap<>();
  private @Nullable Schema root;
  private boolean recursive;

  Resource(URI uri, Dialect dialect, LuaValue source) {
    this.uri = uri;
    this.dialect = dialect;
    this.source = source;
  }

  URI uri() {
    return uri;
  }

  Dialect dialect() {
    return dialect;
  }

  /** The schema as it was read. */
  LuaValue source() {
    return source;
  }

  /** Names a schema; whether the name was free. */
  boolean anchor(String name, Table schema) {
    return anchors.putIfAbsent(name, schema) == null;
  }

  void dynamicAnchor(String name) {
    dynamicAnchors.add(name);
  }

  boolean hasDynamicAnchor(String name) {
    return dynamicAnchors.contains(name);
  }

  Set<String> dynamicAnchors() {
    return dynamicAnchors;
  }

  @Nullable Table anchored(String name) {
    return anchors.get(name);
  }

  void dynamicTarget(String name, Schema target) {
    dynamicTargets.put(name, target);
  }

  /** The schema that a dynamic anchor names; null when there is none. */
  @Nullable Schema dynamicTarget(String name) {
    return dynamicTargets.get(name);
  }

  void root(Schema schema) {
    root = schema;
  }

  /** The whole of it. */
  Schema root() {
    if (root == null) {
      throw new IllegalStateException("a resource that was not compiled: " + uri);
    }
    return root;
  }

  void markRecursive() {
    recursive = true;
  }

  /** Whether {@code $recursiveAnchor} is true at its root. */
  boolean isRecursive() {
    return recursive;
  }
}
