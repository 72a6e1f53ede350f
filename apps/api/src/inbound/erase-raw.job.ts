// The order to erase the raw bodies of messages that were erased.
import { defineJob } from '../platform/jobs/define-job.js';

export const EraseRawJob = defineJob<{ workspaceId: string; ticketId: string; messageIds: string[] }>(
  'erase-raw',
  'desk',
);
