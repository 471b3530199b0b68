package dev.tidegate.lua.task;

import dev.tidegate.lua.UserdataType;
import java.util.ArrayDeque;
import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;

/**
 * A queue of values that host code fills and tasks receive from, alone or in {@code
 * channel.select}. All methods are called on the job's strand.
 *
 * <p>It has no bound of its own: whoever fills it stops in time, and learns from {@code onTaken}
 * when to go on.
 */
public final class Channel extends LuaUserdata {

  /** The methods {@code receive} and {@code case_receive}. */
  public static final UserdataType<Channel> TYPE =
      UserdataType.builder("channel", Channel.class).build();

  private final ArrayDeque<LuaValue> values = new ArrayDeque<>();
  private final Runnable onTaken;

  /**
   * Makes an open, empty channel.
   *
   * @param onTaken runs on the strand after each value that a task has taken
   */
  public Channel(Runnable onTaken) {
    super(Channel.class);
    this.onTaken = onTaken;
    setmetatable(TYPE.metatable());
  }

  /** Adds a value and wakes who has waited longest; does nothing when the channel is closed. */
  public void offer(LuaValue value) {
    values.add(value);
    onTaken.run();
  }

  /**
   * Closes: values that are in it can still be received, then receivers get {@code nil, false}.
   * Idempotent.
   */
  public void close() {
    values.clear();
  }
}
