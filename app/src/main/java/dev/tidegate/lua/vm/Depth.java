package dev.tidegate.lua.vm;

/**
 * How deep a line of execution stands in calls.
 *
 * @param stackSlots what the frames of nested calls of Lua functions take, on the heap
 * @param nesting nested calls through Java, which take stack
 */
public record Depth(int stackSlots, int nesting) {

  /** Where a task starts. */
  public static final Depth NONE = new Depth(0, 0);

  /** Both depths together, as where a coroutine stands on top of its resumer. */
  public Depth plus(Depth other) {
    return new Depth(stackSlots + other.stackSlots, nesting + other.nesting);
  }

  /** How much deeper this is. */
  public Depth minus(Depth other) {
    return new Depth(stackSlots - other.stackSlots, nesting - other.nesting);
  }
}
