package dev.tidegate.lua.task;

import dev.tidegate.lua.HostObject;
import dev.tidegate.lua.Traced;
import dev.tidegate.lua.Tracer;
import dev.tidegate.lua.UserdataType;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/**
 * A queue of values that host code fills and tasks receive from, alone or in {@code
 * channel.select}. All methods are called on the job's strand.
 *
 * <p>It has no bound of its own: whoever fills it stops in time, and learns from {@code onTaken}
 * when to go on.
 */
public final class Channel extends HostObject implements Traced {

  /** The methods {@code receive} and {@code case_receive}. */
  public static final UserdataType<Channel> TYPE =
      UserdataType.builder("channel", Channel.class)
          .method(
              "receive",
              (runtime, channel, arguments) -> {
                Reception reception = Receiver.receive(JobRun.of(runtime), channel);
                return LuaValue.varargsOf(reception.value(), LuaValue.valueOf(reception.ok()));
              })
          .method("case_receive", (runtime, channel, arguments) -> new ReceiveCase(channel))
          .build();

  private final ArrayDeque<LuaValue> values = new ArrayDeque<>();
  private final ArrayDeque<Receiver> receivers = new ArrayDeque<>();
  private final Runnable onTaken;
  private boolean closed;

  /**
   * Makes an open, empty channel.
   *
   * @param onTaken runs after each value that a task has taken, in that task
   */
  public Channel(Runnable onTaken) {
    super(TYPE);
    this.onTaken = onTaken;
  }

  /** Adds a value and wakes who has waited longest; does nothing when the channel is closed. */
  public void offer(LuaValue value) {
    if (closed) {
      return;
    }
    Receiver first = receivers.peek();
    if (first == null) {
      values.add(value);
    } else {
      first.accept(new Reception(this, value, true));
    }
  }

  /**
   * Closes: values that are in it can still be received, then receivers get {@code nil, false}.
   * Idempotent.
   */
  public void close() {
    closed = true;
    for (Receiver first = receivers.peek(); first != null; first = receivers.peek()) {
      first.accept(new Reception(this, LuaValue.NIL, false));
    }
  }

  /** What can be received without waiting, or null. */
  @Nullable Reception poll() {
    LuaValue value = values.poll();
    if (value != null) {
      onTaken.run();
      return new Reception(this, value, true);
    }
    return closed ? new Reception(this, LuaValue.NIL, false) : null;
  }

  /** Called by a task that has waited for a value, once it runs again. */
  void taken() {
    onTaken.run();
  }

  @Override
  public void trace(Tracer tracer) {
    tracer.bytes(4L * values.size());
    values.forEach(tracer::values);
    receivers.forEach(tracer::holder);
  }

  void enqueue(Receiver receiver) {
    receivers.add(receiver);
  }

  void withdraw(Receiver receiver) {
    receivers.removeIf(receiver::equals);
  }
}
