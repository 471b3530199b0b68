package dev.tidegate.lua.schema;

/**
 * Where a value is not as its schema wants it.
 *
 * @param location of the part of the value that fails, as a JSON pointer; empty for all of it
 * @param keyword which keyword it fails
 * @param words what is wrong, without the value
 */
public record Failure(String location, String keyword, String words) {

  /** Such as {@code /items/3: type: expected string, found null}. */
  @Override
  public String toString() {
    return (location.isEmpty() ? "the value" : location) + ": " + keyword + ": " + words;
  }
}
