package dev.tidegate.telemetry;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every meter that Tidegate makes; the table in {@code docs/metrics.md} is this list. All tags have
 * few values, none of them chosen by a script.
 */
public enum MeterName {
  RUNS("tidegate.runs", Type.COUNTER, null, "Jobs that have ended", "outcome", "reason"),
  RUNS_ACTIVE("tidegate.runs.active", Type.GAUGE, null, "Jobs that are running now"),
  RUN_DURATION(
      "tidegate.run.duration",
      Type.TIMER,
      "seconds",
      "From the start of a job to its end",
      "outcome"),
  RUN_MEMORY_PEAK(
      "tidegate.run.memory.peak",
      Type.SUMMARY,
      "bytes",
      "The most that a job was seen to keep alive",
      "outcome"),
  RUNS_MEMORY_RESERVED(
      "tidegate.runs.memory.reserved",
      Type.GAUGE,
      "bytes",
      "What the memory limits of the jobs that are running now add up to"),
  RUNS_MEMORY_CAPACITY(
      "tidegate.runs.memory.capacity",
      Type.GAUGE,
      "bytes",
      "The most that these limits may add up to; jobs wait, or are refused, rather than exceed it"),
  RUN_INSTRUCTIONS(
      "tidegate.run.instructions",
      Type.SUMMARY,
      null,
      "Units of work that a job was charged",
      "outcome"),
  RUNS_REFUSED(
      "tidegate.runs.refused",
      Type.COUNTER,
      null,
      "Requests to run a script at once for which this node had no room"),
  PLACES(
      "tidegate.admission.places",
      Type.GAUGE,
      null,
      "How many jobs this node may have under way at the same time",
      "kind"),
  PLACES_TAKEN(
      "tidegate.admission.places.taken",
      Type.GAUGE,
      null,
      "How many jobs this node has under way",
      "kind"),
  JOBS(
      "tidegate.jobs",
      Type.GAUGE,
      null,
      "Accepted jobs that have not ended, on all nodes together; counted every 10 s",
      "state"),
  QUEUE_AGE(
      "tidegate.queue.age",
      Type.GAUGE,
      "seconds",
      "How long the job that has waited longest could have begun already; 0 while none waits"),
  JOBS_RUNNING(
      "tidegate.jobs.running", Type.GAUGE, null, "Accepted jobs that run on this node now"),
  JOB_WAIT(
      "tidegate.job.wait",
      Type.TIMER,
      "seconds",
      "From the acceptance of a job to the begin of its first attempt"),
  JOB_CLAIMS(
      "tidegate.job.claims",
      Type.COUNTER,
      null,
      "Attempts of accepted jobs that this node has taken on",
      "attempt"),
  JOB_RETRIES(
      "tidegate.job.retries",
      Type.COUNTER,
      null,
      "Attempts that have failed on this node, or were handed back, and are followed by another"),
  JOB_RECOVERIES(
      "tidegate.job.recoveries",
      Type.COUNTER,
      null,
      "Attempts of other nodes that this one has found given up"),
  JOB_LEASES_LOST(
      "tidegate.job.leases.lost",
      Type.COUNTER,
      null,
      "Attempts that this node has stopped because it had lost touch with the store for too long"),
  JOB_HEARTBEAT_FAILURES(
      "tidegate.job.heartbeat.failures",
      Type.COUNTER,
      null,
      "How often the store could not be told that an attempt is under way"),
  DRAIN_ACTIVE(
      "tidegate.drain.active",
      Type.GAUGE,
      null,
      "1 while the node is being stopped and takes nothing on; else 0"),
  REQUESTS_OPEN(
      "tidegate.requests.open",
      Type.GAUGE,
      null,
      "Requests that stream a job's events or log, or wait for a job's end, now",
      "kind"),
  REQUESTS_ENDED(
      "tidegate.requests.ended", Type.COUNTER, null, "How such requests have ended", "kind", "how"),
  REQUESTS_REFUSED(
      "tidegate.requests.refused",
      Type.COUNTER,
      null,
      "Such requests that had no place: streams are refused, waits are answered at once",
      "kind",
      "limit"),
  SCRIPTS(
      "tidegate.engine.scripts",
      Type.COUNTER,
      null,
      "Submitted scripts: compiled, or reused because they were compiled before",
      "how"),
  SCRIPT_CACHE_SIZE(
      "tidegate.engine.script.cache.size",
      Type.GAUGE,
      "bytes",
      "What the compiled scripts take that are kept"),
  MEMORY_AUDITS(
      "tidegate.engine.memory.audits",
      Type.COUNTER,
      null,
      "How often it was found out what a job keeps alive"),
  FAULTS(
      "tidegate.engine.faults",
      Type.COUNTER,
      null,
      "Jobs that a fault of the engine has ended; each is worth a look at the log"),
  CONNECTIONS_ACTIVE(
      "tidegate.websocket.connections.active",
      Type.GAUGE,
      null,
      "WebSocket connections that are open now"),
  CONNECTIONS_PENDING(
      "tidegate.websocket.connections.pending",
      Type.GAUGE,
      null,
      "Attempts to connect that are under way; they count towards the limits like open connections"),
  CONNECTS(
      "tidegate.websocket.connects",
      Type.COUNTER,
      null,
      "Attempts to connect: ok, denied by a policy or an address rule, limited, or what failed",
      "outcome"),
  LIMITED(
      "tidegate.websocket.limited",
      Type.COUNTER,
      null,
      "Attempts to connect that were refused because there were too many connections, by limit",
      "limit"),
  REFUSALS(
      "tidegate.egress.refusals",
      Type.COUNTER,
      null,
      "Attempts to connect that were denied, by what denied them",
      "reason"),
  DECISIONS(
      "tidegate.policy.decisions",
      Type.COUNTER,
      null,
      "What policies have decided, by action",
      "action",
      "decision"),
  POLICY_EFFECTS(
      "tidegate.policy.effects",
      Type.COUNTER,
      null,
      "Decisions by policy; one that several policies made counts for each of them",
      "policy"),
  SHADOW_DIFFERENCES(
      "tidegate.policy.shadow.differences",
      Type.COUNTER,
      null,
      "Decisions that a policy in shadow would change",
      "policy"),
  POLICY_FAILURES(
      "tidegate.policy.failures",
      Type.COUNTER,
      null,
      "How often a policy could not be evaluated; the log says why",
      "policy"),
  AUDITED(
      "tidegate.audit.decisions",
      Type.COUNTER,
      null,
      "What has become of decisions in the audit",
      "outcome"),
  LOOKUP_DURATION(
      "tidegate.egress.lookup.duration",
      Type.TIMER,
      "seconds",
      "What the resolver takes to find a name's addresses",
      "outcome"),
  LOOKUPS_ACTIVE(
      "tidegate.egress.lookups.active", Type.GAUGE, null, "Names that are being looked up now"),
  LOOKUPS_WAITING(
      "tidegate.egress.lookups.waiting", Type.GAUGE, null, "Look-ups that wait for a thread"),
  CONNECT_DURATION(
      "tidegate.websocket.connect.duration",
      Type.TIMER,
      "seconds",
      "From the attempt to the end of the handshake, for those that succeeded"),
  CONNECT_PHASE(
      "tidegate.websocket.connect.phase", Type.TIMER, "seconds", "The parts of that", "phase"),
  PING_DURATION(
      "tidegate.websocket.ping.duration",
      Type.TIMER,
      "seconds",
      "From a script's ping to the pong that answers it"),
  SESSION_DURATION(
      "tidegate.websocket.session.duration",
      Type.TIMER,
      "seconds",
      "From the end of the handshake to the end of the connection"),
  MESSAGES("tidegate.websocket.messages", Type.COUNTER, null, "Data messages", "direction", "type"),
  BYTES(
      "tidegate.websocket.payload",
      Type.COUNTER,
      "bytes",
      "Payload of data messages, before compression",
      "direction",
      "type"),
  MESSAGE_SIZE(
      "tidegate.websocket.message.size",
      Type.SUMMARY,
      "bytes",
      "Payload of a data message, before compression",
      "direction"),
  COMPRESSED_PAYLOAD(
      "tidegate.websocket.compressed.payload",
      Type.COUNTER,
      "bytes",
      "Payload of the messages that were compressed; plain divided by wire is the ratio",
      "direction",
      "form"),
  RECEIVED_WAITING(
      "tidegate.websocket.received.waiting",
      Type.GAUGE,
      null,
      "Data messages that have come and that scripts have not taken yet"),
  RECEIVED_WAITING_SIZE(
      "tidegate.websocket.received.waiting.size", Type.GAUGE, "bytes", "The payload of these"),
  READS_PAUSED(
      "tidegate.websocket.reads.paused",
      Type.GAUGE,
      null,
      "Connections that are not read from now, because too much of what has come waits"),
  READ_PAUSES(
      "tidegate.websocket.read.pauses", Type.COUNTER, null, "How often such a pause has begun"),
  CLOSES(
      "tidegate.websocket.closes",
      Type.COUNTER,
      null,
      "Connections that have closed, by close code and who or what closed them",
      "code",
      "initiator"),
  POLICY_RELOADS(
      "tidegate.policy.reloads",
      Type.COUNTER,
      null,
      "Changes of the policy files that were judged; those that change nothing don't count",
      "result"),
  POLICY_AGE(
      "tidegate.policy.age",
      Type.GAUGE,
      "seconds",
      "Time since the policies in force came into force"),
  POLICY_REFUSED(
      "tidegate.policy.refused",
      Type.GAUGE,
      null,
      "1 while the policy files have faults, so that older policies stay in force; else 0"),
  QUOTA_REFUSALS(
      "tidegate.quota.refusals",
      Type.COUNTER,
      null,
      "Requests that were refused because their actor has had as much as it may",
      "quota"),
  TOKENS("tidegate.access.tokens", Type.GAUGE, null, "Tokens of the tokens file that are in force"),
  TOKEN_RELOADS(
      "tidegate.access.token.reloads",
      Type.COUNTER,
      null,
      "Changes of the tokens file that were judged",
      "result"),
  TOKENS_REFUSED(
      "tidegate.access.tokens.refused",
      Type.GAUGE,
      null,
      "1 while the tokens file has faults, so that older tokens stay in force; else 0"),
  STORE_WRITES(
      "tidegate.store.writes",
      Type.COUNTER,
      null,
      "Changes of jobs: durable, failed, or refused because too many waited",
      "outcome"),
  STORE_WRITES_WAITING(
      "tidegate.store.writes.waiting",
      Type.GAUGE,
      null,
      "Changes of jobs that wait to be made durable"),
  STORE_TRANSACTIONS(
      "tidegate.store.transactions",
      Type.COUNTER,
      null,
      "Transactions that made changes durable; changes divided by these is how many share one"),
  STORE_WRITE_DURATION(
      "tidegate.store.write.duration",
      Type.TIMER,
      "seconds",
      "From asking for a change of a job to its being durable"),
  STORE_READ_DURATION(
      "tidegate.store.read.duration",
      Type.TIMER,
      "seconds",
      "From asking the store for something to the answer"),
  LOOP_DELAY(
      "tidegate.eventloop.delay",
      Type.TIMER,
      "seconds",
      "How long an event loop takes to get to a task; tried once a second",
      "loops"),
  LOOP_STALLED(
      "tidegate.eventloop.stalled",
      Type.GAUGE,
      "seconds",
      "For how long the loop that is furthest behind has not got to such a task; 0 while none owes one",
      "loops"),
  TRACE_SPANS(
      "tidegate.trace.spans",
      Type.COUNTER,
      null,
      "Spans that have ended and are to be exported, and what became of them; those that are neither exported nor failed wait, or were dropped because too many waited",
      "result"),
  LIMIT(
      "tidegate.limit",
      Type.GAUGE,
      null,
      "What is configured: each limit, timeout and size by the name of its property",
      "name",
      "unit");

  private final String id;
  private final Type type;
  private final @Nullable String unit;
  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // A copy that nobody can change.
  private final List<String> tags;

  MeterName(String id, Type type, @Nullable String unit, String description, String... tags) {
    this.id = id;
    this.type = type;
    this.unit = unit;
    this.description = description;
    this.tags = List.of(tags);
  }

  /** The name, in Micrometer's notation. */
  public String id() {
    return id;
  }

  /** What kind of meter it is. */
  public Type type() {
    return type;
  }

  /** The base unit; empty for plain numbers of things. */
  public Optional<String> unit() {
    return Optional.ofNullable(unit);
  }

  /** What it tells. */
  public String description() {
    return description;
  }

  /** The keys of its tags. */
  public List<String> tags() {
    return tags;
  }

  /** What kinds of meter there are. */
  public enum Type {
    /** Only rises. */
    COUNTER,
    /** A number as it is now. */
    GAUGE,
    /** How often and how long. */
    TIMER,
    /** How often and how much. */
    SUMMARY
  }
}
