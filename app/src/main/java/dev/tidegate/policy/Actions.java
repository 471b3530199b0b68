package dev.tidegate.policy;

import java.util.List;

/** The actions that jobs and callers of the API ask about. */
public final class Actions {

  /** Whether an actor may open WebSocket connections at all; its resource is the empty text. */
  public static final String WEBSOCKET_CONNECT = "websocket.connect";

  /** Whether an actor may connect to a URL; its resource is the URL in canonical form. */
  public static final String WEBSOCKET_CONNECT_URL = "websocket.connect.url";

  /** Whether a job may read a variable; its resource is the variable's name. */
  public static final String ENV_GET = "env.get";

  /**
   * Whether a job may have a secret sent in a handshake; its resource is the secret's name, and its
   * metadata say where to.
   */
  public static final String SECRET_USE = "secret.use";

  /** Whether a caller of the API may have scripts run; its resource is the empty text. */
  public static final String JOB_SUBMIT = "job.submit";

  /**
   * Whether a caller of the API may see the jobs of an actor; its resource is that actor's id, or
   * {@link #ALL_ACTORS}. Their own jobs callers see unless a policy denies it.
   */
  public static final String JOB_READ = "job.read";

  /** Whether a caller of the API may have jobs stopped; as {@link #JOB_READ}. */
  public static final String JOB_CANCEL = "job.cancel";

  /** Whether a caller of the API may have jobs forgotten; as {@link #JOB_READ}. */
  public static final String JOB_DELETE = "job.delete";

  /** The resource of an action on jobs that is about those of all actors at once. */
  public static final String ALL_ACTORS = "*";

  /**
   * Whether a caller of the API may see all policies and what they decided, and ask on behalf of
   * others; its resource is the empty text.
   */
  public static final String POLICY_READ = "policy.read";

  /** Whether a caller may read the metrics and the version; its resource is the empty text. */
  public static final String METRICS_READ = "metrics.read";

  /** Whether a script may look at a policy; its resource is the policy's id. */
  public static final String SECURITY_POLICY_GET = "security.policy.get";

  /** Whether a script may look at the policies of a group; its resource is the group's id. */
  public static final String SECURITY_POLICY_GROUP_GET = "security.policy_group.get";

  /**
   * Whether a script may put a scope together; its resource is {@code custom}, {@code with} or
   * {@code without}.
   */
  public static final String SECURITY_SCOPE_CREATE = "security.scope.create";

  /** Whether a script may make an actor to ask policies about; its resource is the actor's id. */
  public static final String SECURITY_ACTOR_CREATE = "security.actor.create";

  static final String WEBSOCKET = "websocket";
  static final List<String> WEBSOCKET_ACTIONS = List.of(WEBSOCKET_CONNECT, WEBSOCKET_CONNECT_URL);

  /** All that the service itself asks about; scripts may ask about others. */
  public static final List<String> KNOWN =
      List.of(
          WEBSOCKET_CONNECT,
          WEBSOCKET_CONNECT_URL,
          ENV_GET,
          SECRET_USE,
          JOB_SUBMIT,
          JOB_READ,
          JOB_CANCEL,
          JOB_DELETE,
          POLICY_READ,
          METRICS_READ,
          SECURITY_POLICY_GET,
          SECURITY_POLICY_GROUP_GET,
          SECURITY_SCOPE_CREATE,
          SECURITY_ACTOR_CREATE);

  private Actions() {}
}
