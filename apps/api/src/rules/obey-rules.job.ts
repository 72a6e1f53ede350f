// The order to ask the rules about one ticket: something happened to it, or some rule's time is over.
import { defineJob } from '../platform/jobs/define-job.js';

export const ObeyRules = defineJob<{ workspaceId: string; ticketId: string }>('obey-rules', 'desk');
