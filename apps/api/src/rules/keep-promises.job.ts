// The order to settle the promises of one ticket: facts have come, or an alarm has rung.
import { defineJob } from '../platform/jobs/define-job.js';

export const KeepPromises = defineJob<{ workspaceId: string; ticketId: string }>('keep-promises', 'desk');
