package dev.tidegate.lua.task;

import dev.tidegate.lua.HostObject;
import dev.tidegate.lua.ScriptError;
import dev.tidegate.lua.Traced;
import dev.tidegate.lua.Tracer;
import dev.tidegate.lua.UserdataType;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/**
 * What {@code channel:case_receive()} and {@code channel:case_send(value)} return: one of the
 * things that {@code channel.select} waits for. Reusable.
 */
final class ChannelCase extends HostObject implements Traced {

  static final UserdataType<ChannelCase> TYPE =
      UserdataType.builder("channel.case", ChannelCase.class).build();

  private final Channel channel;
  private final @Nullable LuaValue sent;

  private ChannelCase(Channel channel, @Nullable LuaValue sent) {
    super(TYPE);
    this.channel = channel;
    this.sent = sent;
  }

  static ChannelCase receive(Channel channel) {
    return new ChannelCase(channel, null);
  }

  static ChannelCase send(Channel channel, LuaValue value) {
    return new ChannelCase(channel, value);
  }

  /**
   * Does it if that is possible without waiting.
   *
   * @return null when it is not
   * @throws ScriptError when it is to send and the channel is closed
   */
  @Nullable Transfer attempt() {
    return sent == null ? channel.tryReceive() : channel.trySend(sent);
  }

  /** A place in the queue of those who wait to do it. */
  Place place(Wait wait) {
    return new Place(channel, sent, wait);
  }

  @Override
  public void trace(Tracer tracer) {
    tracer.values(channel);
    if (sent != null) {
      tracer.values(sent);
    }
  }
}
