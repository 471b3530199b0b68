package dev.tidegate.lua.task;

import static java.util.Objects.requireNonNull;

import dev.tidegate.lua.ScriptError;
import dev.tidegate.lua.Tracer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/** A task that waits until it can do one of several things with channels. */
final class Wait implements Waiting {

  private final JobRun job;
  private final Task task;
  private final String words;
  private List<Place> places = List.of();
  private @Nullable Place served;
  private @Nullable Transfer transfer;

  private Wait(JobRun job, String words) {
    this.job = job;
    this.task = job.currentTask();
    this.words = words;
  }

  /** Waits for a value. */
  static Transfer toReceive(JobRun job, Channel channel) {
    Wait wait = new Wait(job, "channel receive");
    wait.places = List.of(new Place(channel, null, wait));
    return wait.until();
  }

  /**
   * Waits for somebody who takes the value, or for room.
   *
   * @throws ScriptError when the channel is closed before that
   */
  static Transfer toSend(JobRun job, Channel channel, LuaValue value) {
    Wait wait = new Wait(job, "channel send");
    wait.places = List.of(new Place(channel, value, wait));
    return wait.until();
  }

  /**
   * Waits for whichever of the cases, none of which is possible now, becomes possible first.
   *
   * @throws ScriptError when a channel is closed on which one of them wants to send
   */
  static Transfer toSelect(JobRun job, List<ChannelCase> cases) {
    Wait wait = new Wait(job, "channel select");
    List<Place> places = new ArrayList<>(cases.size());
    for (ChannelCase each : cases) {
      places.add(each.place(wait));
    }
    wait.places = places;
    return wait.until();
  }

  /** One of the places is served: the task leaves all of them and goes on behind the others. */
  void serve(Place place, Transfer given) {
    served = place;
    transfer = given;
    places.forEach(Place::leave);
    job.wake(task);
  }

  private Transfer until() {
    places.forEach(place -> place.channel().enqueue(place));
    job.parkUntil(() -> transfer != null, this);
    Transfer result = requireNonNull(transfer);
    if (requireNonNull(served).sent() != null) {
      if (!result.ok()) {
        throw Channel.sendOnClosed();
      }
    } else if (result.ok()) {
      result.channel().taken(result.value());
    }
    return result;
  }

  @Override
  public String words() {
    return words;
  }

  @Override
  public void trace(Tracer tracer) {
    tracer.bytes((long) Place.BYTES * places.size());
    for (Place place : places) {
      tracer.values(place.channel());
      LuaValue sent = place.sent();
      if (sent != null) {
        tracer.values(sent);
      }
    }
    if (transfer != null) {
      tracer.values(transfer.value());
    }
  }
}
