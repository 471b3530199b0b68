package dev.tidegate.websocket;

import dev.tidegate.egress.AddressRefusal;
import dev.tidegate.egress.TargetUrl;
import dev.tidegate.egress.UrlAccess;
import dev.tidegate.lua.Call;
import dev.tidegate.lua.ErrorKind;
import dev.tidegate.lua.ErrorValue;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.ModuleBuilder;
import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.Parameter;
import dev.tidegate.lua.Signature;
import dev.tidegate.lua.Table;
import dev.tidegate.lua.TableBuilder;
import dev.tidegate.lua.task.Tasks;
import dev.tidegate.policy.AccessRequest;
import dev.tidegate.policy.Actor;
import dev.tidegate.policy.Decision;
import dev.tidegate.policy.Metadata;
import dev.tidegate.policy.PolicyId;
import dev.tidegate.policy.PolicySet;
import dev.tidegate.security.Permissions;
import dev.tidegate.websocket.ConnectionEvents.Abandoned;
import dev.tidegate.websocket.ConnectionEvents.Denied;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
public final class WebSocketModule {

  /** Units of work of asking the policies and of a handshake. */
  private static final int UNITS_PER_CONNECT = 2_000;

  private static final Parameter<LuaString> URL = Parameter.stringOrNumber("url");
  private static final Parameter<Optional<Table>> OPTIONS = Parameter.table("options").optional();

  private final Permissions permissions;
  private final Connector connector;
  private final ConnectionRegistry registry;
  private final WebSocketSettings settings;
  private final ConnectionEvents events;
  private final HandshakeSecrets secrets;
  private final TraceHeaders traces;

  /** Makes the maker of a module that has no secrets and tells peers of no traces. */
  public WebSocketModule(
      Permissions permissions,
      Connector connector,
      ConnectionRegistry registry,
      WebSocketSettings settings,
      ConnectionEvents events) {
    this(
        permissions,
        connector,
        registry,
        settings,
        events,
        HandshakeSecrets.NONE,
        TraceHeaders.NONE);
  }

  /**
   * Makes the maker of the module.
   *
   * @param permissions asked anew for each connection
   * @param registry of all connections of this node
   */
  public WebSocketModule(
      Permissions permissions,
      Connector connector,
      ConnectionRegistry registry,
      WebSocketSettings settings,
      ConnectionEvents events,
      HandshakeSecrets secrets,
      TraceHeaders traces) {
    this.permissions = permissions;
    this.connector = connector;
    this.registry = registry;
    this.settings = settings;
    this.events = events;
    this.secrets = secrets;
    this.traces = traces;
  }

  /** Makes the module, once for all runs. */
  public LuaModule module() {
    ModuleBuilder module =
        LuaModule.named("websocket")
            .global()
            .constant("TEXT", MessageType.TEXT.number())
            .constant("BINARY", MessageType.BINARY.number())
            .table("COMPRESSION", WebSocketModule::compressionModes)
            .table("CLOSE_CODES", WebSocketModule::closeCodes)
            // A job without permission is told so whatever it passes.
            .function(
                "connect",
                Signature.of(URL, OPTIONS).costing(UNITS_PER_CONNECT, 1).readLate(),
                this::connect)
            .type(WebSocketClient.TYPE);
    for (String type : List.of("text", "binary", "ping", "pong", "close")) {
      module.constant("TYPE_" + type.toUpperCase(Locale.ROOT), type);
    }
    return module.build();
  }

  private static TableBuilder compressionModes(TableBuilder modes) {
    for (Compression mode : Compression.values()) {
      modes.constant(mode.name(), mode.number());
    }
    return modes;
  }

  private static TableBuilder closeCodes(TableBuilder codes) {
    CloseCode.NAMED.forEach(named -> codes.constant(named.name(), named.code().value()));
    return codes;
  }

