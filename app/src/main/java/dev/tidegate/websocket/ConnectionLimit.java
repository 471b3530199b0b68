package dev.tidegate.websocket;

/** What limits how many connections there are. Attempts count like those that are open. */
public enum ConnectionLimit {
  /** The job's own limit. */
  JOB("job"),
  /** That of all jobs of one actor. */
  ACTOR("actor"),
  /** That of all jobs of this node. */
  NODE("service");

  private final String owner;

  ConnectionLimit(String owner) {
    this.owner = owner;
  }

  /** Whose limit it is, as scripts read it. */
  String owner() {
    return owner;
  }
}
