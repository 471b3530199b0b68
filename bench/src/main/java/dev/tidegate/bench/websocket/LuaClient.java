package dev.tidegate.bench.websocket;

import dev.tidegate.bench.TidegateMachine;
import dev.tidegate.egress.AddressRules;
import dev.tidegate.egress.Cidr;
import dev.tidegate.egress.EgressGuard;
import dev.tidegate.egress.Resolver;
import dev.tidegate.lua.HostFunction;
import dev.tidegate.lua.Json;
import dev.tidegate.lua.Limits;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.Outcome;
import dev.tidegate.lua.Run;
import dev.tidegate.lua.RunRequest;
import dev.tidegate.lua.Script;
import dev.tidegate.lua.Table;
import dev.tidegate.policy.AccessControl;
import dev.tidegate.policy.Actor;
import dev.tidegate.policy.PolicyLoader;
import dev.tidegate.policy.PolicySet;
import dev.tidegate.security.Permissions;
import dev.tidegate.websocket.ConnectionEvents;
import dev.tidegate.websocket.ConnectionRegistry;
import dev.tidegate.websocket.Connector;
import dev.tidegate.websocket.WebSocketModule;
import dev.tidegate.websocket.WebSocketSettings;
import dev.tidegate.websocket.netty.NettyDialer;
import dev.tidegate.websocket.netty.WorkerLoops;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import org.luaj.vm2.LuaValue;

/**
 * Tidegate's scripts: engine, module and transport as the service wires them, with its defaults,
 * but without its metrics. The arguments are an {@link Order}'s, and how many of the connections
 * one job has, each in a task of its own.
 */
final class LuaClient {

  private static final Limits LIMITS =
      new Limits(
          Duration.ofHours(1),
          1_000_000_000_000L,
          64L << 20,
          1 << 20,
          1 << 20,
          256,
          1_000,
          100,
          1_000,
          64 << 20);

  private static final WebSocketSettings SETTINGS =
      new WebSocketSettings(
          Duration.ofSeconds(30), 16 << 20, 32, 1 << 20, 256 << 10, Duration.ofSeconds(5));

  /** The service's resolvers take so many look-ups at once; an address in digits counts as one. */
  private static final int AT_ONCE = 500;

  private static final PolicySet POLICIES =
      PolicyLoader.parse(
          "bench.yaml",
          """
          version: "1.0"
          namespace: bench
          entries:
            - name: server
              kind: security.policy
              policy:
                actions: ["websocket.connect", "websocket.connect.url"]
                resources: ["", "ws://127.0.0.1:*/*"]
                effect: allow
              groups: [default]
          """);

  private static final ConnectionRegistry.Limits CONNECTIONS =
      new ConnectionRegistry.Limits(20_000, 20_000);

  private static final Actor ACTOR = new Actor("bench", Set.of("default"));

  private final Order order;
  private final int perJob;
  private final Laps laps = new Laps();
  private final TidegateMachine machine;
  private final Script script;
  private final List<Run> runs = new ArrayList<>();

  private LuaClient(Order order, int perJob) throws IOException {
    this.order = order;
    this.perJob = perJob;
    WorkerLoops loops = new WorkerLoops();
    NettyDialer dialer =
        new NettyDialer(loops, SslContextBuilder.forClient().build(), Duration.ofSeconds(11));
    EgressGuard guard =
        new EgressGuard(new AddressRules(List.of(Cidr.of("127.0.0.0/8"))), Resolver.system());
    Connector connector =
        new Connector(
            guard,
            dialer,
            Executors.newFixedThreadPool(32, Thread.ofPlatform().daemon().factory()));
    machine =
        new TidegateMachine(
            List.of(
                new WebSocketModule(
                        new Permissions(AccessControl.of(POLICIES)),
                        connector,
                        new ConnectionRegistry(CONNECTIONS, InstantSource.system()),
                        SETTINGS,
                        ConnectionEvents.NONE)
                    .module(),
                new BenchModule(laps)),
            loops);
    script = machine.compile(order.cell().work().title(), source());
  }

  public static void main(String[] arguments) throws Exception {
    new LuaClient(Order.of(arguments), Integer.parseInt(arguments[6])).run();
    System.exit(0);
  }

  private void run() throws Exception {
    int connections = order.cell().connections();
    if (order.cell().work() == Work.IDLE) {
      open(IdleMemory.BEFORE);
      IdleMemory before = IdleMemory.now();
      open(connections - IdleMemory.BEFORE);
      IdleMemory.now().printSince(before, connections - IdleMemory.BEFORE, System.out);
    } else {
      open(connections);
      laps.measure(order);
      for (Run run : runs) {
        Outcome outcome = run.outcome().toCompletableFuture().join();
        if (!(outcome instanceof Outcome.Succeeded)) {
          throw new IllegalStateException("a script of the bench: " + outcome);
        }
      }
      laps.print(System.out);
    }
  }

  private void open(int connections) throws InterruptedException {
    for (int done = 0; done < connections; done += AT_ONCE) {
      int some = Math.min(AT_ONCE, connections - done);
      for (int i = 0; i < some; i += perJob) {
        runs.add(machine.start(script, request()));
      }
      laps.awaitBegun(some);
    }
  }

  private RunRequest request() {
    Json input =
        Json.of(
            """
            {"url": "%s", "size": %d, "tasks": %d, "batch": %d, "ahead": %d}
            """
                .formatted(
                    order.url(), order.cell().size(), perJob, Work.BATCH, Work.BATCHES_AHEAD));
    return new RunRequest(
        "job", ACTOR.id(), input, LIMITS, entry -> {}, Map.of(Actor.class, ACTOR));
  }

  private byte[] source() throws IOException {
    String file = "/websocket/" + order.cell().work().title() + ".lua";
    try (InputStream stream = LuaClient.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException("no file " + file);
      }
      return stream.readAllBytes();
    }
  }

  /** How scripts tell of their operations: {@code bench.begin()} gives what ends each of them. */
  private record BenchModule(Laps laps) implements LuaModule {

    @Override
    public String name() {
      return "bench";
    }

    @Override
    public LuaValue value() {
      Table table = new Table();
      table.put("begin", HostFunction.global("bench.begin", (runtime, arguments) -> begin()));
      return table.freeze();
    }

    private HostFunction begin() {
      Laps.Lap lap = laps.begin();
      return HostFunction.of("next", (runtime, arguments) -> LuaValue.valueOf(lap.next()));
    }
  }
}
