-- It is looked twice a second for what is to be cancelled, however many jobs run.
create index jobs_to_cancel on jobs (node, id) where state = 'running' and cancel_at is not null;