  /** {@code connect(url [, options])}, step by step in the order that scripts rely on. */
  private Varargs connect(Call call) {
    LuaRuntime runtime = call.runtime();
    Optional<Actor> context = permissions.actor(runtime);
    if (context.isEmpty()) {
      return call.fail(ErrorKind.INTERNAL, "no context");
    }
    Actor actor = context.get();
    PolicySet judgedBy = policies();
    if (!allowed(runtime, actor, null)) {
      return notAllowed(call);
    }
    LuaString text = call.get(URL);
    if (text.m_length == 0) {
      return call.reject(URL, "URL required");
    }
    return switch (TargetUrl.parse(LuaText.decode(text))) {
      // What has no canonical form can't be judged, so it is not even asked about.
      case TargetUrl.Parse.Refused refused -> {
        denied(runtime, actor, null, Denied.Rule.URL_FORM, "", refused.reason());
        yield call.fail(
            ErrorKind.INTERNAL, "failed to dial websocket: invalid URL: " + refused.reason(), true);
      }
      case TargetUrl.Parse.Parsed parsed -> {
        if (!allowed(runtime, actor, parsed.url())) {
          yield urlNotAllowed(call);
        }
        yield connect(
            call,
            ConnectionIdentity.of(runtime.jobId(), actor, parsed.url(), permissions.job(runtime)),
            call.get(OPTIONS).orElseGet(Table::new),
            judgedBy);
      }
    };
  }

  private PolicySet policies() {
    return permissions.control().policies().current();
  }

  private static Varargs notAllowed(Call call) {
    return call.fail(ErrorKind.PERMISSION_DENIED, "websocket connections not allowed");
  }

  /**
   * Names it as it was passed, but for the query: who may see the job need not know its secrets.
   */
  private static Varargs urlNotAllowed(Call call) {
    String url = LuaText.decode(call.get(URL));
    int query = url.indexOf('?');
    return call.fail(
        ErrorKind.PERMISSION_DENIED, "not allowed: " + (query < 0 ? url : url.substring(0, query)));
  }

  /** Asks the policies once more about an attempt; what the script gets if they refuse it. */
  private Optional<Varargs> refusal(Call call, ConnectionIdentity identity) {
    if (!allowed(call.runtime(), identity.actor(), null)) {
      return Optional.of(notAllowed(call));
    }
    return allowed(call.runtime(), identity.actor(), identity.url())
        ? secretsRefusal(call, identity)
        : Optional.of(urlNotAllowed(call));
  }

  /** Asks the policies about the secrets; what the script gets if they refuse one. */
  private Optional<Varargs> secretsRefusal(Call call, ConnectionIdentity identity) {
    return secrets
        .refusal(call.runtime(), permissions, identity)
        .map(refusal -> secretRefused(call, identity, refusal));
  }

  private Varargs secretRefused(
      Call call, ConnectionIdentity identity, HandshakeSecrets.Refusal refusal) {
    denied(
        call.runtime(),
        identity.actor(),
        identity.url(),
        refusal.by(),
        refusal.match(),
        refusal.reason());
    return call.fail(ErrorKind.PERMISSION_DENIED, refusal.message());
  }

