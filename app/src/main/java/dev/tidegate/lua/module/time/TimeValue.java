package dev.tidegate.lua.module.time;

import dev.tidegate.lua.HostObject;
import dev.tidegate.lua.Traced;
import dev.tidegate.lua.Tracer;
import dev.tidegate.lua.UserdataType;

/** A time as a Lua object; {@link Times} has what it can do. Immutable. */
final class TimeValue extends HostObject implements Traced {

  static final String NAME = "time.Time";

  /** The moment and its zone. */
  private static final int BYTES = 96;

  private final Moment moment;

  TimeValue(UserdataType<TimeValue> type, Moment moment) {
    super(type);
    this.moment = moment;
  }

  Moment moment() {
    return moment;
  }

  @Override
  public void trace(Tracer tracer) {
    tracer.bytes(BYTES + moment.zone().name().length());
  }
}
