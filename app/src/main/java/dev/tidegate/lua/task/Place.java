package dev.tidegate.lua.task;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/**
 * A place in one of the two queues of a channel. The queue is made of the places themselves, so
 * that one can leave from anywhere in it at no cost: a task that waits for many channels leaves all
 * their queues at once.
 */
final class Place {

  /** What a place takes, for the memory limit. */
  static final int BYTES = 40;

  private final Channel channel;
  private final @Nullable LuaValue sent;
  private final Wait wait;
  @Nullable PlaceQueue queue;
  @Nullable Place before;
  @Nullable Place after;

  /**
   * Makes a place that is in no queue yet.
   *
   * @param sent what is to be sent; null for one who wants to receive
   */
  Place(Channel channel, @Nullable LuaValue sent, Wait wait) {
    this.channel = channel;
    this.sent = sent;
    this.wait = wait;
  }

  Channel channel() {
    return channel;
  }

  @Nullable LuaValue sent() {
    return sent;
  }

  Wait waiting() {
    return wait;
  }

  /** Takes it out of its queue. */
  void leave() {
    if (queue != null) {
      queue.remove(this);
    }
  }
}
