package dev.tidegate.access;

/** Hears what becomes of changes to the tokens file, for records and metrics. */
@FunctionalInterface
public interface TokenListener {

  /** Called one at a time and in order; nothing is reloaded meanwhile. */
  void heard(TokenEvent event);
}
