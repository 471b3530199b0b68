package dev.tidegate.cli;

import dev.tidegate.policy.Finding;
import dev.tidegate.policy.PolicyException;
import dev.tidegate.policy.PolicyLoader;
import dev.tidegate.policy.PolicySet;
import dev.tidegate.policy.trial.Cases;
import dev.tidegate.policy.trial.Trial;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidegate policy test}: runs the tests beside policies. */
@Command(
    name = "test",
    description = "Runs the tests beside policies: the files *.test.yaml of their directory.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all cases passed, and enough policies were reached",
      "1:a case failed, or too few policies were reached",
      "2:wrong usage, broken policies, or broken tests"
    })
final class PolicyTestCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The directory with policies and tests.")
  private Path directory = Path.of("");

  @Option(
      names = "--min-coverage",
      paramLabel = "PERCENT",
      defaultValue = "0",
      description = "How many of the policies must match in some case (default: ${DEFAULT-VALUE}).")
  private int minCoverage;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Override
  public Integer call() {
    if (minCoverage < 0 || minCoverage > 100) {
      throw wrong("--min-coverage is a percentage from 0 to 100");
    }
    PolicySet set;
    try {
      set = PolicyLoader.load(directory);
    } catch (PolicyException broken) {
      System.err.println(broken.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    return switch (Cases.read(directory, set)) {
      case Cases.Usable readable -> report(Trial.run(set, readable.cases()), set);
      case Cases.Refused(List<Finding> faults) -> {
        System.err.println(refused(faults));
        yield CommandLine.ExitCode.USAGE;
      }
    };
  }

  private int report(Trial trial, PolicySet set) {
    boolean passed = trial.failures().isEmpty() && trial.coverage() >= minCoverage;
    PrintStream out = Output.stream();
    out.println(
        json
            ? Output.json(TrialDocument.of(trial, set.revision(), passed))
            : TrialText.of(trial, minCoverage));
    out.flush();
    return passed ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private static String refused(List<Finding> faults) {
    return "tests refused, %s:\n  %s"
        .formatted(
            Output.count(faults.size(), "fault", "faults"),
            String.join("\n  ", faults.stream().map(Finding::toString).toList()));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(
        Objects.requireNonNull(spec, "set by picocli").commandLine(), message);
  }
}
