package dev.tidegate.lua.module.time;

import dev.tidegate.lua.HostObject;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.Parameter;
import dev.tidegate.lua.Signature;
import dev.tidegate.lua.Traced;
import dev.tidegate.lua.Tracer;
import dev.tidegate.lua.UserdataType;
import org.luaj.vm2.LuaString;

/** A zone as a Lua object. Immutable. */
final class LocationValue extends HostObject implements Traced {

  static final String NAME = "time.Location";

  static final UserdataType<LocationValue> TYPE =
      UserdataType.builder(NAME, LocationValue.class)
          .method("string", Signature.of(), (self, call) -> self.text(call.runtime()))
          .text((runtime, self) -> self.text(runtime))
          .build();

  static final Parameter<LocationValue> LOCATION =
      Parameter.object("location", NAME, LocationValue.class);

  /** The zone itself; what it consists of besides its name is everybody's. */
  private static final int BYTES = 64;

  private final Zone zone;

  LocationValue(Zone zone) {
    super(TYPE);
    this.zone = zone;
  }

  Zone zone() {
    return zone;
  }

  private LuaString text(LuaRuntime runtime) {
    runtime.charge(zone.name().length());
    return ByteText.toLua(zone.name());
  }

  @Override
  public void trace(Tracer tracer) {
    tracer.bytes(BYTES + zone.name().length());
  }
}
