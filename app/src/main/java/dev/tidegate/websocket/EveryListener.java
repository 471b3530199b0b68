package dev.tidegate.websocket;

import java.util.List;

/** Several listeners as one. */
record EveryListener(List<ConnectionEvents> listeners) implements ConnectionEvents {

  EveryListener {
    listeners = List.copyOf(listeners);
  }

  @Override
  public void connecting(ConnectionIdentity connection) {
    listeners.forEach(listener -> listener.connecting(connection));
  }

  @Override
  public void abandoned(Abandoned abandoned) {
    listeners.forEach(listener -> listener.abandoned(abandoned));
  }

  @Override
  public void opened(Opened opened) {
    listeners.forEach(listener -> listener.opened(opened));
  }

  @Override
  public void denied(Denied denied) {
    listeners.forEach(listener -> listener.denied(denied));
  }

  @Override
  public void limited(Limited limited) {
    listeners.forEach(listener -> listener.limited(limited));
  }

  @Override
  public void failed(Failed failed) {
    listeners.forEach(listener -> listener.failed(failed));
  }

  @Override
  public void sent(MessageType type, int bytes) {
    for (ConnectionEvents listener : listeners) {
      listener.sent(type, bytes);
    }
  }

  @Override
  public void received(MessageType type, int bytes) {
    for (ConnectionEvents listener : listeners) {
      listener.received(type, bytes);
    }
  }

  @Override
  public void answered(Answered answered) {
    listeners.forEach(listener -> listener.answered(answered));
  }

  @Override
  public void closed(Closed closed) {
    listeners.forEach(listener -> listener.closed(closed));
  }
}
