package dev.tidegate.websocket;

import dev.tidegate.lua.Arguments;
import dev.tidegate.lua.ErrorKind;
import dev.tidegate.lua.ErrorValue;
import dev.tidegate.lua.HostObject;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.Real;
import dev.tidegate.lua.Table;
import dev.tidegate.lua.Traced;
import dev.tidegate.lua.Tracer;
import dev.tidegate.lua.UserdataType;
import dev.tidegate.lua.Utf8;
import dev.tidegate.lua.task.Channel;
import dev.tidegate.lua.task.Tasks;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A connection as scripts have it. Everything here happens on the job's strand; what the transport
 * tells comes there by {@link Tasks#post(Runnable)}.
 */
final class WebSocketClient extends HostObject implements Traced {

  static final UserdataType<WebSocketClient> TYPE =
      UserdataType.builder("websocket.Client", WebSocketClient.class)
          .method("send", (runtime, client, arguments) -> client.send(runtime, arguments))
          .method("ping", (runtime, client, arguments) -> client.ping(runtime))
          .method("channel", (runtime, client, arguments) -> client.channel())
          .method("receive", (runtime, client, arguments) -> client.channel())
          .method("close", (runtime, client, arguments) -> client.close(runtime, arguments))
          .text((runtime, client) -> LuaText.encode("websocket.Client"))
          .build();

  private enum State {
    OPEN,
    /** The peer, the network or a limit has ended it. */
    ENDED,
    /** The script has called close. */
    CLOSED
  }

  private static final LuaString TYPE_KEY = LuaString.valueOf("type");
  private static final LuaString DATA_KEY = LuaString.valueOf("data");
  private static final LuaString TEXT = LuaString.valueOf("text");
  private static final LuaString BINARY = LuaString.valueOf("binary");

  private static final int BINARY_TYPE = 2;
  private static final int TEXT_TYPE = 1;

  /** Units of work of a message, and the bytes of it that are worth another one. */
  private static final int UNITS_PER_MESSAGE = 64;

  private static final int BYTES_PER_UNIT = 16;

  private final LuaRuntime runtime;
  private final ConnectionEvents events;
  private final Channel channel = new Channel(this::taken);
  private final ArrayDeque<Integer> lengths = new ArrayDeque<>();
  private @Nullable Connection connection;
  private Tasks.@Nullable Hold hold;
  private State state = State.OPEN;

  WebSocketClient(LuaRuntime runtime, ConnectionEvents events) {
    super(TYPE);
    this.runtime = runtime;
    this.events = events;
  }

  /** Gets its connection; the hold is released when nothing can come any more. */
  void connected(Connection made, Tasks.Hold waking) {
    connection = made;
    if (state == State.OPEN) {
      hold = waking;
    } else {
      waking.release();
    }
  }

  // What the transport tells.

  void deliver(MessageType type, byte[] payload) {
    if (state != State.OPEN) {
      return;
    }
    runtime.adopt(payload.length);
    Table message = new Table(0, 2);
    message.put(TYPE_KEY, type == MessageType.TEXT ? TEXT : BINARY);
    message.put(DATA_KEY, LuaString.valueUsing(payload));
    lengths.add(payload.length);
    channel.offer(message);
  }

  void ended() {
    if (state == State.OPEN) {
      end(State.ENDED);
    }
  }

  @Override
  public void trace(Tracer tracer) {
    tracer.values(channel);
  }

  private void end(State how) {
    state = how;
    channel.close();
    if (hold != null) {
      hold.release();
    }
  }

  private void taken() {
    Integer length = lengths.poll();
    if (length != null) {
      connection().taken(length);
      charge(runtime, length);
    }
  }

  // What the script calls.

  private Varargs send(LuaRuntime caller, Arguments arguments) {
    LuaString data = arguments.string(1);
    LuaValue type = Numbers.toNumber(caller, arguments.any(2));
    boolean binary = type.isnumber() && type.todouble() == BINARY_TYPE;
    if (!binary && !arguments.isNil(2) && !(type.isnumber() && type.todouble() == TEXT_TYPE)) {
      return failure(ErrorKind.INVALID, "type must be websocket.TEXT or websocket.BINARY");
    }
    charge(caller, data.m_length);
    if (!binary && !Utf8.isValid(data)) {
      return failure(ErrorKind.INVALID, "text is not UTF-8; send other bytes as websocket.BINARY");
    }
    if (state != State.OPEN) {
      return gone();
    }
    MessageType messageType = binary ? MessageType.BINARY : MessageType.TEXT;
    Connection.SendOutcome outcome =
        Tasks.of(caller)
            .await(connection().send(messageType, data.m_bytes, data.m_offset, data.m_length));
    return switch (outcome) {
      case Connection.SendOutcome.Sent sent -> {
        caller.traffic().sent(data.m_length);
        events.sent(messageType, data.m_length);
        yield LuaValue.TRUE;
      }
      case Connection.SendOutcome.Failed failed ->
          failure(ErrorKind.INTERNAL, "failed to send message: " + failed.cause());
    };
  }

  private Varargs ping(LuaRuntime caller) {
    if (state != State.OPEN) {
      return gone();
    }
    charge(caller, 0);
    return switch (Tasks.of(caller).await(connection().ping())) {
      case Connection.SendOutcome.Sent sent -> LuaValue.TRUE;
      case Connection.SendOutcome.Failed failed ->
          failure(ErrorKind.INTERNAL, "failed to ping: " + failed.cause());
    };
  }

  private Varargs channel() {
    if (state == State.CLOSED) {
      return LuaValue.varargsOf(LuaValue.NIL, notFound());
    }
    return channel;
  }

  private Varargs close(LuaRuntime caller, Arguments arguments) {
    CloseCode code = closeCode(caller, arguments.any(1));
    LuaString reason = arguments.string(2, LuaValue.EMPTYSTRING);
    if (state == State.CLOSED) {
      return LuaValue.varargsOf(LuaValue.FALSE, notFound());
    }
    if (!code.isOnWire() && !code.equals(CloseCode.NO_STATUS)) {
      return failure(ErrorKind.INVALID, "close code " + code + " can't be sent");
    }
    if (reason.m_length > CloseCode.REASON_LIMIT || !Utf8.isValid(reason)) {
      return failure(
          ErrorKind.INVALID,
          "the reason must be UTF-8 of at most " + CloseCode.REASON_LIMIT + " bytes");
    }
    charge(caller, 0);
    boolean open = state == State.OPEN;
    end(State.CLOSED);
    if (open) {
      Tasks.of(caller)
          .await(connection().close(code, LuaText.decode(reason), Closure.Initiator.SCRIPT));
    }
    return LuaValue.TRUE;
  }

  /** The code to send: 1000 for what is none. */
  private static CloseCode closeCode(LuaRuntime caller, LuaValue argument) {
    LuaValue number = Numbers.toNumber(caller, argument);
    double value = number instanceof Real ? number.todouble() : 0;
    return value >= 1000 && value < 5000 ? new CloseCode((int) value) : CloseCode.NORMAL;
  }

  private Varargs gone() {
    return state == State.CLOSED
        ? LuaValue.varargsOf(LuaValue.FALSE, notFound())
        : failure(ErrorKind.INTERNAL, "websocket connection closed");
  }

  private static LuaValue notFound() {
    return ErrorValue.of(ErrorKind.INTERNAL, "websocket connection not found", false);
  }

  private static Varargs failure(ErrorKind kind, String message) {
    return LuaValue.varargsOf(LuaValue.FALSE, ErrorValue.of(kind, message, false));
  }

  private static void charge(LuaRuntime runtime, int bytes) {
    runtime.charge(UNITS_PER_MESSAGE + bytes / BYTES_PER_UNIT);
  }

  private Connection connection() {
    Connection known = connection;
    if (known == null) {
      throw new IllegalStateException("a client without a connection");
    }
    return known;
  }
}
