package dev.tidegate.lua.module;

/** What reading and writing JSON have in common. */
final class JsonText {

  /** How deep arrays and objects may be nested. */
  static final int DEEPEST = 128;

  private JsonText() {}
}
