// The order to do to a ticket what was to follow a message: its macro's actions.
import { defineJob } from '../../platform/jobs/define-job.js';

export const FollowMessageJob = defineJob<{ workspaceId: string; ticketId: string; messageId: string }>(
  'follow-message',
  'desk',
);
