package dev.tidegate.websocket;

import dev.tidegate.egress.AddressRefusal;
import dev.tidegate.egress.TargetUrl;
import dev.tidegate.lua.Arguments;
import dev.tidegate.lua.ErrorKind;
import dev.tidegate.lua.ErrorValue;
import dev.tidegate.lua.HostFunction;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.Table;
import dev.tidegate.lua.UserdataType;
import dev.tidegate.lua.task.Tasks;
import dev.tidegate.policy.AccessRequest;
import dev.tidegate.policy.Actions;
import dev.tidegate.policy.Actor;
import dev.tidegate.policy.Decision;
import dev.tidegate.policy.PolicyId;
import dev.tidegate.policy.PolicySet;
import dev.tidegate.websocket.ConnectionEvents.Denied;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The module {@code websocket}: {@code connect} and its constants.
 *
 * <p>A run connects on behalf of the {@link Actor} among its attributes; without one it can't.
 */
public final class WebSocketModule implements LuaModule {

  /** Units of work of asking the policies and of a handshake. */
  private static final int UNITS_PER_CONNECT = 2_000;

  private final Supplier<PolicySet> policies;
  private final Connector connector;
  private final WebSocketSettings settings;
  private final ConnectionEvents events;
  private final LuaValue table;

  /**
   * Makes the module.
   *
   * @param policies the set in force, asked anew for each connection
   */
  public WebSocketModule(
      Supplier<PolicySet> policies,
      Connector connector,
      WebSocketSettings settings,
      ConnectionEvents events) {
    this.policies = policies;
    this.connector = connector;
    this.settings = settings;
    this.events = events;
    table = table();
  }

  @Override
  public String name() {
    return "websocket";
  }

  @Override
  public LuaValue value() {
    return table;
  }

  @Override
  public List<UserdataType<?>> types() {
    return List.of(WebSocketClient.TYPE);
  }

  private LuaValue table() {
    Table module = new Table();
    module.put("connect", HostFunction.global("websocket.connect", this::connect));
    module.put("TEXT", Numbers.of(1));
    module.put("BINARY", Numbers.of(2));
    for (String type : new String[] {"text", "binary", "ping", "pong", "close"}) {
      module.put("TYPE_" + type.toUpperCase(Locale.ROOT), LuaString.valueOf(type));
    }
    Table modes = new Table();
    for (Compression mode : Compression.values()) {
      modes.put(mode.name(), Numbers.of(mode.number()));
    }
    module.put("COMPRESSION", modes.freeze());
    Table codes = new Table();
    CloseCode.NAMED.forEach(named -> codes.put(named.name(), Numbers.of(named.code().value())));
    module.put("CLOSE_CODES", codes.freeze());
    return module.freeze();
  }

  /** {@code connect(url [, options])}, step by step in the order that scripts rely on. */
  private Varargs connect(LuaRuntime runtime, Arguments arguments) {
    runtime.charge(UNITS_PER_CONNECT);
    Optional<Actor> context = runtime.attribute(Actor.class);
    if (context.isEmpty()) {
      return failure(ErrorKind.INTERNAL, "no context", false);
    }
    Actor actor = context.get();
    if (!allowed(runtime, actor, Actions.WEBSOCKET_CONNECT, null)) {
      return failure(ErrorKind.PERMISSION_DENIED, "websocket connections not allowed", false);
    }
    LuaString text = arguments.string(1);
    if (text.m_length == 0) {
      throw arguments.error(1, "URL required");
    }
    runtime.charge(text.m_length);
    return switch (TargetUrl.parse(LuaText.decode(text))) {
      // What has no canonical form can't be judged, so it is not even asked about.
      case TargetUrl.Parse.Refused refused -> {
        denied(runtime, actor, null, Denied.Rule.URL_FORM, "", refused.reason());
        yield failure(
            ErrorKind.INTERNAL, "failed to dial websocket: invalid URL: " + refused.reason(), true);
      }
      case TargetUrl.Parse.Parsed parsed -> {
        if (!allowed(runtime, actor, Actions.WEBSOCKET_CONNECT_URL, parsed.url())) {
          yield failure(ErrorKind.PERMISSION_DENIED, "not allowed: " + LuaText.decode(text), false);
        }
        yield connect(runtime, actor, parsed.url(), arguments.tableOrNull(2));
      }
    };
  }

