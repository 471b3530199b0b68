package dev.tidegate.lua.module.time;

import dev.tidegate.lua.Call;
import dev.tidegate.lua.HostObject;
import dev.tidegate.lua.Signature;
import dev.tidegate.lua.Traced;
import dev.tidegate.lua.Tracer;
import dev.tidegate.lua.UserdataType;
import dev.tidegate.lua.task.Channel;
import dev.tidegate.lua.task.Tasks;
import java.time.Duration;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A timer as a Lua object: gives one time, unless it is stopped before. On its run's strand. */
final class TimerValue extends HostObject implements Traced {

  static final UserdataType<TimerValue> TYPE =
      UserdataType.builder("time.Timer", TimerValue.class)
          .method("channel", Signature.of(), (self, call) -> self.alarm.channel())
          .method("response", Signature.of(), (self, call) -> self.alarm.channel())
          .method("stop", Signature.of(), (self, call) -> LuaValue.valueOf(self.stop()))
          .method("reset", Signature.of(DurationValue.DURATION), TimerValue::reset)
          .build();

  private final Alarm alarm;
  private Tasks.Timer timer;

  private TimerValue(Alarm alarm, Tasks.Timer timer) {
    super(TYPE);
    this.alarm = alarm;
    this.timer = timer;
  }

  /** Starts one. */
  static TimerValue start(Tasks tasks, Duration delay, Times times) {
    Alarm alarm = new Alarm(new Channel(value -> {}), times);
    return new TimerValue(alarm, tasks.after(delay, alarm));
  }

  private boolean stop() {
    boolean wasRunning = timer.cancel();
    if (wasRunning) {
      alarm.channel().close();
    }
    return wasRunning;
  }

  private Varargs reset(Call call) {
    long nanos = call.get(DurationValue.DURATION);
    if (nanos <= 0) {
      return call.reject(DurationValue.DURATION, "must be positive");
    }
    boolean wasRunning = timer.cancel();
    if (wasRunning) {
      timer = Tasks.of(call.runtime()).after(Duration.ofNanos(nanos), alarm);
    }
    return LuaValue.valueOf(wasRunning);
  }

  @Override
  public void trace(Tracer tracer) {
    tracer.holder(alarm);
  }
}
