package dev.tidegate.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tokens that are in force together. Immutable. */
final class TokenSet {

  static final TokenSet NONE = new TokenSet(List.of());

  private final Map<TokenHash, ApiToken> byHash = new LinkedHashMap<>();
  private final Map<String, ApiToken> byId = new LinkedHashMap<>();

  /** Of tokens whose ids and hashes are all different. */
  TokenSet(List<ApiToken> tokens) {
    for (ApiToken token : tokens) {
      byHash.put(token.hash(), token);
      byId.put(token.id(), token);
    }
  }

  /** How many there are, those included whose time is over. */
  int size() {
    return byId.size();
  }

  /** How many of them open something. */
  int valid(Instant now) {
    return Math.toIntExact(byId.values().stream().filter(token -> token.isValid(now)).count());
  }

  /** The token that was sent, if it is one of these and its time is not over. */
  Optional<ApiToken> find(TokenHash sent, Instant now) {
    return Optional.ofNullable(byHash.get(sent)).filter(token -> token.isValid(now));
  }

  /** What is different from an earlier set, by ids. */
  TokenEvent.Applied since(TokenSet before) {
    List<String> added = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    byId.forEach((id, token) -> {
      ApiToken former = before.byId.get(id);
      if (former == null) {
        added.add(id);
      } else if (!former.equals(token)) {
        changed.add(id);
      }
    });
    List<String> removed =
        before.byId.keySet().stream().filter(id -> !byId.containsKey(id)).toList();
    return new TokenEvent.Applied(size(), added, removed, changed);
  }
}
