// The order to read what waits of a connection (path A): its rows, state `received` and due, are the record.
import { defineJob } from '../platform/jobs/define-job.js';

export const ProcessRawJob = defineJob<{ workspaceId: string; connectionId: string; rawId: string }>(
  'process-raw',
  'desk',
);
