// The order to read one raw row (path A): the row itself, state `received` and due, is the record.
import { defineJob } from '../platform/jobs/define-job.js';

export const ProcessRawJob = defineJob<{ workspaceId: string; connectionId: string; rawId: string }>(
  'process-raw',
  'desk',
);
