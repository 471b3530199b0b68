-- Times are milliseconds since 1970-01-01 UTC. JSON is kept as the bytes of its UTF-8 text.

create table jobs (
  id text primary key,
  actor text not null,
  name text,
  state text not null,
  -- 1 while it is queued and its time has come
  ready integer not null,
  -- the priority with its sign turned, so that all of the order among queued jobs ascends
  rank integer not null,
  due_at integer not null,
  created_at integer not null,
  started_at integer,
  finished_at integer,
  attempt integer not null,
  max_attempts integer not null,
  backoff integer not null,
  memory integer not null,
  node text,
  -- the version of the scheduler's entry that the node has
  lease integer,
  cancel_at integer,
  -- the positions of the last event and of the last log entry
  events integer not null,
  logs integer not null,
  labels blob not null,
  limits blob not null,
  usage blob,
  error blob
);

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
  job_id text primary key references jobs (id) on delete cascade,
  source blob not null,
  input blob not null,
  actor_meta blob not null,
  actor_groups blob not null
);

create table job_results (
  job_id text primary key references jobs (id) on delete cascade,
  result blob not null
);

create table job_events (
  job_id text not null references jobs (id) on delete cascade,
  seq integer not null,
  time integer not null,
  kind text not null,
  -- the position among the log entries; 0 for other kinds
  log_seq integer not null,
  data blob not null,
  primary key (job_id, seq)
);

create unique index job_events_log on job_events (job_id, log_seq) where log_seq > 0;

create table job_labels (
  job_id text not null references jobs (id) on delete cascade,
  actor text not null,
  name text not null,
  value text not null,
  primary key (job_id, name)
);

create index job_labels_by_actor on job_labels (actor, name, value, job_id);
create index job_labels_by_value on job_labels (name, value, job_id);

create table idempotency_keys (
  actor text not null,
  key text not null,
  fingerprint text not null,
  job_id text not null references jobs (id) on delete cascade,
  primary key (actor, key)
);

create unique index idempotency_keys_job on idempotency_keys (job_id);
