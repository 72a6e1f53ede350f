// The order to send a reply whose time has come.
import { defineJob } from '../../platform/jobs/define-job.js';

export const SendScheduledJob = defineJob<{ workspaceId: string; scheduledId: string }>('send-scheduled', 'desk');
