package dev.tidegate.security;

import dev.tidegate.lua.ErrorKind;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.ScriptError;
import dev.tidegate.policy.AccessRequest;
import dev.tidegate.policy.Actions;
import java.util.Locale;

/** What a script may do with policies themselves. */
record ScopeRights(Permissions permissions) {

  /** How a script comes by a scope of its own. */
  enum Making {
    CUSTOM,
    WITH,
    WITHOUT;

    private String resource() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether the job's actor may do it; never in a run without an actor. */
  boolean allow(LuaRuntime runtime, String action, String resource) {
    return permissions
        .actor(runtime)
        .map(actor ->
            permissions
                .decide(
                    runtime, new AccessRequest(actor, action, resource, permissions.job(runtime)))
                .allowed())
        .orElse(false);
  }

  /** Raises an error unless it is allowed. */
  void require(LuaRuntime runtime, String action, String resource) {
    if (!allow(runtime, action, resource)) {
      throw ScriptError.of(ErrorKind.PERMISSION_DENIED, refusal(action, resource), false);
    }
  }

  /** Raises an error unless the job's actor may make scopes in this way. */
  void require(LuaRuntime runtime, Making making) {
    require(runtime, Actions.SECURITY_SCOPE_CREATE, making.resource());
  }

  /** What scripts read where it is refused. */
  static String refusal(String action, String resource) {
    return "not allowed: " + action + " on " + resource;
  }
}
