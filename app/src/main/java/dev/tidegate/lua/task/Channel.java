package dev.tidegate.lua.task;

import dev.tidegate.lua.Call;
import dev.tidegate.lua.HostObject;
import dev.tidegate.lua.Parameter;
import dev.tidegate.lua.ScriptError;
import dev.tidegate.lua.Signature;
import dev.tidegate.lua.Traced;
import dev.tidegate.lua.Tracer;
import dev.tidegate.lua.UserdataType;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A queue of values between tasks, or between host code and tasks. All methods are called on the
 * job's strand.
 *
 * <p>A channel that scripts make has a capacity: who sends more waits until others receive. One
 * that host code fills has none: whoever fills it stops in time, and learns from {@code onTaken}
 * when to go on. Scripts can only receive from it.
 */
public final class Channel extends HostObject implements Traced {

  /** What an operation costs besides the call, in units of work. */
  static final int OPERATION = 10;

  private static final Parameter<LuaValue> VALUE = Parameter.any("value");

  /** The methods that scripts have. */
  public static final UserdataType<Channel> TYPE =
      UserdataType.builder("channel", Channel.class)
          .method("send", Signature.of(VALUE).costing(OPERATION), Channel::send)
          .method("receive", Signature.of().costing(OPERATION), Channel::receive)
          .method("close", Signature.of().costing(OPERATION), Channel::close)
          .method("case_send", Signature.of(VALUE), Channel::caseOfSending)
          .method("case_receive", Signature.of(), Channel::caseOfReceiving)
          .build();

  /** With more room than this, an empty buffer is not kept. */
  private static final int MUCH_ROOM = 256;

  /** The queues and the empty buffer; an estimate. */
  private static final int BYTES = 128;

  private static final int BYTES_PER_PLACE = 8;

  private final PlaceQueue receivers = new PlaceQueue();
  private final PlaceQueue senders = new PlaceQueue();
  private final int capacity;
  private final @Nullable Runnable onTaken;
  private ArrayDeque<LuaValue> buffer = new ArrayDeque<>(0);

  /** The most that have been in the buffer, which never gets smaller. */
  private int most;

  private boolean closed;

  /**
   * Makes an open, empty channel for host code to fill.
   *
   * @param onTaken runs after each value that a task has taken, in that task
   */
  public Channel(Runnable onTaken) {
    this(Integer.MAX_VALUE, onTaken);
  }

  private Channel(int capacity, @Nullable Runnable onTaken) {
    super(TYPE);
    this.capacity = capacity;
    this.onTaken = onTaken;
  }

  /**
   * Makes an open, empty channel for tasks.
   *
   * @param capacity values that it takes while nobody receives; 0 for handing over directly
   */
  static Channel between(int capacity) {
    return new Channel(capacity, null);
  }

  // What host code does ---------------------------------------------------------------------------

  /** Adds a value and wakes who has waited longest; does nothing when the channel is closed. */
  public void offer(LuaValue value) {
    if (!closed) {
      pass(value);
    }
  }

  /**
   * Closes: values that are in it can still be received, then receivers get {@code nil, false}; who
   * waits to send gets an error. Idempotent.
   */
  public void close() {
    closed = true;
    Transfer nothing = new Transfer(this, LuaValue.NIL, false);
    serveAll(receivers, nothing);
    serveAll(senders, nothing);
  }

  private static void serveAll(PlaceQueue queue, Transfer transfer) {
    for (Place next = queue.first(); next != null; next = queue.first()) {
      next.waiting().serve(next, transfer);
    }
  }

  /** How many values can be received without waiting. */
  public int size() {
    return buffer.size();
  }

  // What tasks do ---------------------------------------------------------------------------------

  private LuaValue send(Call call) {
    requireOwn("send on");
    LuaValue value = call.get(VALUE);
    if (trySend(value) == null) {
      Wait.toSend(JobRun.of(call.runtime()), this, value);
    }
    return LuaValue.TRUE;
  }

  private Varargs receive(Call call) {
    Transfer transfer = tryReceive();
    if (transfer == null) {
      transfer = Wait.toReceive(JobRun.of(call.runtime()), this);
    }
    return LuaValue.varargsOf(transfer.value(), LuaValue.valueOf(transfer.ok()));
  }

  private Varargs close(Call call) {
    requireOwn("close");
    call.runtime().charge((long) receivers.size() + senders.size());
    close();
    return LuaValue.NONE;
  }

  private ChannelCase caseOfSending(Call call) {
    requireOwn("send on");
    return ChannelCase.send(this, call.get(VALUE));
  }

  private ChannelCase caseOfReceiving(Call call) {
    return ChannelCase.receive(this);
  }

  private void requireOwn(String what) {
    if (onTaken != null) {
      throw ScriptError.atCaller("cannot " + what + " a channel that only gives values");
    }
  }

  /** Takes what can be received without waiting; null when there is nothing yet. */
  @Nullable Transfer tryReceive() {
    LuaValue value = buffer.poll();
    Place sender = senders.first();
    LuaValue sent = sender == null ? null : sender.sent();
    if (sender != null && sent != null) {
      if (value == null) {
        value = sent;
      } else {
        buffer.add(sent);
      }
      sender.waiting().serve(sender, new Transfer(this, sent, true));
    }
    if (value == null) {
      return closed ? new Transfer(this, LuaValue.NIL, false) : null;
    }
    if (buffer.isEmpty() && most > MUCH_ROOM) {
      buffer = new ArrayDeque<>(0);
      most = 0;
    }
    taken();
    return new Transfer(this, value, true);
  }

  /**
   * Sends what can be sent without waiting.
   *
   * @return null when nobody wants it and there is no room
   * @throws ScriptError when the channel is closed
   */
  @Nullable Transfer trySend(LuaValue value) {
    if (closed) {
      throw sendOnClosed();
    }
    return pass(value) ? new Transfer(this, value, true) : null;
  }

  private boolean pass(LuaValue value) {
    Place receiver = receivers.first();
    if (receiver != null) {
      receiver.waiting().serve(receiver, new Transfer(this, value, true));
      return true;
    }
    if (buffer.size() >= capacity) {
      return false;
    }
    buffer.add(value);
    most = Math.max(most, buffer.size());
    return true;
  }

  void enqueue(Place place) {
    (place.sent() == null ? receivers : senders).add(place);
  }

  /** Called by a task that has waited for a value, once it runs again. */
  void taken() {
    if (onTaken != null) {
      onTaken.run();
    }
  }

  static ScriptError sendOnClosed() {
    return ScriptError.atCaller("send on closed channel");
  }

  @Override
  public void trace(Tracer tracer) {
    tracer.bytes(BYTES + (long) BYTES_PER_PLACE * most);
    buffer.forEach(tracer::values);
    tracer.holder(receivers);
    tracer.holder(senders);
  }
}