  private boolean allowed(LuaRuntime runtime, Actor actor, @Nullable TargetUrl url) {
    Denied.Rule rule = url == null ? Denied.Rule.CONNECT_POLICY : Denied.Rule.URL_POLICY;
    Metadata job = permissions.job(runtime);
    AccessRequest request =
        url == null ? UrlAccess.connect(actor, job) : UrlAccess.connect(actor, url, job);
    return switch (permissions.decide(runtime, request)) {
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

  private Varargs connect(Call call, ConnectionIdentity identity, Table given, PolicySet judgedBy) {
    LuaRuntime runtime = call.runtime();
    ConnectOptions options;
    try {
      options = OptionReader.read(runtime, given, settings);
    } catch (OptionFault fault) {
      return call.fail(ErrorKind.INVALID, fault.message());
    }
    JobConnections open =
        runtime.attribute(
            JobConnections.class,
            () -> {
              JobConnections made = new JobConnections();
              runtime.onEnd(made::endAll);
              return made;
            });
    if (open.count() >= runtime.limits().connections()) {
      return tooMany(call, identity, ConnectionLimit.JOB);
    }
    ConnectionIdentity using = identity.using(HandshakeSecrets.uses(options.headers()));
    return secretsRefusal(call, using)
        .orElseGet(() ->
            switch (secrets.fill(runtime, options.headers())) {
              case HandshakeSecrets.Filling.Filled filled ->
                  dial(call, using, options, filled.headers(), open, judgedBy);
              case HandshakeSecrets.Filling.Refused refused ->
                  secretRefused(call, using, refused.refusal());
            });
  }

  private Varargs dial(
      Call call,
      ConnectionIdentity identity,
      ConnectOptions options,
      RequestHeaders headers,
      JobConnections open,
      PolicySet judgedBy) {
    LuaRuntime runtime = call.runtime();
    Tasks tasks = Tasks.of(runtime);
    tasks.aboutToAct();
    WebSocketClient client =
        new WebSocketClient(runtime, identity, events, options.channelCapacity());
    ConnectionLink link = new ConnectionLink(runtime, client, open, registry, events);
    DialRequest.Settings transport = transport(runtime, options);
    link.connecting();
    ConnectAttempt attempt =
        connector.attempt(options, headers.with(traces.of(identity)), transport, link);
    Optional<ConnectionLimit> reached = link.register(attempt);
    if (reached.isPresent()) {
      attempt.abandon(new Abandoned.Why.Limited(reached.get()));
      return tooMany(call, identity, reached.get());
    }
    // A set that came into force before the attempt was registered has not ended it.
    Optional<Varargs> refusal = policies() == judgedBy ? Optional.empty() : refusal(call, identity);
    if (refusal.isPresent()) {
      attempt.abandon(new Abandoned.Why.Denied());
      return refusal.get();
    }
    connector.start(attempt);
    ConnectAttempt.Result result = tasks.await(attempt.result());
    return switch (result) {
      case ConnectAttempt.Result.Connected connected -> {
        client.connected(connected.made(), tasks.hold());
        yield client;
      }
      case ConnectAttempt.Result.Refused refused -> {
        refused(runtime, identity, refused.refusal());
        yield dialFailure(call, ConnectAttempt.UNREACHABLE, null);
      }
      case ConnectAttempt.Result.Failed failed ->
          (attempt.revoked() ? refusal(call, identity) : Optional.<Varargs>empty())
              .orElseGet(() -> failed(call, identity, failed, attempt.age()));
    };
  }

  private Varargs failed(
      Call call, ConnectionIdentity identity, ConnectAttempt.Result.Failed how, Duration after) {
    events.failed(
        new ConnectionEvents.Failed(
            identity.jobId(),
            identity.actor().id(),
            identity.url(),
            how.at(),
            how.cause(),
            how.detail(),
            after,
            FutileAttempts.of(call.runtime()).next()));
    return dialFailure(call, how.cause(), how.answer());
  }

  private void refused(LuaRuntime runtime, ConnectionIdentity identity, AddressRefusal refusal) {
    Denied.Rule rule =
        switch (refusal.kind()) {
          case SPECIAL -> Denied.Rule.SPECIAL_ADDRESS;
          case METADATA -> Denied.Rule.METADATA_ADDRESS;
        };
    denied(runtime, identity.actor(), identity.url(), rule, refusal.rule(), refusal.toString());
  }

  private Varargs tooMany(Call call, ConnectionIdentity identity, ConnectionLimit limit) {
    events.limited(new ConnectionEvents.Limited(identity, limit));
    boolean own = limit == ConnectionLimit.JOB;
    int most = own ? call.runtime().limits().connections() : registry.limits().of(limit);
    return call.fail(
        ErrorKind.RATE_LIMITED,
        "too many connections: the " + limit.owner() + "'s limit of " + most + " is reached",
        // Its own connections the job can close; those of others end without it.
        !own);
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

  private static Varargs dialFailure(Call call, String cause, @Nullable HttpAnswer answer) {
    String message = "failed to dial websocket: " + cause;
    if (answer == null) {
      return call.fail(ErrorKind.INTERNAL, message, true);
    }
    Table details = new Table(0, 2);
    details.put("status", Numbers.of(answer.status()));
    details.put("body", LuaText.encode(answer.body()));
    return LuaValue.varargsOf(
        LuaValue.NIL, ErrorValue.of(ErrorKind.INTERNAL, message, true, details));
  }
}
