package dev.tidegate.cli;

import dev.tidegate.policy.Finding;
import dev.tidegate.policy.PolicyException;
import dev.tidegate.policy.PolicySet;
import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidegate policy check}: whether the service would start with these policies. */
@Command(
    name = "check",
    description = "Says what is wrong with the policies of a directory, and where.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the policies can be used",
      "1:some have faults, or warnings with --strict",
      "2:wrong usage"
    })
final class PolicyCheckCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "DIR",
      arity = "1..*",
      description = "Directories, each with a set of policies of its own.")
  private List<String> directories = List.of();

  @Option(names = "--strict", description = "Warnings are faults.")
  private boolean strict;

  @Option(names = "--json", description = "Prints one line of JSON for each directory.")
  private boolean json;

  @Override
  public Integer call() {
    PrintStream out = Output.stream();
    boolean usable = true;
    for (String directory : directories) {
      Checked checked = Checked.of(directory);
      usable &= checked.valid() && !(strict && !checked.warnings().isEmpty());
      out.println(json ? Output.json(checked) : checked.text());
    }
    out.flush();
    return usable ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  /**
   * What there is to say about a directory; its JSON has these fields.
   *
   * @param directory as it was given
   * @param valid whether there are no faults
   * @param revision of the set; null where there are faults
   * @param policies how many there are; null where there are faults
   * @param faults by position
   * @param warnings by position; none are known where there are faults
   */
  record Checked(
      String directory,
      boolean valid,
      @Nullable String revision,
      @Nullable Integer policies,
      List<Finding> faults,
      List<Finding> warnings) {

    static Checked of(String directory) {
      try {
        PolicySet set = ShippedPolicies.load(directory);
        return new Checked(
            directory, true, set.revision(), set.policies().size(), List.of(), set.warnings());
      } catch (PolicyException broken) {
        return new Checked(directory, false, null, null, broken.faults(), List.of());
      }
    }

    String text() {
      StringBuilder text = new StringBuilder();
      faults.forEach(fault -> text.append(fault).append('\n'));
      warnings.forEach(warning -> text.append(asWarning(warning)).append('\n'));
      text.append(directory).append(": ");
      if (valid) {
        text.append(Output.count(Objects.requireNonNull(policies), "policy", "policies"))
            .append(", ");
      }
      text.append(Output.count(faults.size(), "fault", "faults"));
      if (valid) {
        text.append(", ").append(Output.count(warnings.size(), "warning", "warnings"));
        text.append(", revision ").append(revision);
      }
      return text.toString();
    }

    private static Finding asWarning(Finding finding) {
      return new Finding(
          finding.file(), finding.line(), finding.column(), "warning: " + finding.message());
    }
  }
}
