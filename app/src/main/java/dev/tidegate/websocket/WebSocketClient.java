package dev.tidegate.websocket;

import dev.tidegate.lua.ArgumentType;
import dev.tidegate.lua.Call;
import dev.tidegate.lua.ErrorKind;
import dev.tidegate.lua.ErrorValue;
import dev.tidegate.lua.HostObject;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.Parameter;
import dev.tidegate.lua.Real;
import dev.tidegate.lua.Signature;
import dev.tidegate.lua.Table;
import dev.tidegate.lua.Traced;
import dev.tidegate.lua.Tracer;
import dev.tidegate.lua.UserdataType;
import dev.tidegate.lua.Utf8;
import dev.tidegate.lua.task.Channel;
import dev.tidegate.lua.task.Tasks;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A connection as scripts have it. Everything here happens on the job's strand; what the transport
 * tells comes there by {@link Tasks#post(Runnable)}.
 */
final class WebSocketClient extends HostObject implements Traced {

  /** Units of work of a message, and the bytes of it that are worth another one. */
  private static final int UNITS_PER_MESSAGE = 64;

  private static final int BYTES_PER_UNIT = 16;

  private static final Parameter<LuaString> DATA = Parameter.stringOrNumber("data");
  private static final Parameter<LuaValue> MESSAGE_TYPE = Parameter.any("type");

  /** Takes anything: what is no code from 1000 to 4999 stands for 1000. */
  private static final Parameter<CloseCode> CODE =
      Parameter.of("code", new ArgumentType<>("integer", "number", WebSocketClient::closeCode))
          .orElse(CloseCode.NORMAL);

  private static final Parameter<LuaString> REASON =
      Parameter.stringOrNumber("reason").orElse(LuaValue.EMPTYSTRING);

  static final UserdataType<WebSocketClient> TYPE =
      UserdataType.builder("websocket.Client", WebSocketClient.class)
          .method("send", priced(DATA, MESSAGE_TYPE), WebSocketClient::send)
          .method("ping", priced(), WebSocketClient::ping)
          .method("channel", Signature.of(), WebSocketClient::channel)
          .method("receive", Signature.of(), WebSocketClient::channel)
          .method("close", priced(CODE, REASON), WebSocketClient::close)
          .method("close_info", Signature.of(), (client, call) -> client.closeInfo())
          .method("protocol", Signature.of(), (client, call) -> client.protocol)
          .method("id", Signature.of(), (client, call) -> LuaText.encode(client.id()))
          .text((runtime, client) -> LuaText.encode("websocket.Client: " + client.id()))
          .build();

  private static Signature priced(Parameter<?>... parameters) {
    return Signature.of(parameters).costing(UNITS_PER_MESSAGE, BYTES_PER_UNIT);
  }

  private enum State {
    OPEN,
    /** The peer, the network or a limit has ended it. */
    ENDED,
    /** The script has called close. */
    CLOSED
  }

  private static final String NOT_FOUND = "websocket connection not found";

  private static final LuaString TYPE_KEY = LuaString.valueOf("type");
  private static final LuaString DATA_KEY = LuaString.valueOf("data");
  private static final LuaString TEXT = LuaString.valueOf("text");
  private static final LuaString BINARY = LuaString.valueOf("binary");

  private final LuaRuntime runtime;
  private final ConnectionIdentity identity;
  private final ConnectionEvents events;
  private final ConnectionTraffic traffic = new ConnectionTraffic();
  private final Channel channel;

  /** How long the messages are that wait; a script may put values of its own between them. */
  private final IdentityHashMap<LuaValue, Integer> lengths = new IdentityHashMap<>();

  private @Nullable Connection connection;
  private Tasks.@Nullable Hold hold;
  private LuaValue protocol = LuaValue.NIL;
  private State state = State.OPEN;
  private @Nullable Closure closure;

  WebSocketClient(
      LuaRuntime runtime,
      ConnectionIdentity identity,
      ConnectionEvents events,
      int channelCapacity) {
    super(TYPE);
    this.channel = new Channel(channelCapacity, new ScriptSide());
    this.runtime = runtime;
    this.identity = identity;
    this.events = events;
  }

  ConnectionIdentity identity() {
    return identity;
  }

  /** What goes over it. */
  ConnectionTraffic traffic() {
    return traffic;
  }

  /** Gets its connection; the hold is released when nothing can come any more. */
  void connected(Dialer.Outcome.Connected made, Tasks.Hold waking) {
    connection = made.connection();
    String chosen = made.protocol();
    if (chosen != null) {
      protocol = LuaText.encode(chosen);
    }
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
    lengths.put(message, payload.length);
    channel.offer(message);
  }

  void ended(Closure how) {
    closure = how;
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

  private void taken(LuaValue value) {
    Integer length = lengths.remove(value);
    if (length != null) {
      traffic.taken(length);
      connection().taken(length);
      runtime.charge(UNITS_PER_MESSAGE + length / BYTES_PER_UNIT);
    }
  }

  /** What the script does with the channel. */
  private final class ScriptSide implements Channel.SharedSource {

    @Override
    public void taken(LuaValue value) {
      WebSocketClient.this.taken(value);
    }

    /** Nobody wants to hear the peer any more. */
    @Override
    public void closed() {
      end(State.ENDED);
      var _ = connection().close(CloseCode.NORMAL, "", Closure.Initiator.SCRIPT);
    }
  }

  // What the script calls.

  private Varargs send(Call call) {
    LuaString data = call.get(DATA);
    MessageType type = messageType(call);
    if (type == null) {
      return failure(ErrorKind.INVALID, "type must be websocket.TEXT or websocket.BINARY");
    }
    if (type == MessageType.TEXT && !Utf8.isValid(data)) {
      return failure(ErrorKind.INVALID, "text is not UTF-8; send other bytes as websocket.BINARY");
    }
    if (state != State.OPEN) {
      return gone();
    }
    Tasks tasks = Tasks.of(call.runtime());
    tasks.aboutToAct();
    Connection.SendOutcome outcome =
        tasks.await(connection().send(type, data.m_bytes, data.m_offset, data.m_length));
    return switch (outcome) {
      case Connection.SendOutcome.Sent sent -> {
        call.runtime().traffic().sent(data.m_length);
        traffic.sent(data.m_length);
        events.sent(type, data.m_length);
        yield LuaValue.TRUE;
      }
      case Connection.SendOutcome.Failed failed ->
          failure(ErrorKind.INTERNAL, "failed to send message: " + failed.cause());
    };
  }

  /** Text where the script says nothing; null for what is no type. */
  private static @Nullable MessageType messageType(Call call) {
    LuaValue given = call.get(MESSAGE_TYPE);
    if (given.isnil()) {
      return MessageType.TEXT;
    }
    if (Numbers.toNumber(call.runtime(), given) instanceof Real number) {
      for (MessageType type : MessageType.values()) {
        if (type.number() == number.todouble()) {
          return type;
        }
      }
    }
    return null;
  }

  private Varargs ping(Call call) {
    if (state != State.OPEN) {
      return gone();
    }
    return switch (Tasks.of(call.runtime()).await(connection().ping())) {
      case Connection.SendOutcome.Sent sent -> LuaValue.TRUE;
      case Connection.SendOutcome.Failed failed ->
          failure(ErrorKind.INTERNAL, "failed to ping: " + failed.cause());
    };
  }

  private Varargs channel(Call call) {
    return state == State.CLOSED ? call.fail(ErrorKind.INTERNAL, NOT_FOUND) : channel;
  }

  private Varargs close(Call call) {
    CloseCode code = call.get(CODE);
    LuaString reason = call.get(REASON);
    if (state == State.CLOSED) {
      return failure(ErrorKind.INTERNAL, NOT_FOUND);
    }
    if (!code.isOnWire() && !code.equals(CloseCode.NO_STATUS)) {
      return failure(ErrorKind.INVALID, "close code " + code + " can't be sent");
    }
    if (reason.m_length > CloseCode.REASON_LIMIT || !Utf8.isValid(reason)) {
      return failure(
          ErrorKind.INVALID,
          "the reason must be UTF-8 of at most " + CloseCode.REASON_LIMIT + " bytes");
    }
    boolean open = state == State.OPEN;
    end(State.CLOSED);
    if (open) {
      closure =
          Tasks.of(call.runtime())
              .await(connection().close(code, LuaText.decode(reason), Closure.Initiator.SCRIPT));
    }
    return LuaValue.TRUE;
  }

  private LuaValue closeInfo() {
    Closure how = closure;
    if (how == null) {
      return LuaValue.NIL;
    }
    Table info = new Table(0, 3);
    info.put("code", Numbers.of(how.code().value()));
    info.put("reason", LuaText.encode(how.reason()));
    info.put("initiator", LuaText.encode(how.initiator().text()));
    return info;
  }

  private String id() {
    return identity.id().toString();
  }

  private static CloseCode closeCode(LuaRuntime runtime, LuaValue argument) {
    LuaValue number = Numbers.toNumber(runtime, argument);
    double value = number instanceof Real ? number.todouble() : 0;
    return value >= 1000 && value < 5000 ? new CloseCode((int) value) : CloseCode.NORMAL;
  }

  private Varargs gone() {
    return failure(
        ErrorKind.INTERNAL, state == State.CLOSED ? NOT_FOUND : "websocket connection closed");
  }

  /** False and not nil: what the methods give that tell only whether they succeeded. */
  private static Varargs failure(ErrorKind kind, String message) {
    return LuaValue.varargsOf(LuaValue.FALSE, ErrorValue.of(kind, message, false));
  }

  private Connection connection() {
    Connection known = connection;
    if (known == null) {
      throw new IllegalStateException("a client without a connection");
    }
    return known;
  }
}
