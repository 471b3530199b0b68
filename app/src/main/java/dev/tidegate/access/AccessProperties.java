package dev.tidegate.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may call.
 *
 * @param token the bearer token; without one a random one is made at each start
 * @param actor the id of the actor that it stands for
 * @param groups the actor's policy groups
 */
@ConfigurationProperties("tidegate.access")
record AccessProperties(
    @Nullable String token,
    @DefaultValue("default") String actor,
    @DefaultValue("default") Set<String> groups) {

  /** Says nothing of the token. */
  @Override
  public String toString() {
    return "AccessProperties[actor=" + actor + ", groups=" + groups + "]";
  }
}
