package dev.tidegate.lua.module.time;

import dev.tidegate.lua.HostObject;
import dev.tidegate.lua.Signature;
import dev.tidegate.lua.Traced;
import dev.tidegate.lua.Tracer;
import dev.tidegate.lua.UserdataType;
import dev.tidegate.lua.task.Channel;
import dev.tidegate.lua.task.Tasks;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.luaj.vm2.LuaValue;

/**
 * A ticker as a Lua object: gives the time again and again until it is stopped, as long as the
 * script takes it. On its run's strand.
 */
final class TickerValue extends HostObject implements Traced {

  static final UserdataType<TickerValue> TYPE =
      UserdataType.builder("time.Ticker", TickerValue.class)
          .method("channel", Signature.of(), (self, call) -> self.ticks.channel)
          .method("response", Signature.of(), (self, call) -> self.ticks.channel)
          .method(
              "stop",
              Signature.of(),
              (self, call) -> {
                self.ticks.stop();
                return LuaValue.TRUE;
              })
          .build();

  private final Ticks ticks;

  private TickerValue(Ticks ticks) {
    super(TYPE);
    this.ticks = ticks;
  }

  /** Starts one. */
  static TickerValue start(Tasks tasks, Duration period, Times times) {
    return new TickerValue(new Ticks(tasks, period, times));
  }

  @Override
  public void trace(Tracer tracer) {
    tracer.holder(ticks);
  }

  /** Fills the channel. */
  private static final class Ticks implements BooleanSupplier, Traced {

    /** Ticks that wait for the script; those beyond are left out. */
    private static final int PLACES = 16;

    private final Times times;
    private final Channel channel = new Channel(value -> goOn());
    private final Tasks.RepeatingTimer timer;

    Ticks(Tasks tasks, Duration period, Times times) {
      this.times = times;
      this.timer = tasks.every(period, this);
    }

    @Override
    public boolean getAsBoolean() {
      channel.offer(times.now());
      return channel.size() < PLACES;
    }

    private void goOn() {
      timer.goOn();
    }

    void stop() {
      timer.cancel();
      channel.close();
    }

    @Override
    public void trace(Tracer tracer) {
      tracer.values(channel);
    }
  }
}
