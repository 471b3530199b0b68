package dev.tidegate.websocket.netty;

import dev.tidegate.egress.AddressRules;
import dev.tidegate.egress.Cidr;
import dev.tidegate.egress.EgressGuard;
import dev.tidegate.egress.Resolver;
import dev.tidegate.lua.Json;
import dev.tidegate.lua.Limits;
import dev.tidegate.lua.Outcome;
import dev.tidegate.lua.TestEngine;
import dev.tidegate.lua.fiber.FiberChoice;
import dev.tidegate.policy.AccessControl;
import dev.tidegate.policy.AccessRequest;
import dev.tidegate.policy.ActivePolicies;
import dev.tidegate.policy.Actor;
import dev.tidegate.policy.DecisionListener;
import dev.tidegate.policy.PolicyLoader;
import dev.tidegate.policy.PolicySet;
import dev.tidegate.security.Permissions;
import dev.tidegate.websocket.ConnectionEvents;
import dev.tidegate.websocket.ConnectionIdentity;
import dev.tidegate.websocket.ConnectionRegistry;
import dev.tidegate.websocket.Connector;
import dev.tidegate.websocket.HandshakeSecrets;
import dev.tidegate.websocket.MessageType;
import dev.tidegate.websocket.TraceHeaders;
import dev.tidegate.websocket.WebSocketModule;
import dev.tidegate.websocket.WebSocketSettings;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;

/** An engine whose scripts have the module, with policies and names made for tests. */
final class LuaHarness implements AutoCloseable, ConnectionEvents {

  static final Actor ACTOR = new Actor("tester", Set.of("default"));

  private static final WebSocketSettings SETTINGS =
      new WebSocketSettings(
          Duration.ofSeconds(30), 16 << 20, 32, 1 << 20, Client.SEND_AHEAD, Client.CLOSE_TIMEOUT);

  private static final PolicySet POLICIES =
      PolicyLoader.parse(
          "test.yaml",
          """
          version: "1.0"
          namespace: test
          entries:
            - name: connect
              kind: security.policy
              policy:
                actions: "websocket.connect"
                resources: "*"
                effect: allow
              groups: [default]
            - name: hosts
              kind: security.policy
              policy:
                actions: "websocket.connect.url"
                resources: ["ws://localhost:*/*", "ws://*.test:*/*", "ws://*.peer.test:*/*", "wss://*.peer.test:*/*"]
                effect: allow
              groups: [default, urls]
            - name: forbidden
              kind: security.policy
              policy:
                actions: "websocket.connect.url"
                resources: "ws://localhost:*/forbidden"
                effect: deny
              groups: [default]
            - name: secrets
              kind: security.policy
              policy: {actions: secret.use, resources: ["market-*", "bad-*"], effect: allow}
              groups: [default]
            - name: narrow
              kind: security.policy
              policy:
                actions: secret.use
                resources: narrow
                conditions:
                  - {field: meta.host, operator: eq, value: localhost}
                  - {field: meta.header, operator: eq, value: authorization}
                  - {field: meta.path, operator: eq, value: /feed}
                effect: allow
              groups: [default]
            - name: hidden
              kind: security.policy
              policy: {actions: secret.use, resources: market-hidden, effect: deny}
              groups: [default]
          """);

  private static final ConnectionRegistry.Limits LIMITS =
      new ConnectionRegistry.Limits(1_000, 20_000);

  private final ConnectionRegistry registry;
  private final Deque<AccessRequest> asked = new ConcurrentLinkedDeque<>();
  private final AccessControl control =
      new AccessControl(new ActivePolicies(POLICIES), true, List.of(this::decided));
  private volatile DecisionListener afterDecision = _ -> {};
  private volatile TraceHeaders traceHeaders = TraceHeaders.NONE;
  private final List<String> attempts = new CopyOnWriteArrayList<>();
  private final AtomicInteger lookUps = new AtomicInteger();
  private final List<Object> events = new CopyOnWriteArrayList<>();
  private final ExecutorService resolvers = Executors.newVirtualThreadPerTaskExecutor();
  private final WorkerLoops loops = new WorkerLoops();
  private final NettyDialer dialer;
  private final TestEngine engine;

  LuaHarness() throws SSLException {
    this(
        FiberChoice.CONTINUATION,
        LIMITS,
        publicTrust(),
        LuaHarness::resolve,
        HandshakeSecrets.NONE);
  }

  /** With names of the test's own; those below {@code test} may be connected to. */
  LuaHarness(Resolver names) throws SSLException {
    this(FiberChoice.CONTINUATION, LIMITS, publicTrust(), names, HandshakeSecrets.NONE);
  }

  LuaHarness(FiberChoice fibers) throws SSLException {
    this(fibers, LIMITS, publicTrust(), LuaHarness::resolve, HandshakeSecrets.NONE);
  }

  LuaHarness(ConnectionRegistry.Limits limits) throws SSLException {
    this(
        FiberChoice.CONTINUATION,
        limits,
        publicTrust(),
        LuaHarness::resolve,
        HandshakeSecrets.NONE);
  }

