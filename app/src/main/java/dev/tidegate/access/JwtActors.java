package dev.tidegate.access;

import dev.tidegate.policy.Actor;
import dev.tidegate.policy.Metadata;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.security.oauth2.jwt.Jwt;

/** Tells whom a JSON Web Token stands for that has been found good. */
final class JwtActors {

  private static final int MOST_GROUPS = 1_000;
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private final JwtProperties properties;

  JwtActors(JwtProperties properties) {
    this.properties = properties;
  }

  /** The actor; empty where the claims name none that can be. */
  Optional<Actor> of(Jwt token) {
    return id(token).flatMap(id -> groups(token).flatMap(groups -> actor(id, groups, token)));
  }

  private Optional<Actor> actor(String id, Set<String> groups, Jwt token) {
    try {
      return Optional.of(new Actor(id, meta(token), groups));
    } catch (IllegalArgumentException nested) {
      // Deeper than metadata may be.
      return Optional.empty();
    }
  }

  private Optional<String> id(Jwt token) {
    return Optional.ofNullable(token.getClaims().get(properties.actorClaim()))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .filter(claim -> !claim.isBlank())
        .map(claim -> Objects.requireNonNullElse(properties.actorPrefix(), "") + claim)
        .filter(id -> ActorIds.fault(id).isEmpty());
  }

  private Optional<Set<String>> groups(Jwt token) {
    Object claim = token.getClaims().get(properties.groupsClaim());
    Set<String> groups = new LinkedHashSet<>();
    switch (claim) {
      case null -> {}
      case String text -> groups.addAll(List.of(SPACES.split(text.strip())));
      case List<?> list -> {
        for (Object item : list) {
          if (!(item instanceof String text)) {
            return Optional.empty();
          }
          groups.add(text);
        }
      }
      default -> {
        return Optional.empty();
      }
    }
    // What can't be the name of a group is that of none.
    groups.removeIf(group -> !TokensFile.isGroup(group));
    return groups.size() > MOST_GROUPS ? Optional.empty() : Optional.of(groups);
  }

  private Metadata meta(Jwt token) {
    Map<String, Object> meta = new LinkedHashMap<>();
    for (String name : properties.metaClaims()) {
      Object claim = token.getClaims().get(name);
      if (claim instanceof Instant time) {
        meta.put(name, time.getEpochSecond());
      } else if (claim != null) {
        meta.put(name, claim);
      }
    }
    return Metadata.of(meta);
  }
}
