// The order to erase what has lain in the trash long enough.
import { defineJob } from '../platform/jobs/define-job.js';

export const EraseTicketJob = defineJob<{ workspaceId: string; ticketId: string }>('erase-ticket', 'desk');
