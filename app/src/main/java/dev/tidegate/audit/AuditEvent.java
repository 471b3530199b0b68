package dev.tidegate.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.tidegate.policy.Effect;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Something worth a line of the audit; the JSON form of each is described in the docs. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonPropertyOrder({"time", "event"})
sealed interface AuditEvent permits AuditEvent.Other, AuditedDecision {

  /** When it happened, to the millisecond. */
  Instant time();

  /** What kind of event it is. */
  @JsonProperty
  String event();

  /** All that is no decision. */
  sealed interface Other extends AuditEvent {}

  /**
   * Decisions that got no line because there were too many.
   *
   * @param time when the minute was over
   * @param job whose they were; null for those of no job
   * @param actor on whose behalf
   * @param allowed how many of them allowed
   * @param refused how many refused
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonPropertyOrder({"time", "event"})
  record Omitted(Instant time, @Nullable String job, String actor, long allowed, long refused)
      implements Other {
    @Override
    public String event() {
      return "decisions_omitted";
    }
  }

  /**
   * Events that got no line because those before them were not written fast enough.
   *
   * @param time when there was room again
   * @param allowed how many were decisions that allowed
   * @param refused how many were decisions that refused
   * @param other how many were none
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonPropertyOrder({"time", "event"})
  record Lost(Instant time, long allowed, long refused, long other) implements Other {
    @Override
    public String event() {
      return "events_lost";
    }
  }

  /**
   * Another set of policies is in force.
   *
   * @param time since when
   * @param cause why it was looked for
   * @param before the revision that it replaces; null at the start
   * @param revision the revision in force
   * @param policies how many policies it has
   * @param changes what is different from before
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonPropertyOrder({"time", "event"})
  record PoliciesInForce(
      Instant time,
      Cause cause,
      @Nullable String before,
      String revision,
      int policies,
      PolicyChanges changes)
      implements Other {
    @Override
    public String event() {
      return "policies_in_force";
    }
  }

  /**
   * A newer set of policies is not put into force.
   *
   * @param time since when
   * @param revision of the set that stays in force
   * @param faults how much is wrong with the newer one
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonPropertyOrder({"time", "event"})
  record PoliciesRefused(Instant time, String revision, int faults) implements Other {
    @Override
    public String event() {
      return "policies_refused";
    }
  }

  /** Why policies were read. */
  enum Cause {
    /** The service has started. */
    @JsonProperty("start")
    START,
    /** A file has changed. */
    @JsonProperty("reload")
    RELOAD
  }

  /**
   * A policy could not be evaluated.
   *
   * @param time when it was seen
   * @param policy its id
   * @param effect what it would do, {@code allow} or {@code deny}
   * @param reason what went wrong the last time, without values of the request
   * @param times how often since the last such event
   * @param revision of the set
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonPropertyOrder({"time", "event"})
  record PolicyFailed(
      Instant time, String policy, String effect, String reason, long times, String revision)
      implements Other {
    @Override
    public String event() {
      return "policy_failed";
    }
  }

  /** An effect as it stands in lines. */
  static String name(Effect effect) {
    return effect.name().toLowerCase(Locale.ROOT);
  }

  /** Copies what a list shows first. */
  static <T> List<T> first(List<T> all, int most) {
    return List.copyOf(all.subList(0, Math.min(all.size(), most)));
  }
}
