package dev.tidegate.env;

import dev.tidegate.lua.Call;
import dev.tidegate.lua.ErrorKind;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.Parameter;
import dev.tidegate.lua.Signature;
import dev.tidegate.lua.Table;
import dev.tidegate.policy.AccessRequest;
import dev.tidegate.policy.Actions;
import dev.tidegate.policy.Actor;
import dev.tidegate.policy.PolicySet;
import dev.tidegate.security.Permissions;
import dev.tidegate.variable.VariableName;
import dev.tidegate.variable.VariableValue;
import dev.tidegate.variable.Variables;
import java.util.Map;
import java.util.Optional;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The module {@code env}: the operator's variables, those that the policies allow. */
public final class EnvModule {

  private static final Parameter<String> NAME = Parameter.text("name");
  private static final Parameter<LuaValue> VALUE = Parameter.any("value");

  /** What asking the policies costs, in units of work. */
  private static final int DECISION_PRICE = 200;

  private final Permissions permissions;
  private final Variables variables;

  /** Makes the maker of the module. */
  public EnvModule(Permissions permissions, Variables variables) {
    this.permissions = permissions;
    this.variables = variables;
  }

  /** Makes the module, once for all runs. */
  public LuaModule module() {
    return LuaModule.named("env")
        .function(
            "get", Signature.of(NAME).returningFaults().costing(DECISION_PRICE, 16), this::get)
        .function("get_all", Signature.of().returningFaults().costing(DECISION_PRICE), this::all)
        .function("set", Signature.of(NAME, VALUE).returningFaults().costing(20), EnvModule::set)
        .build();
  }

  private Varargs get(Call call) {
    String name = call.get(NAME);
    if (name.isEmpty()) {
      return call.reject(NAME, "name expected, got an empty text");
    }
    if (name.length() > VariableName.MAX_LENGTH) {
      return call.reject(
          NAME, "names of no more than " + VariableName.MAX_LENGTH + " characters expected");
    }
    LuaRuntime runtime = call.runtime();
    Optional<Actor> actor = permissions.actor(runtime);
    // Asked before anybody looks for the variable, so that a refusal does not tell whether it is
    // there.
    if (actor.isEmpty()
        || !permissions.decide(runtime, request(runtime, actor.get(), name)).allowed()) {
      return call.fail(ErrorKind.PERMISSION_DENIED, "not allowed: " + name);
    }
    Optional<VariableValue> value = variables.value(name);
    return value.isPresent()
        ? text(runtime, value.get())
        : call.fail(ErrorKind.NOT_FOUND, "no such variable: " + name);
  }

  /** Those that are allowed. Only these are recorded as decisions: nobody asked for the others. */
  private Varargs all(Call call) {
    LuaRuntime runtime = call.runtime();
    Table allowed = new Table();
    Optional<Actor> actor = permissions.actor(runtime);
    if (actor.isEmpty()) {
      return allowed;
    }
    runtime.pin(tracer -> tracer.values(allowed));
    PolicySet policies = permissions.control().policies().current();
    for (Map.Entry<String, VariableValue> variable : variables.all().entrySet()) {
      runtime.charge(DECISION_PRICE);
      AccessRequest request = request(runtime, actor.get(), variable.getKey());
      if (permissions.control().evaluate(policies, request).decision().allowed()
          && permissions.decide(runtime, request).allowed()) {
        allowed.put(runtime, LuaText.encode(variable.getKey()), text(runtime, variable.getValue()));
      }
    }
    return allowed;
  }

  private static Varargs set(Call call) {
    return call.fail(ErrorKind.PERMISSION_DENIED, "variables are read-only");
  }

  private AccessRequest request(LuaRuntime runtime, Actor actor, String name) {
    return new AccessRequest(actor, Actions.ENV_GET, name, permissions.job(runtime));
  }

  private static LuaString text(LuaRuntime runtime, VariableValue value) {
    runtime.reserve(value.length());
    return LuaString.valueUsing(value.bytes());
  }
}
