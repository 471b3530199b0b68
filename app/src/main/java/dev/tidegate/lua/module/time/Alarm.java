package dev.tidegate.lua.module.time;

import dev.tidegate.lua.Traced;
import dev.tidegate.lua.Tracer;
import dev.tidegate.lua.task.Channel;

/**
 * What happens when a time has come that somebody waits for: the channel gets the time, and closes.
 *
 * @param channel of the one run that waits
 */
record Alarm(Channel channel, Times times) implements Runnable, Traced {

  @Override
  public void run() {
    channel.offer(times.now());
    channel.close();
  }

  @Override
  public void trace(Tracer tracer) {
    tracer.values(channel);
  }
}