  /** With names under {@code peer.test} for this machine, and the trust of this context. */
  LuaHarness(SslContext tls) {
    this(FiberChoice.CONTINUATION, LIMITS, tls, LuaHarness::resolve, HandshakeSecrets.NONE);
  }

  /** The same, and secrets. */
  LuaHarness(SslContext tls, HandshakeSecrets secrets) {
    this(FiberChoice.CONTINUATION, LIMITS, tls, LuaHarness::resolve, secrets);
  }

  private static SslContext publicTrust() throws SSLException {
    return SslContextBuilder.forClient().build();
  }

  private LuaHarness(
      FiberChoice fibers,
      ConnectionRegistry.Limits limits,
      SslContext tls,
      Resolver names,
      HandshakeSecrets secrets) {
    registry = new ConnectionRegistry(limits, Clock.systemUTC());
    dialer = new NettyDialer(loops, tls, Client.DRAIN_TIMEOUT);
    EgressGuard guard =
        new EgressGuard(
            new AddressRules(List.of(Cidr.of("127.0.0.0/8"))),
            name -> {
              lookUps.incrementAndGet();
              return names.resolve(name);
            });
    engine =
        new TestEngine(
            fibers,
            loops,
            new WebSocketModule(
                    new Permissions(control),
                    new Connector(guard, dialer, resolvers),
                    registry,
                    SETTINGS,
                    this,
                    secrets,
                    connection -> traceHeaders.of(connection))
                .module());
  }

  private static List<InetAddress> resolve(String name) throws UnknownHostException {
    return switch (name) {
      case "localhost" -> List.of(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
      case "private.test" -> List.of(InetAddress.getByAddress(new byte[] {10, 0, 0, 1}));
      default -> {
        if (!name.endsWith(".peer.test")) {
          throw new UnknownHostException(name);
        }
        yield List.of(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
      }
    };
  }

  TestEngine engine() {
    return engine;
  }

  ConnectionRegistry registry() {
    return registry;
  }

  /** Replaces the policies of the test. */
  ActivePolicies policies() {
    return control.policies();
  }

  AccessControl control() {
    return control;
  }

  /** How attempts began and what came of them, in this order. */
  List<String> attempts() {
    return attempts;
  }

  /** Has handshakes say which trace they belong to. */
  void traceHeaders(TraceHeaders headers) {
    traceHeaders = headers;
  }

  /** Lets something happen between a decision and what follows from it. */
  void afterDecision(DecisionListener listener) {
    afterDecision = listener;
  }

  private void decided(DecisionListener.Decided decided) {
    asked.add(decided.request());
    afterDecision.decided(decided);
  }

  /** How often the policies were asked. */
  int decisions() {
    return asked.size();
  }

  /** What the policies were asked; to be cleared at will. */
  Deque<AccessRequest> asked() {
    return asked;
  }

  int lookUps() {
    return lookUps.get();
  }

  List<Object> events() {
    return events;
  }

  <T> List<T> events(Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** Starts a script in which PORT is the peer's. */
  TestEngine.TestRun start(int port, String script) throws Exception {
    return start(port, script, TestEngine.GENEROUS, Map.of(Actor.class, ACTOR));
  }

  TestEngine.TestRun start(int port, String script, Limits limits, Map<Class<?>, Object> attributes)
      throws Exception {
    return engine.start(
        script.replace("PORT", Integer.toString(port)), limits, "tester", attributes);
  }

  /** Runs a script that must succeed; its result as JSON. */
  String run(int port, String script) throws Exception {
    return result(start(port, script).outcome());
  }

  static String result(Outcome outcome) {
    if (outcome instanceof Outcome.Succeeded(Json json)) {
      return json.toString();
    }
    throw new AssertionError(outcome.toString());
  }

  @Override
  public void close() {
    engine.close();
    dialer.close();
    loops.close();
    resolvers.close();
    if (!engine.faults().isEmpty()) {
      throw new AssertionError(engine.faults().toString());
    }
  }

  @Override
  public void connecting(ConnectionIdentity connection) {
    attempts.add("connecting " + connection.url().path());
  }

  @Override
  public void abandoned(Abandoned abandoned) {
    attempts.add("abandoned " + abandoned.why());
  }

  @Override
  public void opened(Opened opened) {
    attempts.add("opened " + opened.connection().url().path());
    events.add(opened);
  }

  @Override
  public void denied(Denied denied) {
    events.add(denied);
  }

  @Override
  public void limited(Limited limited) {
    events.add(limited);
  }

  @Override
  public void failed(Failed failed) {
    events.add(failed);
  }

  @Override
  public void sent(MessageType type, int bytes) {
    events.add("sent " + type + " " + bytes);
  }

  @Override
  public void received(MessageType type, int bytes) {
    events.add("received " + type + " " + bytes);
  }

  @Override
  public void answered(Answered answered) {
    events.add(answered);
  }

  @Override
  public void closed(Closed closed) {
    events.add(closed);
  }
}
