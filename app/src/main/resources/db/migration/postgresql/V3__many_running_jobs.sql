-- It is looked twice a second for what is to be cancelled, however many jobs run.
create index jobs_to_cancel on jobs (node, id) where state = 'running' and cancel_at is not null;

-- A heartbeat changes nothing that is in an index, so that its row stays where it is in all of them; entries without
-- heartbeats are looked for among those that nodes have.
drop index scheduled_tasks_last_heartbeat;
create index scheduled_tasks_picked on scheduled_tasks (picked_by) where picked;
