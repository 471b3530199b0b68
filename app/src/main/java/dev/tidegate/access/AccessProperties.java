package dev.tidegate.access;

import dev.tidegate.policy.Metadata;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may call.
 *
 * @param token one bearer token; without any way in a random one is made at each start
 * @param actor the id of the actor that it stands for
 * @param groups the actor's policy groups
 * @param meta what else is known about the actor, a JSON object: what conditions of policies read
 *     as {@code actor.meta}
 * @param tokensFile the file with more tokens; none without one
 */
@ConfigurationProperties("tidegate.access")
record AccessProperties(
    @Nullable String token,
    @DefaultValue("default") String actor,
    @DefaultValue("default") Set<String> groups,
    @DefaultValue("{}") Metadata meta,
    @Nullable Path tokensFile) {

  /** Says nothing of the token. */
  @Override
  public String toString() {
    return "AccessProperties[actor="
        + actor
        + ", groups="
        + groups
        + ", tokensFile="
        + tokensFile
        + "]";
  }
}
