package dev.tidegate.lua.task;

import dev.tidegate.lua.HostObject;
import dev.tidegate.lua.Traced;
import dev.tidegate.lua.Tracer;
import dev.tidegate.lua.UserdataType;

/**
 * What {@code channel:case_receive()} returns: one of the things that {@code channel.select} waits
 * for. Reusable.
 */
final class ReceiveCase extends HostObject implements Traced {

  static final UserdataType<ReceiveCase> TYPE =
      UserdataType.builder("channel.case", ReceiveCase.class).build();

  private final Channel channel;

  ReceiveCase(Channel channel) {
    super(TYPE);
    this.channel = channel;
  }

  @Override
  public void trace(Tracer tracer) {
    tracer.values(channel);
  }

  Channel channel() {
    return channel;
  }
}
