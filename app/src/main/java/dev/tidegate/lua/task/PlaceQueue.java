package dev.tidegate.lua.task;

import dev.tidegate.lua.Traced;
import dev.tidegate.lua.Tracer;
import org.jspecify.annotations.Nullable;

/** Those who wait for a channel, first come first served. */
@SuppressWarnings("ReferenceEquality") // places are what they are
final class PlaceQueue implements Traced {

  private @Nullable Place first;
  private @Nullable Place last;
  private int size;

  /** Who has waited longest; null when nobody waits. */
  @Nullable Place first() {
    return first;
  }

  int size() {
    return size;
  }

  void add(Place place) {
    place.queue = this;
    place.before = last;
    if (last == null) {
      first = place;
    } else {
      last.after = place;
    }
    last = place;
    size++;
  }

  void remove(Place place) {
    Place before = place.before;
    Place after = place.after;
    if (before == null) {
      first = after;
    } else {
      before.after = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.before = before;
    }
    place.queue = null;
    place.before = null;
    place.after = null;
    size--;
  }

  @Override
  public void trace(Tracer tracer) {
    for (Place place = first; place != null; place = place.after) {
      tracer.holder(place.waiting());
    }
  }
}