  private boolean allowed(LuaRuntime runtime, Actor actor, String action, @Nullable TargetUrl url) {
    Denied.Rule rule = url == null ? Denied.Rule.CONNECT_POLICY : Denied.Rule.URL_POLICY;
    AccessRequest request =
        url == null
            ? new AccessRequest(actor, action, "", Map.of())
            : new AccessRequest(actor, action, url.text(), url.policyMetadata());
    return switch (policies.get().evaluate(request)) {
      case Decision.Allow _ -> true;
      case Decision.Deny deny -> {
        String match =
            deny.policies().stream().map(PolicyId::toString).collect(Collectors.joining(", "));
        denied(runtime, actor, url, rule, match, "denied by " + match);
        yield false;
      }
      case Decision.Undefined _ -> {
        denied(runtime, actor, url, rule, "", "no policy allows it");
        yield false;
      }
    };
  }

  private void denied(
      LuaRuntime runtime,
      Actor actor,
      @Nullable TargetUrl url,
      Denied.Rule by,
      String match,
      String reason) {
    int number = FutileAttempts.of(runtime).next();
    events.denied(new Denied(runtime.jobId(), actor.id(), url, by, match, reason, number));
  }

  private Varargs connect(LuaRuntime runtime, Actor actor, TargetUrl url, @Nullable Table given) {
    ConnectOptions options;
    try {
      options = OptionReader.read(runtime, given == null ? new Table() : given, settings);
    } catch (OptionFault fault) {
      return failure(ErrorKind.INVALID, fault.message(), false);
    }
    JobConnections open =
        runtime.attribute(
            JobConnections.class,
            () -> {
              JobConnections made = new JobConnections();
              runtime.onEnd(made::endAll);
              return made;
            });
    int limit = runtime.limits().connections();
    if (open.count() >= limit) {
      return failure(
          ErrorKind.RATE_LIMITED,
          "too many connections: the limit of " + limit + " is reached",
          false);
    }
    return dial(runtime, actor, url, options, open);
  }

  private Varargs dial(
      LuaRuntime runtime, Actor actor, TargetUrl url, ConnectOptions options, JobConnections open) {
    Tasks tasks = Tasks.of(runtime);
    WebSocketClient client = new WebSocketClient(runtime, events);
    ConnectionLink link = new ConnectionLink(runtime, tasks, client, open, events, url);
    ConnectAttempt attempt =
        connector.start(actor, url, options, transport(runtime, options), link);
    // Stays registered until the connection has ended: cancelling closes what was made of it.
    link.startedAs(attempt::cancel);
    ConnectAttempt.Result result = tasks.await(attempt.result());
    return switch (result) {
      case ConnectAttempt.Result.Connected connected -> {
        client.connected(connected.connection(), tasks.hold());
        yield client;
      }
      case ConnectAttempt.Result.Refused refused -> {
        link.neverOpened();
        refused(runtime, actor, url, refused.refusal());
        yield dialFailure(ConnectAttempt.UNREACHABLE);
      }
      case ConnectAttempt.Result.Failed failed -> {
        link.neverOpened();
        events.failed(
            new ConnectionEvents.Failed(
                runtime.jobId(),
                actor.id(),
                url,
                failed.cause(),
                failed.detail(),
                attempt.age(),
                FutileAttempts.of(runtime).next()));
        yield dialFailure(failed.cause());
      }
    };
  }

  private void refused(LuaRuntime runtime, Actor actor, TargetUrl url, AddressRefusal refusal) {
    Denied.Rule rule =
        switch (refusal.kind()) {
          case SPECIAL -> Denied.Rule.SPECIAL_ADDRESS;
          case METADATA -> Denied.Rule.METADATA_ADDRESS;
        };
    denied(runtime, actor, url, rule, refusal.rule(), refusal.toString());
  }

  private DialRequest.Settings transport(LuaRuntime runtime, ConnectOptions options) {
    int readLimit = (int) Math.min(options.readLimit(), runtime.limits().allocation());
    return new DialRequest.Settings(
        options.readTimeout(),
        options.writeTimeout(),
        options.compression(),
        options.compressionThreshold(),
        readLimit,
        options.channelCapacity(),
        settings.bufferedBytes(),
        settings.sendAhead(),
        settings.closeTimeout());
  }

  private static Varargs dialFailure(String cause) {
    return failure(ErrorKind.INTERNAL, "failed to dial websocket: " + cause, true);
  }

  private static Varargs failure(ErrorKind kind, String message, boolean retryable) {
    return LuaValue.varargsOf(LuaValue.NIL, ErrorValue.of(kind, message, retryable));
  }
}
