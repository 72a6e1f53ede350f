// The order to look whether somebody is still there: their silence, or the end of their shift, is due.
import { defineJob } from '../../platform/jobs/define-job.js';

export const SettlePresenceOf = defineJob<{ workspaceId: string; agentId: string }>('settle-presence', 'desk');
