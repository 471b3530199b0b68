package dev.tidegate.security;

import dev.tidegate.lua.Call;
import dev.tidegate.lua.ErrorKind;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.Parameter;
import dev.tidegate.lua.Signature;
import dev.tidegate.lua.Table;
import dev.tidegate.policy.Actions;
import dev.tidegate.policy.Actor;
import dev.tidegate.policy.Decision;
import dev.tidegate.policy.GroupId;
import dev.tidegate.policy.PolicyId;
import dev.tidegate.policy.PolicySet;
import dev.tidegate.policy.Rule;
import dev.tidegate.policy.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The module {@code security}: what scripts can learn of policies, and ask them. */
public final class SecurityModule {

  private static final Parameter<String> ID = Parameter.text("id");
  private static final Parameter<Optional<Table>> POLICIES = Parameter.table("policies").optional();

  /** What a decision costs, in units of work. */
  private static final int DECISION_PRICE = 200;

  /** What finding policies among all costs besides. */
  private static final int SEARCH_PRICE = 500;

  /** What each character costs that conditions may read. */
  private static final int CHARACTER_PRICE = 4;

  private static final int ITEM_PRICE = 20;

  private static final int LONGEST_ID = 256;

  private final Permissions permissions;
  private final ScopeRights rights;

  /** Makes the maker of the module. */
  public SecurityModule(Permissions permissions) {
    this.permissions = permissions;
    rights = new ScopeRights(permissions);
  }

  /** Makes the module, once for all runs. */
  public LuaModule module() {
    Signature id = Signature.of(ID).costing(SEARCH_PRICE, 16);
    return LuaModule.named("security")
        .function("actor", Signature.of().costing(ITEM_PRICE), this::actor)
        .function("scope", Signature.of().costing(SEARCH_PRICE), this::scope)
        .function(
            "can",
            Signature.of(Question.ACTION, Question.RESOURCE, Question.META)
                .costing(DECISION_PRICE, 16),
            this::can)
        .function("policy", id.returningFaults(), this::policy)
        .function("named_scope", id.returningFaults(), this::namedScope)
        .function("new_scope", Signature.of(POLICIES).costing(DECISION_PRICE), this::newScope)
        .function(
            "new_actor",
            Signature.of(ID, Question.META).costing(DECISION_PRICE, 16),
            this::newActor)
        .type(ActorObject.TYPE)
        .type(ScopeObject.TYPE)
        .type(PolicyObject.TYPE)
        .build();
  }

  private Varargs actor(Call call) {
    return permissions
        .actor(call.runtime())
        .<LuaValue>map(actor -> new ActorObject(actor, 0))
        .orElse(LuaValue.NIL);
  }

  private Varargs scope(Call call) {
    return permissions
        .actor(call.runtime())
        .<LuaValue>map(actor -> scope(call.runtime(), actor.groups()))
        .orElse(LuaValue.NIL);
  }

  /** Whether policies allow it: without any, nothing is, even where strict mode is off. */
  private Varargs can(Call call) {
    LuaRuntime runtime = call.runtime();
    Optional<Actor> actor = permissions.actor(runtime);
    Question question =
        Question.of(call, actor.orElseGet(() -> new Actor("", Set.of())), permissions.job(runtime));
    runtime.charge((long) CHARACTER_PRICE * question.size());
    boolean allowed =
        actor.isPresent()
            && question
                .request()
                .map(request -> permissions.decide(runtime, request))
                .filter(decision ->
                    decision instanceof Decision.Allow allow && !allow.policies().isEmpty())
                .isPresent();
    return LuaValue.valueOf(allowed);
  }

  private Varargs policy(Call call) {
    String id = call.get(ID);
    Optional<Varargs> refused = refused(call, Actions.SECURITY_POLICY_GET, id);
    if (refused.isPresent()) {
      return refused.get();
    }
    Optional<Rule> rule = PolicyId.parse(id).flatMap(policies()::rule);
    return rule.isPresent()
        ? new PolicyObject(rule.get())
        : call.fail(ErrorKind.INTERNAL, "no such policy: " + id);
  }

  /** By the full id only: another name of a group would be asked about as another resource. */
  private Varargs namedScope(Call call) {
    String id = call.get(ID);
    Optional<Varargs> refused = refused(call, Actions.SECURITY_POLICY_GROUP_GET, id);
    if (refused.isPresent()) {
      return refused.get();
    }
    return GroupId.parse(id).filter(group -> policies().groups().contains(group)).isPresent()
        ? scope(call.runtime(), Set.of(id))
        : call.fail(ErrorKind.INTERNAL, "no such group: " + id);
  }

  private Optional<Varargs> refused(Call call, String action, String id) {
    if (id.length() > LONGEST_ID) {
      return Optional.of(call.reject(ID, "no more than " + LONGEST_ID + " characters expected"));
    }
    return rights.allow(call.runtime(), action, id)
        ? Optional.empty()
        : Optional.of(call.fail(ErrorKind.PERMISSION_DENIED, ScopeRights.refusal(action, id)));
  }

  /** Of the policies in a list; what else is in it is left out. */
  private Varargs newScope(Call call) {
    LuaRuntime runtime = call.runtime();
    rights.require(runtime, ScopeRights.Making.CUSTOM);
    Table list = call.get(POLICIES).orElseGet(Table::new);
    // No larger than there are policies, however long the list.
    Map<PolicyId, Rule> rules = new LinkedHashMap<>();
    for (int i = 1; !list.rawget(i).isnil(); i++) {
      runtime.charge(ITEM_PRICE);
      if (list.rawget(i) instanceof PolicyObject policy) {
        rules.put(policy.rule().policy().id(), policy.rule());
      }
    }
    ScopeObject.pay(runtime, rules.size());
    return new ScopeObject(rights, Scope.of(List.copyOf(rules.values())));
  }

  private Varargs newActor(Call call) {
    String id = call.get(ID);
    if (id.length() > LONGEST_ID) {
      return call.reject(ID, "no more than " + LONGEST_ID + " characters expected");
    }
    rights.require(call.runtime(), Actions.SECURITY_ACTOR_CREATE, id);
    GivenMetadata meta = Question.metadata(call);
    return new ActorObject(
        new Actor(id, meta.metadata(), Set.of()), meta.bytes() + 2L * id.length());
  }

  private ScopeObject scope(LuaRuntime runtime, Set<String> groups) {
    Scope scope = policies().scope(groups);
    ScopeObject.pay(runtime, scope.rules().size());
    return new ScopeObject(rights, scope);
  }

  private PolicySet policies() {
    return permissions.control().policies().current();
  }
}
