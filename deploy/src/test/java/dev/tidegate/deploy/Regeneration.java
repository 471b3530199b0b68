package dev.tidegate.deploy;

/** Files that tests compare with what comes out now, and write anew when asked. */
final class Regeneration {

  static final String HOW = "`make golden` writes it anew; look at what changes";

  private Regeneration() {}

  static boolean asked() {
    return Boolean.getBoolean("tidegate.golden.write");
  }
}
