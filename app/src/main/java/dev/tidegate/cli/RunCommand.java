package dev.tidegate.cli;

import dev.tidegate.access.ActorMetadata;
import dev.tidegate.egress.Cidr;
import dev.tidegate.egress.Resolver;
import dev.tidegate.env.EnvModule;
import dev.tidegate.job.Limit;
import dev.tidegate.job.LimitRange;
import dev.tidegate.lua.Compilation;
import dev.tidegate.lua.Failure;
import dev.tidegate.lua.Json;
import dev.tidegate.lua.Limits;
import dev.tidegate.lua.LogEntry;
import dev.tidegate.lua.LuaEngine;
import dev.tidegate.lua.Outcome;
import dev.tidegate.lua.RunRequest;
import dev.tidegate.lua.Script;
import dev.tidegate.policy.AccessControl;
import dev.tidegate.policy.Actor;
import dev.tidegate.policy.Metadata;
import dev.tidegate.policy.PolicyException;
import dev.tidegate.policy.PolicySet;
import dev.tidegate.security.JobContext;
import dev.tidegate.security.Permissions;
import dev.tidegate.security.SecurityModule;
import dev.tidegate.variable.VariableException;
import dev.tidegate.variable.Variables;
import dev.tidegate.websocket.ConnectionEvents;
import dev.tidegate.websocket.HandshakeSecrets;
import dev.tidegate.websocket.TraceHeaders;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** {@code tidegate run}: one script, here and now, without the service. */
@Command(
    name = "run",
    description = "Runs a Lua script and prints its result as JSON.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the script succeeded; its result is on stdout",
      "1:the script failed; the error is on stderr",
      "2:wrong usage, a script that is not Lua, or broken policies"
    })
