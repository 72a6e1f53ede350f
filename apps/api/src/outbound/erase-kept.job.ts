// The order to erase the kept mails of a ticket that was erased.
import { defineJob } from '../platform/jobs/define-job.js';

export const EraseKeptJob = defineJob<{ workspaceId: string; ticketId: string }>('erase-kept', 'desk');
