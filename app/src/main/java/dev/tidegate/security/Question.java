package dev.tidegate.security;

import dev.tidegate.egress.TargetUrl;
import dev.tidegate.egress.UrlAccess;
import dev.tidegate.lua.Call;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.Parameter;
import dev.tidegate.lua.Signature;
import dev.tidegate.lua.Table;
import dev.tidegate.policy.AccessRequest;
import dev.tidegate.policy.Actions;
import dev.tidegate.policy.Actor;
import dev.tidegate.policy.Decision;
import dev.tidegate.policy.Metadata;
import dev.tidegate.policy.Scope;
import java.util.Optional;
import org.luaj.vm2.LuaString;

/**
 * What a script asks policies about.
 *
 * @param request empty when the action's resource is a URL and this is none to connect to
 * @param size of what conditions may look at, in characters of text
 */
record Question(Optional<AccessRequest> request, int size) {

  private static final Parameter<ActorObject> ACTOR =
      Parameter.object("actor", ActorObject.NAME, ActorObject.class);
  static final Parameter<String> ACTION = Parameter.text("action");
  static final Parameter<String> RESOURCE = Parameter.text("resource");
  static final Parameter<Optional<Table>> META = Parameter.table("meta").optional();

  /** What asking costs at least, in units of work. */
  static final int PRICE = 100;

  /** Of {@code evaluate}, for a policy and for a scope. */
  static final Signature SIGNATURE = Signature.of(ACTOR, ACTION, RESOURCE, META).costing(PRICE, 16);

  /** What one policy costs, with patterns and conditions of the usual size. */
  private static final int POLICY_PRICE = 20;

  /** So many characters cost a unit more for each policy, whose conditions may read all of them. */
  private static final int CHARACTERS_PER_UNIT = 4;

  private static final int LONGEST_ACTION = 256;
  private static final int LONGEST_RESOURCE = TargetUrl.MAX_LENGTH;

  private static final LuaString ALLOW = LuaText.encode("allow");
  private static final LuaString DENY = LuaText.encode("deny");
  private static final LuaString UNDEFINED = LuaText.encode("undefined");

  /** The one of a call of {@code evaluate}; raises what is wrong with it. */
  static Question of(Call call) {
    Metadata job = call.runtime().attribute(JobContext.class).orElse(JobContext.NONE).metadata();
    return of(call, call.get(ACTOR).actor(), job);
  }

  /**
   * The one of a call with {@link #ACTION}, {@link #RESOURCE} and {@link #META}; raises what is
   * wrong with it.
   *
   * @param job what is known about the job, whatever the script says
   */
  static Question of(Call call, Actor actor, Metadata job) {
    String action = call.get(ACTION);
    String resource = call.get(RESOURCE);
    requireLength(call, ACTION, action, LONGEST_ACTION);
    requireLength(call, RESOURCE, resource, LONGEST_RESOURCE);
    GivenMetadata given = metadata(call);
    return new Question(
        request(actor, action, resource, given.metadata().with(job)),
        action.length() + resource.length() + given.effort());
  }

  /** Reads the metadata of a call with {@link #META}; raises what is wrong with it. */
  static GivenMetadata metadata(Call call) {
    Optional<Table> given = call.get(META);
    if (given.isEmpty()) {
      return GivenMetadata.NONE;
    }
    try {
      return MetadataReader.read(call.runtime(), given.get());
    } catch (MetadataFault fault) {
      call.reject(META, fault.message());
      throw new IllegalStateException("the function raises its faults", fault);
    }
  }

  private static void requireLength(
      Call call, Parameter<String> parameter, String text, int longest) {
    if (text.length() > longest) {
      call.reject(parameter, "no more than " + longest + " characters expected");
    }
  }

  private static Optional<AccessRequest> request(
      Actor actor, String action, String resource, Metadata meta) {
    if (!action.equals(Actions.WEBSOCKET_CONNECT_URL)) {
      return Optional.of(new AccessRequest(actor, action, resource, meta));
    }
    return switch (TargetUrl.parse(resource)) {
      case TargetUrl.Parse.Parsed parsed ->
          Optional.of(UrlAccess.connect(actor, parsed.url(), meta));
      case TargetUrl.Parse.Refused _ -> Optional.empty();
    };
  }

  /** What a scope says to it: {@code allow}, {@code deny} or {@code undefined}. */
  LuaString answer(LuaRuntime runtime, Scope scope) {
    runtime.charge((long) scope.rules().size() * (POLICY_PRICE + size / CHARACTERS_PER_UNIT));
    return request
        .map(asked ->
            switch (scope.evaluate(asked).decision()) {
              case Decision.Allow _ -> ALLOW;
              case Decision.Deny _ -> DENY;
              case Decision.Undefined _ -> UNDEFINED;
            })
        .orElse(UNDEFINED);
  }
}
