package dev.tidegate.access;

import dev.tidegate.policy.Finding;
import dev.tidegate.policy.Metadata;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The entry of a token as a tokens file has it. Holds no secret. */
public final class TokenEntry {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String HEAD = "version: \"1.0\"\ntokens:\n";
  private static final String UNNAMED = "the entry";
  private static final int HASH_DIGITS = 8;

  private final String yaml;

  private TokenEntry(String yaml) {
    this.yaml = yaml;
  }

  /**
   * Makes one.
   *
   * @param id names the token; made of the actor and the hash when null
   * @param actor whom it stands for
   * @param groups the actor's groups
   * @param meta what else is known about the actor
   * @param expires when it opens nothing any more; null for never
   * @param description for readers; null for none
   * @throws TokensException if no file could hold it, such as for a group that can't be one
   */
  public static TokenEntry of(
      BearerToken token,
      @Nullable String id,
      String actor,
      List<String> groups,
      Metadata meta,
      @Nullable Instant expires,
      @Nullable String description) {
    String hash = token.sha256();
    String name = id == null ? made(actor, hash) : id;
    // JSON is YAML, and so nothing in these texts can mean something else there.
    StringBuilder yaml = new StringBuilder();
    yaml.append("  - id: ").append(json(name)).append('\n');
    yaml.append("    sha256: ").append(json(hash)).append('\n');
    yaml.append("    actor: ").append(json(actor)).append('\n');
    yaml.append("    groups: ").append(json(groups)).append('\n');
    if (!meta.values().isEmpty()) {
      yaml.append("    meta: ").append(json(meta.values())).append('\n');
    }
    if (expires != null) {
      yaml.append("    expires: ").append(json(expires.toString())).append('\n');
    }
    if (description != null) {
      yaml.append("    description: ").append(json(description)).append('\n');
    }
    TokenEntry entry = new TokenEntry(yaml.toString());
    var _ = parse(UNNAMED, HEAD + entry.yaml);
    return entry;
  }

  private static String made(String actor, String hash) {
    String readable = actor.replaceAll("[^A-Za-z0-9._@/:-]", "-");
    String start = readable.substring(0, Math.min(readable.length(), 64));
    return "t-" + start + "-" + hash.substring(0, HASH_DIGITS);
  }

  /** The entry as a file has it, ending with a line break. */
  public String yaml() {
    return yaml;
  }

  /**
   * Adds it at the end of a file, or makes a file with it. Blocks.
   *
   * @throws TokensException if the file has faults, or would have some then; it is as it was
   * @throws IOException if it can't be written
   */
  public void appendTo(Path file) throws IOException {
    if (!Files.exists(file)) {
      Files.writeString(file, HEAD + yaml, StandardOpenOption.CREATE_NEW);
      return;
    }
    String before = Files.readString(file);
    String more = (before.isEmpty() || before.endsWith("\n") ? "" : "\n") + yaml;
    int had = parse(file.toString(), before).size();
    if (parse(file.toString(), before + more).size() != had + 1) {
      throw new TokensException(
          List.of(
              new Finding(
                  file.toString(),
                  0,
                  0,
                  "its tokens must stand at its end, each in lines of its own")));
    }
    Files.writeString(file, more, StandardOpenOption.APPEND);
  }

  private static List<ApiToken> parse(String file, String yaml) {
    return TokensFile.parse(file, TokensContent.of(yaml.getBytes(StandardCharsets.UTF_8)));
  }

  private static String json(Object value) {
    return JSON.writeValueAsString(value);
  }
}
