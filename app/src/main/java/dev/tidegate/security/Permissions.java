package dev.tidegate.security;

import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.policy.AccessControl;
import dev.tidegate.policy.AccessRequest;
import dev.tidegate.policy.Actor;
import dev.tidegate.policy.Decision;
import dev.tidegate.policy.Metadata;
import java.util.Optional;

/** How modules ask whether a job may do something. Every answer is recorded. */
public final class Permissions {

  private final AccessControl control;

  /** Makes it. */
  public Permissions(AccessControl control) {
    this.control = control;
  }

  /** On whose behalf the job runs; empty in a run that nobody was given to. */
  public Optional<Actor> actor(LuaRuntime runtime) {
    return runtime.attribute(Actor.class);
  }

  /** What is known about the job itself, for every request that it makes. */
  public Metadata job(LuaRuntime runtime) {
    return runtime.attribute(JobContext.class).orElse(JobContext.NONE).metadata();
  }

  /**
   * Decides a request of a job.
   *
   * @param request with what {@link #job} says among its metadata
   */
  public Decision decide(LuaRuntime runtime, AccessRequest request) {
    return control.decide(runtime.jobId(), request);
  }

  /** What decides. */
  public AccessControl control() {
    return control;
  }
}
