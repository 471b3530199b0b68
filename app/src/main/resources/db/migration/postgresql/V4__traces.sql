-- The request that the job came with, in the form of the header traceparent; null when that was not traced.
alter table job_requests add column trace_parent text collate "C";