final class RunCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE.lua", description = "The script.")
  private @Nullable Path file;

  @Option(
      names = "--input",
      paramLabel = "JSON",
      defaultValue = "null",
      description = "What the script gets as its argument.")
  private String input = "null";

  @Option(
      names = "--policies",
      paramLabel = "DIR",
      description = "The policies (default: " + ShippedPolicies.DEFAULT + ").")
  private @Nullable String policies;

  @Option(
      names = "--actor",
      paramLabel = "ID",
      defaultValue = "default",
      description = "On whose behalf (default: ${DEFAULT-VALUE}).")
  private String actor = "default";

  @Option(
      names = "--groups",
      paramLabel = "GROUP",
      split = ",",
      defaultValue = "default",
      description = "The actor's policy groups (default: ${DEFAULT-VALUE}).")
  private Set<String> groups = Set.of("default");

  @Option(
      names = "--actor-meta",
      paramLabel = "JSON",
      converter = MetadataOption.class,
      defaultValue = "{}",
      description = "What else is known about the actor: what policies read as actor.meta.")
  private Metadata actorMeta = Metadata.EMPTY;

  @Option(
      names = "--allow",
      paramLabel = "CIDR",
      split = ",",
      converter = CidrOption.class,
      description = "Addresses that may be reached besides public ones, such as 10.1.0.0/16.")
  private List<Cidr> allow = List.of();

  @Option(
      names = "--trusted-certificates",
      paramLabel = "FILE.pem",
      description = "Authorities for wss besides those that the JVM trusts.")
  private @Nullable Path trustedCertificates;

  @Option(
      names = "--env",
      paramLabel = "NAME=VALUE",
      description = "A variable that env.get gives where policies allow it.")
  private Map<String, String> variables = Map.of();

  @Option(
      names = "--env-dir",
      paramLabel = "DIR",
      description = "A directory with one file for each such variable.")
  private List<Path> variableDirectories = List.of();

  @Option(
      names = "--secret-dir",
      paramLabel = "DIR",
      description = "A directory with one file for each secret that headers may have.")
  private List<Path> secretDirectories = List.of();

  @Option(
      names = "--label",
      paramLabel = "NAME=VALUE",
      description = "A label of the job, which policies may look at.")
  private Map<String, String> labels = Map.of();

  @Option(
      names = "--limit",
      paramLabel = "NAME=VALUE",
      description = "A limit, such as wall_time=10s or instructions=1000000.")
  private Map<String, String> limits = Map.of();

  @Option(
      names = "--profile",
      paramLabel = "dev",
      description = "dev: policies and addresses of one's own machine, where not given.")
  private @Nullable Profile profile;

  /** Sets of defaults. */
  enum Profile {
    DEV
  }

  /** Reads metadata. */
  static final class MetadataOption implements CommandLine.ITypeConverter<Metadata> {

    @Override
    public Metadata convert(String json) {
      try {
        return new ActorMetadata().convert(json);
      } catch (IllegalArgumentException unusable) {
        throw new CommandLine.TypeConversionException(unusable.getMessage());
      }
    }
  }

  /** Reads a block of addresses. */
  static final class CidrOption implements CommandLine.ITypeConverter<Cidr> {

    @Override
    public Cidr convert(String text) {
      return Cidr.of(text);
    }
  }

  @Override
  public Integer call() {
    Path script = Objects.requireNonNull(file, "picocli requires it");
    byte[] source = read(script);
    Json json = json(input);
    Limits granted = granted();
    Permissions permissions = new Permissions(AccessControl.of(rules()));
    EngineProperties threads = ShippedProperties.of(EngineProperties.class).withWorkers(1);
    EgressProperties egress = ShippedProperties.of(EgressProperties.class).allowing(allowed());
    WebSocketProperties webSocket = webSocket();
    Variables env = variables(variables, variableDirectories);
    HandshakeSecrets secrets =
        new HandshakeSecrets(
            variables(Map.of(), secretDirectories), egress.plaintextOfSecrets(false));
    try (OutboundNetwork network = OutboundNetwork.start(egress, webSocket, Resolver.system());
        LuaEngine engine =
            EngineAssembly.start(
                threads,
                List.of(
                    network.module(permissions, ConnectionEvents.NONE, secrets, TraceHeaders.NONE),
                    new EnvModule(permissions, env).module(),
                    new SecurityModule(permissions).module()),
                network.pollers())) {
      return switch (engine
          .compile(actor, script.toString(), source)
          .toCompletableFuture()
          .join()) {
        case Compilation.Rejected(int line, String message) -> {
          System.err.println(script + ":" + line + ": " + message);
          yield CommandLine.ExitCode.USAGE;
        }
        case Compilation.Compiled(Script compiled) ->
            report(
                engine
                    .start(compiled, request(json, granted))
                    .outcome()
                    .toCompletableFuture()
                    .join());
      };
    }
  }

  private RunRequest request(Json json, Limits granted) {
    return new RunRequest(
        UUID.randomUUID().toString(),
        actor,
        json,
        granted,
        RunCommand::log,
        Map.of(
            Actor.class,
            new Actor(actor, actorMeta, groups),
            JobContext.class,
            JobContext.of(null, labels)));
  }

  private static void log(LogEntry entry) {
    StringBuilder line = new StringBuilder();
    if (entry.level() != LogEntry.Level.INFO) {
      line.append(entry.level()).append(' ');
    }
    line.append(entry.message());
    new TreeMap<>(entry.fields())
        .forEach((name, value) -> line.append(' ').append(name).append('=').append(value));
    System.err.println(line);
  }

  private static int report(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Succeeded(Json result) -> {
        PrintStream out = utf8(System.out);
        out.println(result);
        out.flush();
        yield CommandLine.ExitCode.OK;
      }
      case Outcome.Failed(Failure failure) -> {
        System.err.println("failed: " + failure.message());
        if (!failure.kind().isEmpty()) {
          System.err.println("kind: " + failure.kind());
        }
        if (failure.traceback() != null) {
          System.err.println(failure.traceback());
        }
        yield CommandLine.ExitCode.SOFTWARE;
      }
      case Outcome.Cancelled _ -> {
        System.err.println("cancelled");
        yield CommandLine.ExitCode.SOFTWARE;
      }
    };
  }

  private WebSocketProperties webSocket() {
    WebSocketProperties shipped = ShippedProperties.of(WebSocketProperties.class);
    if (trustedCertificates == null) {
      return shipped;
    }
    try {
      return shipped.trusting(TrustedCertificates.read(trustedCertificates));
    } catch (IllegalArgumentException unusable) {
      throw wrong(String.valueOf(unusable.getMessage()));
    }
  }

  private Variables variables(Map<String, String> given, List<Path> directories) {
    try {
      return Variables.of(given, directories, System.err::println);
    } catch (VariableException unusable) {
      throw wrong(unusable.getMessage());
    }
  }

  private PolicySet rules() {
    try {
      return ShippedPolicies.load(policyDirectory());
    } catch (PolicyException broken) {
      throw wrong(String.valueOf(broken.getMessage()));
    }
  }

  private String policyDirectory() {
    if (policies != null) {
      return policies;
    }
    return profile == Profile.DEV ? ShippedPolicies.DEV : ShippedPolicies.DEFAULT;
  }

  private List<Cidr> allowed() {
    return allow.isEmpty() && profile == Profile.DEV
        ? List.of(Cidr.of("127.0.0.0/8"), Cidr.of("::1/128"))
        : allow;
  }

  private Limits granted() {
    LimitRange range = LimitRange.shipped();
    Map<Limit, Long> asked = new EnumMap<>(Limit.class);
    limits.forEach((name, text) -> {
      Limit limit =
          Limit.byField(name).orElseThrow(() -> wrong("there is no limit called " + name));
      try {
        asked.put(limit, limit.parse(text));
      } catch (IllegalArgumentException invalid) {
        throw wrong("the limit " + name + " " + invalid.getMessage());
      }
    });
    range
        .exceeded(asked)
        .forEach(limit -> {
          throw wrong(
              "the limit "
                  + limit.field()
                  + " must be at most "
                  + limit.format(limit.of(range.most())));
        });
    return range.of(asked);
  }

  private byte[] read(Path script) {
    try {
      return Files.readAllBytes(script);
    } catch (IOException unreadable) {
      throw wrong("cannot read " + script);
    }
  }

  private Json json(String text) {
    try {
      new JsonMapper().readTree(text);
      return Json.of(text);
    } catch (JacksonException invalid) {
      throw wrong("--input is not JSON: " + invalid.getOriginalMessage());
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(
        Objects.requireNonNull(spec, "set by picocli").commandLine(), message);
  }

  private static PrintStream utf8(PrintStream stream) {
    return new PrintStream(stream, false, StandardCharsets.UTF_8);
  }
}
