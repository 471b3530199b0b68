package dev.tidegate.security;

import dev.tidegate.lua.ArgumentType;
import dev.tidegate.lua.Call;
import dev.tidegate.lua.HostObject;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.Parameter;
import dev.tidegate.lua.Signature;
import dev.tidegate.lua.Table;
import dev.tidegate.lua.Traced;
import dev.tidegate.lua.Tracer;
import dev.tidegate.lua.UserdataType;
import dev.tidegate.policy.PolicyId;
import dev.tidegate.policy.Rule;
import dev.tidegate.policy.Scope;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** A scope as scripts have it. Immutable, and the same whatever becomes of the policy files. */
final class ScopeObject extends HostObject implements Traced {

  static final String NAME = "security.Scope";

  private static final int PRICE = 100;

  /** What each policy of a scope costs when another scope is made of it, in units of work. */
  private static final int COPY_PRICE = 10;

  /** About what a scope takes for each of its policies, which themselves are shared. */
  private static final int BYTES_PER_POLICY = 48;

  private static final Parameter<PolicyObject> POLICY =
      Parameter.object("policy", PolicyObject.NAME, PolicyObject.class);

  /** What it takes besides, for the policies on each action that the service knows. */
  private static final int BYTES_PER_SCOPE = 1_024;

  /** A policy, its id as text, or a table with {@code ns} and {@code name}. */
  private static final Parameter<Named> WHICH =
      Parameter.of(
          "policy",
          new ArgumentType<>(
              "security.Policy|string|table", "policy or id of one", ScopeObject::named));

  static final UserdataType<ScopeObject> TYPE =
      UserdataType.builder(NAME, ScopeObject.class)
          .method("with", Signature.of(POLICY).costing(PRICE), ScopeObject::with)
          .method("without", Signature.of(WHICH).costing(PRICE), ScopeObject::without)
          .method("contains", Signature.of(WHICH).costing(PRICE), ScopeObject::contains)
          .method("policies", Signature.of().costing(PRICE), ScopeObject::policies)
          .method("evaluate", Question.SIGNATURE, ScopeObject::evaluate)
          .build();

  /**
   * A policy that may be in a scope.
   *
   * @param id empty where no policy can have the id that was given
   */
  private record Named(Optional<PolicyId> id) {}

  private final ScopeRights rights;
  private final Scope scope;

  ScopeObject(ScopeRights rights, Scope scope) {
    super(TYPE);
    this.rights = rights;
    this.scope = scope;
  }

  /** Pays for a scope of so many policies, before it is made. */
  static void pay(LuaRuntime runtime, int policies) {
    runtime.charge((long) COPY_PRICE * policies);
    runtime.reserve(BYTES_PER_SCOPE + (long) BYTES_PER_POLICY * policies);
  }

  private ScopeObject with(Call call) {
    rights.require(call.runtime(), ScopeRights.Making.WITH);
    pay(call.runtime(), scope.rules().size() + 1);
    return new ScopeObject(rights, scope.with(call.get(POLICY).rule()));
  }

  private ScopeObject without(Call call) {
    rights.require(call.runtime(), ScopeRights.Making.WITHOUT);
    pay(call.runtime(), scope.rules().size());
    return new ScopeObject(rights, call.get(WHICH).id().map(scope::without).orElse(scope));
  }

  private LuaValue contains(Call call) {
    call.runtime().charge(scope.rules().size());
    return LuaValue.valueOf(call.get(WHICH).id().flatMap(scope::rule).isPresent());
  }

  private Table policies(Call call) {
    LuaRuntime runtime = call.runtime();
    Table list = new Table();
    runtime.pin(tracer -> tracer.values(list));
    int at = 0;
    for (Rule rule : scope.rules()) {
      at++;
      runtime.charge(COPY_PRICE);
      list.put(runtime, at, new PolicyObject(rule));
    }
    return list;
  }

  private LuaString evaluate(Call call) {
    return Question.of(call).answer(call.runtime(), scope);
  }

  private static @Nullable Named named(LuaRuntime runtime, LuaValue value) {
    return switch (value) {
      case PolicyObject policy -> new Named(Optional.of(policy.rule().policy().id()));
      case LuaString id -> named(runtime, id);
      case Table parts
          when parts.rawget("ns") instanceof LuaString namespace
              && parts.rawget("name") instanceof LuaString name -> {
        runtime.reserve(2L * namespace.m_length + name.m_length);
        yield named(runtime, LuaText.join(LuaText.decode(namespace) + ":", name));
      }
      default -> null;
    };
  }

  private static Named named(LuaRuntime runtime, LuaString id) {
    runtime.reserve(2L * id.m_length);
    return new Named(PolicyId.parse(LuaText.decode(id)));
  }

  @Override
  public void trace(Tracer tracer) {
    tracer.bytes(BYTES_PER_SCOPE + (long) BYTES_PER_POLICY * scope.rules().size());
  }
}
