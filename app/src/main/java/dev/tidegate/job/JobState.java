package dev.tidegate.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/** How far a job is. */
public enum JobState {
  /** It waits for a node, or for its next attempt. */
  QUEUED,
  /** A node runs it. */
  RUNNING,
  /** Its script returned. */
  SUCCEEDED,
  /** Its script raised or returned an error, or a limit ended it. */
  FAILED,
  /** Somebody stopped it. */
  CANCELLED;

  /** Whether nothing more will happen to it. */
  public boolean ended() {
    return switch (this) {
      case QUEUED, RUNNING -> false;
      case SUCCEEDED, FAILED, CANCELLED -> true;
    };
  }

  /** The name in documents and in requests. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state of this name. */
  public static Optional<JobState> of(String text) {
    for (JobState state : values()) {
      if (state.text().equals(text)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }
}
