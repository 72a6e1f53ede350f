// The order to bring a snoozed ticket back: its time has come.
import { defineJob } from '../platform/jobs/define-job.js';

export const WakeTicketJob = defineJob<{ workspaceId: string; ticketId: string }>('wake-ticket', 'desk');
