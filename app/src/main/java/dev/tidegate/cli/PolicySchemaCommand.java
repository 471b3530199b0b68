package dev.tidegate.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tidegate policy schema}: the JSON Schema with which an editor completes and checks. */
@Command(
    name = "schema",
    description = {
      "Prints the JSON Schema of policy files, or of the tests beside them, for an editor.",
      "",
      "For example:",
      "  tidegate policy schema > policy.schema.json",
      "and at the top of a policy file",
      "  # yaml-language-server: $$schema=policy.schema.json"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class PolicySchemaCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "policy|test",
      arity = "0..1",
      description = "Of which files (default: policy).")
  private @Nullable Subject subject;

  /** What there are schemas of. */
  enum Subject {
    POLICY("policy"),
    TEST("policy-test");

    private final String name;

    Subject(String name) {
      this.name = name;
    }

    String resource() {
      return "/policies/schema/" + name + ".schema.json";
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public Integer call() throws IOException {
    Subject asked = subject == null ? Subject.POLICY : subject;
    try (InputStream schema = PolicySchemaCommand.class.getResourceAsStream(asked.resource())) {
      if (schema == null) {
        throw new IllegalStateException("the program was built without " + asked.resource());
      }
      PrintStream out = Output.stream();
      out.print(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
      out.flush();
    }
    return CommandLine.ExitCode.OK;
  }
}
