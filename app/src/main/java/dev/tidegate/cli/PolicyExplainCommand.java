package dev.tidegate.cli;

import dev.tidegate.api.ExplanationDocument;
import dev.tidegate.egress.UrlAccess;
import dev.tidegate.policy.AccessRequest;
import dev.tidegate.policy.Actor;
import dev.tidegate.policy.Explanation;
import dev.tidegate.policy.Metadata;
import dev.tidegate.policy.PolicyException;
import dev.tidegate.policy.PolicySet;
import dev.tidegate.security.JobContext;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** {@code tidegate policy explain}: what policies say to one request, and why. */
@Command(
    name = "explain",
    description = {
      "Says whether policies allow something, and what each of them made of it.",
      "",
      "For example:",
      "  tidegate policy explain --policies policies/dev --actor ann --groups default \\",
      "      --connect ws://localhost:8765/echo"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:it is allowed", "1:it is refused", "2:wrong usage, or broken policies"})
final class PolicyExplainCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--policies",
      paramLabel = "DIR",
      defaultValue = ShippedPolicies.DEFAULT,
      description = "The policies (default: ${DEFAULT-VALUE}).")
  private String policies = ShippedPolicies.DEFAULT;

  @Option(
      names = "--actor",
      paramLabel = "ID",
      required = true,
      description = "Who asks: the actor's id.")
  private String actor = "";

  @Option(
      names = "--groups",
      paramLabel = "GROUP",
      split = ",",
      description = "The actor's policy groups (default: default).")
  private @Nullable Set<String> groups;

  @Option(
      names = "--actor-meta",
      paramLabel = "JSON",
      defaultValue = "{}",
      description = "What else is known about the actor: what conditions read as actor.meta.")
  private String actorMeta = "{}";

  @Option(
      names = "--connect",
      paramLabel = "URL",
      description =
          "Asks what a script's connecting asks: websocket.connect, and if that is allowed"
              + " websocket.connect.url.")
  private @Nullable String url;

  @Option(
      names = "--secret",
      paramLabel = "HEADER=NAME",
      description = "A secret that a header of --connect has: asks secret.use at last.")
  private Map<String, String> secrets = Map.of();

  @Option(
      names = "--action",
      paramLabel = "ACTION",
      description = "Asks one thing, such as secret.use.")
  private @Nullable String action;

  @Option(
      names = "--resource",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "What --action is about, such as a secret's name (default: the empty text).")
  private String resource = "";

  @Option(
      names = "--meta",
      paramLabel = "JSON",
      defaultValue = "{}",
      description = "What else is known about the request: what conditions read as meta.")
  private String meta = "{}";

  @Option(
      names = "--job-name",
      paramLabel = "NAME",
      description = "The job's name: what conditions read as meta.job.name.")
  private @Nullable String jobName;

  @Option(
      names = "--label",
      paramLabel = "KEY=VALUE",
      description = "A label of the job: what conditions read as meta.job.labels.KEY.")
  private Map<String, String> labels = Map.of();

  @Option(
      names = "--all",
      description = "Lists the policies that are not for the actor's groups too.")
  private boolean all;

  @Option(names = "--json", description = "Prints JSON, always with all policies.")
  private boolean json;

  @Override
  public Integer call() {
    PolicySet set;
    try {
      set = ShippedPolicies.load(policies);
    } catch (PolicyException broken) {
      System.err.println(broken.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    if (groups != null && !unknownGroups(set, groups).isEmpty()) {
      System.err.println(
          "no policy of %s is for the group \"%s\"; known are %s"
              .formatted(
                  policies,
                  unknownGroups(set, groups).getFirst(),
                  ExplanationText.listed(set.groups())));
      return CommandLine.ExitCode.USAGE;
    }
    PrintStream out = Output.stream();
    List<AccessRequest> requests = requests();
    boolean allowed = true;
    for (int i = 0; i < requests.size() && allowed; i++) {
      AccessRequest request = requests.get(i);
      Explanation explanation = set.explain(request);
      allowed = explanation.evaluation().decision().allowed();
      boolean last = i == requests.size() - 1 || !allowed;
      out.println(json ? json(set, request, explanation) : text(set, request, explanation, last));
    }
    out.flush();
    return allowed ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private static String json(PolicySet set, AccessRequest request, Explanation explanation) {
    List<String> unknown = unknownGroups(set, request.actor().groups());
    return Output.json(ExplanationDocument.of(request, explanation, unknown, true));
  }

  private String text(PolicySet set, AccessRequest request, Explanation explanation, boolean last) {
    String text = ExplanationText.of(request, explanation, set.groups(), all);
    if (last) {
      return text;
    }
    // What was allowed on the way matters less than what comes next.
    return all ? text + "\n" : text.substring(0, text.indexOf("\n\n") + 1);
  }

  private static List<String> unknownGroups(PolicySet set, Set<String> groups) {
    return groups.stream().filter(group -> !set.knows(group)).sorted().toList();
  }

  private List<AccessRequest> requests() {
    Set<String> asked = groups == null ? Set.of("default") : groups;
    Metadata job = JobContext.of(jobName, labels).metadata();
    Actor who = new Actor(actor, metadata("--actor-meta", actorMeta), asked);
    Metadata more = metadata("--meta", meta).with(job);
    try {
      if (url != null && action == null) {
        return UrlAccess.connecting(who, url, secrets, more);
      }
      if (action != null && url == null) {
        return List.of(UrlAccess.asked(who, action, resource, more));
      }
    } catch (IllegalArgumentException noUrl) {
      throw wrong(String.valueOf(noUrl.getMessage()));
    }
    throw wrong("say what is asked: either --connect, or --action and --resource");
  }

  private Metadata metadata(String option, String text) {
    try {
      Map<String, Object> values =
          JsonMapper.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .build()
              .readValue(text, new TypeReference<>() {});
      return Metadata.of(Objects.requireNonNullElse(values, Map.of()));
    } catch (JacksonException invalid) {
      throw wrong(option + " is no JSON object: " + invalid.getOriginalMessage());
    } catch (IllegalArgumentException unusable) {
      throw wrong(option + ": " + unusable.getMessage());
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(
        Objects.requireNonNull(spec, "set by picocli").commandLine(), message);
  }
}
