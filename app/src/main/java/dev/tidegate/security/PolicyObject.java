package dev.tidegate.security;

import dev.tidegate.lua.Call;
import dev.tidegate.lua.HostObject;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.Signature;
import dev.tidegate.lua.UserdataType;
import dev.tidegate.policy.Rule;
import dev.tidegate.policy.Scope;
import java.util.List;
import org.luaj.vm2.LuaString;

/** A policy as scripts have it. Immutable, and the same whatever becomes of the policy files. */
final class PolicyObject extends HostObject {

  static final String NAME = "security.Policy";

  static final UserdataType<PolicyObject> TYPE =
      UserdataType.builder(NAME, PolicyObject.class)
          .method("id", Signature.of().costing(20), (policy, call) -> policy.id())
          .method("evaluate", Question.SIGNATURE, PolicyObject::evaluate)
          .build();

  private final Rule rule;

  PolicyObject(Rule rule) {
    super(TYPE);
    this.rule = rule;
  }

  Rule rule() {
    return rule;
  }

  private LuaString id() {
    return LuaText.encode(rule.policy().id().toString());
  }

  private LuaString evaluate(Call call) {
    return Question.of(call).answer(call.runtime(), Scope.of(List.of(rule)));
  }
}
