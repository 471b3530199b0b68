package dev.tidegate.access;

import dev.tidegate.policy.Actor;
import dev.tidegate.policy.Finding;
import dev.tidegate.policy.Findings;
import dev.tidegate.policy.GroupId;
import dev.tidegate.policy.Metadata;
import dev.tidegate.policy.StrictMapping;
import dev.tidegate.policy.StrictMapping.Text;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the tokens of a file as strictly as policies are read: all that is wrong is reported. */
final class TokensFile {

  private static final String VERSION = "1.0";
  private static final String EXPECTED = "version and tokens";
  private static final List<String> FILE_KEYS = List.of("version", "tokens");
  private static final List<String> TOKEN_KEYS =
      List.of("id", "sha256", "actor", "groups", "meta", "expires", "description");

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._@/:-]{0,127}");
  private static final String ID_RULE =
      "1 to 128 letters, digits and . _ @ / : -, beginning with a letter, a digit or _";

  private final Findings findings = new Findings();
  private final Map<String, Integer> ids = new HashMap<>();
  private final Map<TokenHash, Integer> hashes = new HashMap<>();

  private TokensFile() {}

  /**
   * Reads a file's content.
   *
   * @throws TokensException with all that is wrong
   */
  static List<ApiToken> parse(String file, TokensContent content) {
    if (content.fault() != null) {
      throw new TokensException(List.of(new Finding(file, 0, 0, content.fault())));
    }
    return new TokensFile().read(file, content);
  }

  private List<ApiToken> read(String file, TokensContent content) {
    List<ApiToken> tokens = new ArrayList<>();
    StrictMapping.read(file, content.bytes(), EXPECTED, FILE_KEYS, findings)
        .ifPresent(root -> {
          root.requiredScalar("version")
              .filter(version -> !version.value().equals(VERSION))
              .ifPresent(
                  version -> root.report(version, "the version must be \"" + VERSION + "\""));
          for (StrictMapping each : root.requiredMappings("tokens", "a token", TOKEN_KEYS)) {
            token(each).ifPresent(tokens::add);
          }
        });
    if (!findings.faults().isEmpty()) {
      throw new TokensException(findings.faults());
    }
    return tokens;
  }

  private Optional<ApiToken> token(StrictMapping each) {
    Optional<String> id = each.requiredText("id").flatMap(text -> id(each, text));
    Optional<TokenHash> hash = each.requiredScalar("sha256").flatMap(text -> hash(each, text));
    Optional<String> actor = each.requiredText("actor").flatMap(text -> actor(each, text));
    Set<String> groups = groups(each);
    Metadata meta = each.metadata("meta");
    Optional<Instant> expires = each.optionalText("expires").flatMap(text -> instant(each, text));
    // Read for its faults only: it is for those who edit the file.
    var _ = each.optionalText("description");
    return id.isEmpty() || hash.isEmpty() || actor.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ApiToken(
                id.get(), hash.get(), new Actor(actor.get(), meta, groups), expires.orElse(null)));
  }

  private Optional<String> id(StrictMapping each, Text text) {
    if (!ID.matcher(text.value()).matches()) {
      each.report(text, "the id must have " + ID_RULE);
      return Optional.empty();
    }
    Integer line = ids.putIfAbsent(text.value(), text.line());
    if (line != null) {
      each.report(text, "the id \"%s\" stands in line %d already".formatted(text.value(), line));
      return Optional.empty();
    }
    return Optional.of(text.value());
  }

  private Optional<TokenHash> hash(StrictMapping each, Text text) {
    if (!TokenHash.isHash(text.value())) {
      // It may be the token itself, so it is not shown.
      each.report(
          text,
          "sha256 must be the token's hash, 64 hexadecimal digits in lower case; tidegate token new"
              + " makes both");
      return Optional.empty();
    }
    TokenHash hash = new TokenHash(text.value());
    Integer line = hashes.putIfAbsent(hash, text.line());
    if (line != null) {
      each.report(text, "this token stands in line %d already".formatted(line));
      return Optional.empty();
    }
    return Optional.of(hash);
  }

  private static Optional<String> actor(StrictMapping each, Text text) {
    Optional<String> fault = ActorIds.fault(text.value());
    fault.ifPresent(why -> each.report(text, "the id of an actor " + why));
    return fault.isPresent() ? Optional.empty() : Optional.of(text.value());
  }

  private static Set<String> groups(StrictMapping each) {
    if (!each.has("groups")) {
      each.report("\"groups\" is missing");
    }
    Set<String> groups = new LinkedHashSet<>();
    for (Text group : each.optionalTexts("groups")) {
      if (!isGroup(group.value())) {
        each.report(
            group,
            "\"%s\" can't be the name of a group; write name or namespace:name"
                .formatted(group.value()));
      } else if (!groups.add(group.value())) {
        each.report(group, "\"%s\" is in the list a second time".formatted(group.value()));
      }
    }
    return groups;
  }

  static boolean isGroup(String text) {
    return GroupId.parse(text.indexOf(':') < 0 ? "any:" + text : text).isPresent();
  }

  private static Optional<Instant> instant(StrictMapping each, Text text) {
    try {
      return Optional.of(OffsetDateTime.parse(text.value()).toInstant());
    } catch (DateTimeException noTime) {
      each.report(text, "expires must be a time such as 2027-01-31T00:00:00Z");
      return Optional.empty();
    }
  }
}
