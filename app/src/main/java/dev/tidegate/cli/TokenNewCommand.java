package dev.tidegate.cli;

import dev.tidegate.access.ActorMetadata;
import dev.tidegate.access.BearerToken;
import dev.tidegate.access.TokenEntry;
import dev.tidegate.access.TokensException;
import dev.tidegate.policy.Metadata;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code tidegate token new}: makes a token. Standard output gets the token and nothing else, so
 * that it can go straight to where it is kept; the entry for the tokens file, which is no secret,
 * goes into the file or to standard error.
 */
@Command(
    name = "new",
    description = {
      "Makes a token, which is printed once and kept nowhere.",
      "Prints the entry for the tokens file to standard error, or adds it to the file."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer =
        "%nExample: tidegate token new --actor ci --group submitter --append tokens.yaml > ci.token")
final class TokenNewCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--actor",
      paramLabel = "ID",
      required = true,
      description = "The actor that the token stands for.")
  private String actor = "";

  @Option(
      names = "--group",
      paramLabel = "GROUP",
      required = true,
      description = "A policy group of the actor: name or namespace:name; may be repeated.")
  private List<String> groups = new ArrayList<>();

  @Option(
      names = "--meta",
      paramLabel = "JSON",
      description = "What else is known about the actor: a JSON object.")
  private String meta = "{}";

  @Option(
      names = "--expires",
      paramLabel = "WHEN",
      description =
          "When it opens nothing any more: a time such as 2027-01-31T00:00:00Z, or from now, such"
              + " as 90d or 12h; never without it.")
  private @Nullable String expires;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "Names the token in logs; made of the actor and the hash without it.")
  private @Nullable String id;

  @Option(
      names = "--description",
      paramLabel = "TEXT",
      description = "For those who edit the file.")
  private @Nullable String description;

  @Option(
      names = "--append",
      paramLabel = "FILE",
      description = "The tokens file that the entry is added to; made if it does not exist.")
  private @Nullable Path file;

  @Override
  public Integer call() throws IOException {
    BearerToken token = BearerToken.random(new SecureRandom());
    TokenEntry entry = entry(token);
    PrintStream errors = System.err;
    if (file == null) {
      errors.print(entry.yaml());
    } else {
      try {
        entry.appendTo(file);
      } catch (TokensException faults) {
        errors.println(faults.getMessage());
        return CommandLine.ExitCode.SOFTWARE;
      }
    }
    // After the entry has its place: a token that opens nothing is of no use.
    PrintStream out = Output.stream();
    out.println(token.text());
    out.flush();
    return CommandLine.ExitCode.OK;
  }

  private TokenEntry entry(BearerToken token) {
    try {
      return TokenEntry.of(token, id, actor, groups, metadata(), expiry(), description);
    } catch (TokensException wrong) {
      throw wrong(wrong.faults().getFirst().message());
    }
  }

  private Metadata metadata() {
    try {
      return new ActorMetadata().convert(meta);
    } catch (IllegalArgumentException noObject) {
      throw wrong("--meta " + noObject.getMessage());
    }
  }

  private @Nullable Instant expiry() {
    if (expires == null) {
      return null;
    }
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    try {
      Instant when =
          expires.indexOf('T') > 0
              ? OffsetDateTime.parse(expires).toInstant()
              : now.plus(DurationStyle.SIMPLE.parse(expires));
      if (when.isAfter(now)) {
        return when;
      }
    } catch (DateTimeException | IllegalArgumentException noTime) {
      throw wrong("--expires must be a time such as 2027-01-31T00:00:00Z, or such as 90d or 12h");
    }
    throw wrong("--expires must be in the future");
  }

  private ParameterException wrong(String message) {
    return new ParameterException(
        Objects.requireNonNull(spec, "set by picocli").commandLine(), message);
  }
}
