-- Times are milliseconds since 1970-01-01 UTC. JSON is kept as the bytes of its UTF-8 text.

create table jobs (
  id text collate "C" primary key,
  actor text collate "C" not null,
  name text collate "C",
  state text collate "C" not null,
  -- 1 while it is queued and its time has come
  ready smallint not null,
  -- the priority with its sign turned, so that all of the order among queued jobs ascends
  rank smallint not null,
  due_at bigint not null,
  created_at bigint not null,
  started_at bigint,
  finished_at bigint,
  attempt integer not null,
  max_attempts integer not null,
  backoff bigint not null,
  memory bigint not null,
  node text collate "C",
  -- the version of the scheduler's entry that the node has
  lease bigint,
  cancel_at bigint,
  -- the positions of the last event and of the last log entry
  events bigint not null,
  logs bigint not null,
  labels bytea not null,
  limits bytea not null,
  usage bytea,
  error bytea
) with (fillfactor = 80);

create index jobs_ready on jobs (actor, rank, due_at, id) where state = 'queued' and ready = 1;
create index jobs_waiting on jobs (due_at) where state = 'queued' and ready = 0;
create index jobs_running on jobs (node, id) where state = 'running';
create index jobs_running_by_actor on jobs (actor) where state = 'running';
create index jobs_ended on jobs (finished_at, id) where finished_at is not null;
create index jobs_by_actor on jobs (actor, id);
create index jobs_by_actor_state on jobs (actor, state, id);
create index jobs_by_actor_name on jobs (actor, name, id) where name is not null;
create index jobs_by_state on jobs (state, id);
create index jobs_by_name on jobs (name, id) where name is not null;

create table job_requests (
  job_id text collate "C" primary key references jobs (id) on delete cascade,
  source bytea not null,
  input bytea not null,
  actor_meta bytea not null,
  actor_groups bytea not null
);

create table job_results (
  job_id text collate "C" primary key references jobs (id) on delete cascade,
  result bytea not null
);

create table job_events (
  job_id text collate "C" not null references jobs (id) on delete cascade,
  seq bigint not null,
  time bigint not null,
  kind text collate "C" not null,
  -- the position among the log entries; 0 for other kinds
  log_seq bigint not null,
  data bytea not null,
  primary key (job_id, seq)
);

create unique index job_events_log on job_events (job_id, log_seq) where log_seq > 0;

create table job_labels (
  job_id text collate "C" not null references jobs (id) on delete cascade,
  actor text collate "C" not null,
  name text collate "C" not null,
  value text collate "C" not null,
  primary key (job_id, name)
);

create index job_labels_by_actor on job_labels (actor, name, value, job_id);
create index job_labels_by_value on job_labels (name, value, job_id);

create table idempotency_keys (
  actor text collate "C" not null,
  key text collate "C" not null,
  fingerprint text collate "C" not null,
  job_id text collate "C" not null references jobs (id) on delete cascade,
  primary key (actor, key)
);

create unique index idempotency_keys_job on idempotency_keys (job_id);
