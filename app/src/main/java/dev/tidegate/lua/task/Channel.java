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
 * <p>A channel that scripts make has a capacity: who sends more waits until others receive. Host
 * code that fills one is not held up by it: it stops in time, and learns as the channel's {@link
 * Source} when to go on. From most of these scripts can only receive.
 */
public final class Channel extends HostObject implements Traced {

  /** What an operation costs besides the call, in units of work. */
  static final int OPERATION = 10;

  /** Host code that fills a channel from which scripts can only receive. */
  @FunctionalInterface
  public interface Source {

    /** A task has taken this value; called in that task. */
    void taken(LuaValue value);
  }

  /** Host code that fills a channel which scripts may use like one of their own. */
  public interface SharedSource extends Source {

    /** A script has closed the channel; called in its task. */
    void closed();
  }

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
  private final @Nullable Source source;
  private ArrayDeque<LuaValue> buffer = new ArrayDeque<>(0);

  /** The most that have been in the buffer, which never gets smaller. */
  private int most;

  private boolean closed;

  /** Makes an open, empty channel for host code alone to fill. */
  public Channel(Source source) {
    this(0, source);
  }

  /**
   * Makes an open, empty channel for host code and for tasks to fill.
   *
   * @param capacity with so many values in it, tasks that send wait
   */
  public Channel(int capacity, SharedSource source) {
    this(capacity, (Source) source);
  }

  private Channel(int capacity, @Nullable Source source) {
    super(TYPE);
    this.capacity = capacity;
    this.source = source;
  }

  /**
   * Makes an open, empty channel for tasks.
   *
   * @param capacity values that it takes while nobody receives; 0 for handing over directly
   */
  static Channel between(int capacity) {
    return new Channel(capacity, (Source) null);
  }

  // What host code does ---------------------------------------------------------------------------

  /** Adds a value and wakes who has waited longest; does nothing when the channel is closed. */
  public void offer(LuaValue value) {
    if (!closed && !hand(value)) {
      keep(value);
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
    boolean first = !closed;
    close();
    if (first && source instanceof SharedSource shared) {
      shared.closed();
    }
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
    if (source != null && !(source instanceof SharedSource)) {
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
    taken(value);
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
    if (!hand(value)) {
      if (buffer.size() >= capacity) {
        return null;
      }
      keep(value);
    }
    return new Transfer(this, value, true);
  }

  /** Gives the value to who has waited longest for one, if anybody does. */
  private boolean hand(LuaValue value) {
    Place receiver = receivers.first();
    if (receiver == null) {
      return false;
    }
    receiver.waiting().serve(receiver, new Transfer(this, value, true));
    return true;
  }

  private void keep(LuaValue value) {
    buffer.add(value);
    most = Math.max(most, buffer.size());
  }

  void enqueue(Place place) {
    (place.sent() == null ? receivers : senders).add(place);
  }

  /** Called by a task that has waited for a value, once it runs again. */
  void taken(LuaValue value) {
    if (source != null) {
      source.taken(value);
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
