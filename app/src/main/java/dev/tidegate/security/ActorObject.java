package dev.tidegate.security;

import dev.tidegate.lua.Call;
import dev.tidegate.lua.HostObject;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.Signature;
import dev.tidegate.lua.Table;
import dev.tidegate.lua.Traced;
import dev.tidegate.lua.Tracer;
import dev.tidegate.lua.UserdataType;
import dev.tidegate.policy.Actor;
import org.luaj.vm2.LuaString;

/** An actor as scripts have it. Immutable. */
final class ActorObject extends HostObject implements Traced {

  static final String NAME = "security.Actor";

  private static final int PRICE = 20;

  static final UserdataType<ActorObject> TYPE =
      UserdataType.builder(NAME, ActorObject.class)
          .method("id", Signature.of().costing(PRICE), ActorObject::id)
          .method("meta", Signature.of().costing(PRICE), ActorObject::meta)
          .build();

  private final Actor actor;

  /** What the script has made it of, in bytes; nothing for the job's own actor. */
  private final long bytes;

  ActorObject(Actor actor, long bytes) {
    super(TYPE);
    this.actor = actor;
    this.bytes = bytes;
  }

  Actor actor() {
    return actor;
  }

  private LuaString id(Call call) {
    call.runtime().reserve(3L * actor.id().length());
    return LuaText.encode(actor.id());
  }

  private Table meta(Call call) {
    return MetadataTable.of(call.runtime(), actor.meta());
  }

  @Override
  public void trace(Tracer tracer) {
    tracer.bytes(bytes);
  }
}
