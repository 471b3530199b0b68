package dev.tidegate.policy.reload;

import java.util.List;

/** Hears what becomes of changes to the policies, for records and metrics. */
@FunctionalInterface
public interface ReloadListener {

  /** Called one at a time and in order; nothing is reloaded meanwhile. */
  void heard(ReloadEvent event);

  /** Tells several of what it hears, in their order. */
  static ReloadListener all(List<ReloadListener> listeners) {
    List<ReloadListener> each = List.copyOf(listeners);
    return event -> each.forEach(listener -> listener.heard(event));
  }
}
