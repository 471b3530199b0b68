package dev.tidegate.lua.task;

import dev.tidegate.lua.Traced;
import dev.tidegate.lua.Tracer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task that waits for the first value from one or more channels. */
final class Receiver implements Traced {

  private final JobRun job;
  private final Task task;
  private final List<Channel> channels;
  private @Nullable Reception reception;

  private Receiver(JobRun job, List<Channel> channels) {
    this.job = job;
    this.task = job.currentTask();
    this.channels = channels;
  }

  /** Takes the next value of a channel, waiting for it if need be. */
  static Reception receive(JobRun job, Channel channel) {
    Reception ready = channel.poll();
    return ready != null ? ready : new Receiver(job, List.of(channel)).await();
  }

  /**
   * Waits for whichever of the channels, none of which has anything ready, gets something first.
   */
  static Reception select(JobRun job, List<Channel> channels) {
    return new Receiver(job, channels).await();
  }

  /** Gives the task what it waits for, and takes it out of all the queues. */
  void accept(Reception received) {
    reception = received;
    channels.forEach(channel -> channel.withdraw(this));
    job.wake(task);
  }

  @Override
  public void trace(Tracer tracer) {
    channels.forEach(tracer::values);
    if (reception != null) {
      tracer.values(reception.value());
    }
  }

  private Reception await() {
    channels.forEach(channel -> channel.enqueue(this));
    while (true) {
      job.park();
      Reception received = reception;
      if (received != null) {
        if (received.ok()) {
          received.channel().taken();
        }
        return received;
      }
    }
  }
}
